package im.parley.server.relation;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import im.parley.protocol.relation.AddToBlacklist;
import im.parley.protocol.relation.DeleteFriendApplication;
import im.parley.protocol.relation.RefuseFriendApplication;
import im.parley.protocol.relation.RemoveFromBlacklist;
import im.parley.server.relation.People.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two users, or many, act on each other at once, on two nodes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelationRacesTest {
    private final People people = new People();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterAll
    void end() {
        threads.close();
        people.close();
    }

    /// Runs both at the same moment.
    private <T> List<T> atOnce(Callable<T> one, Callable<T> other) {
        var start = new CyclicBarrier(2);
        var running = new ArrayList<Future<T>>();
        for (var call : List.of(one, other)) {
            running.add(threads.submit(() -> {
                start.await();
                return call.call();
            }));
        }
        var results = new ArrayList<T>();
        for (var future : running) {
            try {
                results.add(future.get());
            } catch (ExecutionException | InterruptedException failed) {
                throw new AssertionError(failed);
            }
        }
        return results;
    }

    private static Callable<Integer> codeOf(Runnable call) {
        return () -> People.codeOf(call);
    }

    @Test
    void adding_each_other_at_once_makes_one_friendship() {
        for (int i = 0; i < 30; i++) {
            var ann = people.newUser("ann");
            var bob = people.newUser("bob").on(people.other);

            var codes = atOnce(() -> ann.adds(bob), () -> bob.adds(ann));

            assertThat(codes).containsExactlyInAnyOrder(0, 30520);
            assertThat(ann.isTo(bob)).isEqualTo("BothWay");
            checkAgreement(ann, bob);
        }
    }

    @Test
    void accepting_what_the_other_withdraws_does_one_of_both() {
        for (int i = 0; i < 30; i++) {
            var ann = people.newUser("ann");
            var bob = people.newUser("bob").on(people.other).allows(Types.ALLOW_TYPE_NEED_CONFIRM);
            ann.adds(bob);

            var codes = atOnce(
                    codeOf(() -> bob.accepts(ann, null)),
                    codeOf(() -> ann.node.relations.applications.delete(
                            ann.caller, new DeleteFriendApplication(bob.userID, Types.SNS_APPLICATION_SENT_BY_ME))));

            assertThat(codes).isIn(List.of(0, 2716), List.of(30614, 0));
            assertThat(ann.isTo(bob)).isEqualTo(codes.getFirst() == 0 ? "BothWay" : "NoRelation");
            checkAgreement(ann, bob);
        }
    }

    @Test
    void blocking_while_being_added_leaves_no_friendship() {
        for (int i = 0; i < 30; i++) {
            var ann = people.newUser("ann");
            var bob = people.newUser("bob").on(people.other);

            var codes = atOnce(() -> ann.adds(bob), codeOf(() -> bob.blocks(ann)));

            assertThat(codes).isIn(List.of(0, 0), List.of(30525, 0));
            assertThat(ann.isTo(bob)).isEqualTo("NoRelation");
            checkAgreement(ann, bob);
        }
    }

    @Test
    void many_who_block_each_other_in_any_order_do_not_wait_for_each_other_for_ever() {
        var crowd = IntStream.range(0, 12)
                .mapToObj(i -> i % 2 == 0
                        ? people.newUser("crowd")
                        : people.newUser("crowd").on(people.other))
                .toList();
        var running = new ArrayList<Future<?>>();
        for (var user : crowd) {
            var others = new ArrayList<>(crowd.stream()
                    .filter(other -> other != user)
                    .map(other -> other.userID)
                    .toList());
            Collections.shuffle(others, new Random(user.tinyID));
            running.add(
                    threads.submit(() -> user.node.relations.blacklists.add(user.caller, new AddToBlacklist(others))));
        }
        for (var future : running) {
            assertThat(future).succeedsWithin(Duration.ofSeconds(60));
        }
        crowd.forEach(
                user -> assertThat(user.relations().blacklist().userIDList()).hasSize(11));
    }

    /// Whatever two users do at once: afterwards all that is stored fits together.
    @Test
    void any_two_steps_at_once_leave_what_fits_together() {
        var random = new Random(20_261_128);
        var ann = people.newUser("ann");
        var bob = people.newUser("bob").on(people.other);
        for (int i = 0; i < 400; i++) {
            if (random.nextInt(4) == 0) {
                ann.allows(random.nextBoolean() ? Types.ALLOW_TYPE_NEED_CONFIRM : Types.ALLOW_TYPE_ALLOW_ANY);
                bob.allows(random.nextBoolean() ? Types.ALLOW_TYPE_NEED_CONFIRM : Types.ALLOW_TYPE_ALLOW_ANY);
            }
            var one = step(random.nextInt(9), ann, bob);
            var other = step(random.nextInt(9), bob, ann);
            atOnce(one, other);
            checkAgreement(ann, bob);
        }
    }

    private static Callable<Integer> step(int which, User me, User them) {
        var relations = me.node.relations;
        return codeOf(() -> {
            switch (which) {
                case 0, 1 -> throwIfUnexpected(me.adds(them));
                case 2 -> throwIfUnexpected(me.adds(them, Types.SNS_ADD_TYPE_SINGLE));
                case 3 -> me.accepts(them, null);
                case 4 -> me.accepts(them, Types.SNS_APPLICATION_AGREE);
                case 5 -> relations.applications.refuse(me.caller, new RefuseFriendApplication(them.userID));
                case 6 -> me.deletes(them, Types.SNS_DELETE_TYPE_BOTH);
                case 7 -> me.blocks(them);
                default -> relations.blacklists.remove(me.caller, new RemoveFromBlacklist(List.of(them.userID)));
            }
        });
    }

    private static void throwIfUnexpected(int code) {
        assertThat(code).isIn(0, 30539, 30520, 30515, 30525);
    }

    private void checkAgreement(User ann, User bob) {
        var state = ann.isTo(bob);
        assertThat(bob.isTo(ann))
                .isEqualTo(
                        switch (state) {
                            case "AWithB" -> "BWithA";
                            case "BWithA" -> "AWithB";
                            default -> state;
                        });
        var annBlocks = ann.relations().blacklist().userIDList().contains(bob.userID);
        var bobBlocks = bob.relations().blacklist().userIDList().contains(ann.userID);
        if (annBlocks || bobBlocks) {
            assertThat(state).isEqualTo("NoRelation");
            assertThat(ann.applications()).isEmpty();
            assertThat(bob.applications()).isEmpty();
        }
        if (state.equals("BothWay")) {
            assertThat(ann.applications()).isEmpty();
            assertThat(bob.applications()).isEmpty();
        }
        assertThat(ann.on(people.other).relations().friends())
                .isEqualTo(ann.relations().friends());
    }
}
