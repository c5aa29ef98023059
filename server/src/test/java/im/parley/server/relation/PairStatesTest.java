package im.parley.server.relation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.relation.RemoveFromBlacklist;
import im.parley.server.message.WritePolicy.Send;
import im.parley.server.message.WritePolicy.Verdict;
import im.parley.server.relation.People.User;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PairStatesTest {
    private final People people = new People();

    @AfterAll
    void end() {
        people.close();
    }

    /// 0 if a message would be delivered, -1 if it would be swallowed, else the code of the refusal.
    private static int verdict(User sender, User receiver) {
        var node = sender.node;
        var send = new Send(node.accounts.get(sender.userID), node.accounts.get(receiver.userID));
        return switch (node.pairs.check(List.of(send)).get(send)) {
            case null -> 0;
            case Verdict.Swallowed() -> -1;
            case Verdict.Refused(var why) -> why.code();
        };
    }

    private void with(String setting, Runnable test) {
        people.one.settings.set(Map.of(setting, BooleanNode.TRUE));
        try {
            test.run();
        } finally {
            people.one.settings.set(Map.of(setting, BooleanNode.FALSE));
        }
    }

    @Test
    @Rule("addToBlacklist#4")
    void a_blacklist_stops_messages_either_way_at_once() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        assertThat(verdict(ann, bob)).isZero();

        ann.blocks(bob);
        assertThat(verdict(ann, bob)).isEqualTo(20007);
        assertThat(verdict(bob, ann)).isEqualTo(20007);
        with("message.blacklistCheckShowsSuccess", () -> {
            assertThat(verdict(bob, ann)).isEqualTo(-1);
            assertThat(verdict(ann, bob)).isEqualTo(20007); // she knows whom she blocks
        });
        ann.node.relations.blacklists.remove(ann.caller, new RemoveFromBlacklist(List.of(bob.userID)));

        assertThat(verdict(bob, ann)).isZero();
    }

    @Test
    void friends_only_if_the_operator_says_so() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        with("message.friendCheck", () -> {
            assertThat(verdict(ann, bob)).isEqualTo(20009);
            ann.adds(bob, Types.SNS_ADD_TYPE_SINGLE);
            assertThat(verdict(ann, bob)).isEqualTo(20010);
            assertThat(verdict(bob, ann)).isEqualTo(20011);
            bob.adds(ann);
            assertThat(verdict(ann, bob)).isZero();
            ann.deletes(bob, Types.SNS_DELETE_TYPE_SINGLE);
            assertThat(verdict(ann, bob)).isEqualTo(20011);
        });
        assertThat(verdict(ann, bob)).isZero();
    }

    @Test
    void what_is_known_is_not_asked_for_again() {
        var ann = people.newUser("ann");
        var bob = people.newUser("bob");
        var queries = new AtomicInteger();
        people.store.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                queries.incrementAndGet();
            }
        });
        try {
            verdict(ann, bob);
            var before = queries.get();
            for (int i = 0; i < 100; i++) {
                verdict(ann, bob);
                verdict(bob, ann);
            }
            assertThat(before).isPositive();
            assertThat(queries).hasValue(before);
        } finally {
            people.store.jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        }
    }
}
