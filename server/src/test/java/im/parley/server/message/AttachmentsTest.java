package im.parley.server.message;

import static im.parley.server.message.TwoNodes.atOnce;
import static im.parley.server.message.TwoNodes.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Rule;
import im.parley.protocol.message.AddReaction;
import im.parley.protocol.message.DeleteExtensions;
import im.parley.protocol.message.Extension;
import im.parley.protocol.message.ExtensionKey;
import im.parley.protocol.message.ExtensionOutcome;
import im.parley.protocol.message.GetExtensions;
import im.parley.protocol.message.GetReactions;
import im.parley.protocol.message.ListReactionUsers;
import im.parley.protocol.message.ReactionsOfMessage;
import im.parley.protocol.message.RevokeMessage;
import im.parley.protocol.message.SendReceipts;
import im.parley.protocol.message.SetExtensions;
import im.parley.protocol.message.UserInfo;
import im.parley.server.message.TwoNodes.Talk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Limits, pages and refusals of what users attach to messages.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttachmentsTest {
    private final TwoNodes nodes = new TwoNodes();
    private Talk talk;
    private MessageId id;

    @BeforeEach
    void newTalk() {
        talk = nodes.newTalk();
        id = talk.send(talk.ann, true);
    }

    @AfterAll
    void stop() {
        nodes.close();
    }

    @Test
    void a_version_of_a_key_never_comes_again() {
        var first = set(extension("key", 0)).getFirst();
        delete(List.of(new ExtensionKey("key", first.version())));
        var second = set(extension("key", 0)).getFirst();

        assertThat(second.version()).isGreaterThan(first.version());
        var stale = set(extension("key", first.version())).getFirst();
        assertThat(stale.code()).isEqualTo(ErrorCode.EXTENSION_CONFLICT.number());
        assertThat(stale.value()).isEqualTo(second.value());
        assertThat(set(extension("key", stale.version())).getFirst().code()).isZero();
    }

    @Test
    @Rule("setMessageExtensions#2")
    void a_message_has_at_most_300_extensions_and_a_call_beyond_changes_nothing() {
        for (int call = 0; call < 15; call++) {
            set(keys(call * 20, 20));
        }

        assertThatThrownBy(() -> set(List.of(extension("0", 1), extension("one more", 0))))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("300");

        assertThat(all()).hasSize(300);
        assertThat(codeOf(() -> set(keys(0, 21)))).isEqualTo(23002);
        assertThat(codeOf(() -> set(extension("k".repeat(101), 0)))).isEqualTo(23002);
        assertThat(codeOf(() -> new Extension("key", "ü".repeat(513), 0))).isEqualTo(23002);
        delete(null);
        assertThat(all()).isEmpty();
        set(List.of(new Extension("ü".repeat(50), "ü".repeat(512), 0)));
        assertThat(all()).hasSize(1);
    }

    @Test
    void a_hundred_users_fit_into_a_reaction_and_come_in_pages() {
        crowd("👍", 99);
        var partial = nodes.one.reactions().add(talk.caller(talk.ann), addition("👍"), false);
        assertThat(partial.userIDList()).hasSize(100).endsWith(talk.ann.userID());
        assertThat(partial.partialUserList()).hasSize(10);

        assertThat(codeOf(() -> nodes.other.reactions().add(talk.caller(talk.bob), bobs("👍"), false)))
                .isEqualTo(23006);

        var seen = new ArrayList<String>();
        long next = 0;
        boolean completed = false;
        while (!completed) {
            var page = nodes.one
                    .reactions()
                    .users(
                            talk.caller(talk.bob),
                            new ListReactionUsers(talk.conversation(talk.bob), id, "👍", next, 33));
            seen.addAll(page.userList().stream().map(UserInfo::userID).toList());
            next = page.nextSeq();
            completed = page.isCompleted();
        }
        assertThat(next).isZero();
        assertThat(seen).isEqualTo(partial.userIDList());
        var reaction = nodes.one
                .reactions()
                .get(talk.caller(talk.bob), new GetReactions(talk.conversation(talk.bob), List.of(id), 3))
                .resultList()
                .getFirst()
                .reactionList()
                .getFirst();
        assertThat(reaction.totalUserCount()).isEqualTo(100);
        assertThat(reaction.reactedByMyself()).isFalse();
        assertThat(reaction.partialUserList()).hasSize(3);
    }

    @Test
    void of_sixteen_different_reactions_at_once_ten_are_taken() {
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 8; i++) {
            var anns = addition("ann " + i);
            var bobs = bobs("bob " + i);
            calls.add(() -> codeOf(() -> nodes.one.reactions().add(talk.caller(talk.ann), anns, false)));
            calls.add(() -> codeOf(() -> nodes.other.reactions().add(talk.caller(talk.bob), bobs, false)));
        }

        var codes = atOnce(calls);

        assertThat(codes.stream().filter(code -> code == 0)).hasSize(10);
        assertThat(codes.stream().filter(code -> code == 23005)).hasSize(6);
    }

    @Test
    void a_revoked_message_takes_nothing_and_shows_nothing() {
        nodes.one.reactions().add(talk.caller(talk.bob), bobs("👍"), false);
        set(extension("key", 0));
        nodes.one.revocation().revoke(talk.caller(talk.ann), new RevokeMessage(talk.conversation(talk.ann), id));

        var revoked = ErrorCode.MESSAGE_ALREADY_REVOKED.number();
        assertThat(codeOf(() -> nodes.one.reactions().add(talk.caller(talk.bob), bobs("👎"), false)))
                .isEqualTo(revoked);
        assertThat(codeOf(() -> set(extension("other", 0)))).isEqualTo(revoked);
        assertThat(codeOf(this::all)).isEqualTo(revoked);
        assertThat(codeOf(() -> nodes.one
                        .receipts()
                        .send(talk.caller(talk.bob), new SendReceipts(talk.conversation(talk.bob), List.of(id)))))
                .isEqualTo(ErrorCode.READ_RECEIPT_MSG_LIST_EMPTY.number());
        assertThat(nodes.one
                        .reactions()
                        .get(talk.caller(talk.bob), new GetReactions(talk.conversation(talk.bob), List.of(id), 10))
                        .resultList())
                .containsExactly(new ReactionsOfMessage(id, List.of()));
    }

    @Test
    void a_message_that_is_not_there_is_named() {
        var nothing = new MessageId(talk.ann.tinyID(), 1, 1);

        assertThatThrownBy(() -> nodes.one
                        .reactions()
                        .add(talk.caller(talk.ann), new AddReaction(talk.conversation(talk.ann), nothing, "👍"), false))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining(nothing.text());
        assertThat(nodes.one
                        .reactions()
                        .get(talk.caller(talk.ann), new GetReactions(talk.conversation(talk.ann), List.of(nothing), 1))
                        .resultList())
                .isEmpty();
    }

    private AddReaction addition(String reactionID) {
        return new AddReaction(talk.conversation(talk.ann), id, reactionID);
    }

    private AddReaction bobs(String reactionID) {
        return new AddReaction(talk.conversation(talk.bob), id, reactionID);
    }

    /// As many as only a group has.
    private void crowd(String reactionID, int users) {
        var members = nodes.one
                .accounts()
                .open(IntStream.range(0, users)
                        .mapToObj(i -> "member " + i)
                        .map(name -> name.replace(' ', '-'))
                        .toList())
                .values();
        nodes.store.jdbi().useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    INSERT INTO message_reaction (conversation_id, sequence, reaction_id, tiny_id, ordinal)
                    SELECT id, 1, :reaction, :user, :ordinal FROM conversation WHERE :ann IN (low_user, high_user)
                    """);
            long ordinal = 1;
            for (var member : members) {
                batch.bind("reaction", reactionID)
                        .bind("user", member.account().tinyID())
                        .bind("ordinal", ordinal++)
                        .bind("ann", talk.ann.tinyID())
                        .add();
            }
            batch.execute();
            handle.execute(
                    "UPDATE conversation SET last_change = ? WHERE ? IN (low_user, high_user)",
                    users,
                    talk.ann.tinyID());
        });
    }

    private static Extension extension(String key, long version) {
        return new Extension(key, "value of " + version, version);
    }

    private static List<Extension> keys(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> extension(String.valueOf(i), 0))
                .toList();
    }

    private List<ExtensionOutcome> set(Extension extension) {
        return set(List.of(extension));
    }

    private List<ExtensionOutcome> set(List<Extension> extensions) {
        return nodes.one
                .extensions()
                .set(talk.caller(talk.bob), new SetExtensions(talk.conversation(talk.bob), id, extensions), false)
                .extensions();
    }

    private void delete(List<ExtensionKey> keys) {
        nodes.other
                .extensions()
                .delete(talk.caller(talk.ann), new DeleteExtensions(talk.conversation(talk.ann), id, keys));
    }

    private List<Extension> all() {
        return nodes.other
                .extensions()
                .get(talk.caller(talk.ann), new GetExtensions(talk.conversation(talk.ann), id))
                .extensions();
    }
}
