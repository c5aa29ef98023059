package im.parley.server.message;

import static im.parley.server.message.TwoNodes.atOnce;
import static im.parley.server.message.TwoNodes.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.message.AddReaction;
import im.parley.protocol.message.DeleteExtensions;
import im.parley.protocol.message.Extension;
import im.parley.protocol.message.ExtensionKey;
import im.parley.protocol.message.ExtensionOutcome;
import im.parley.protocol.message.GetExtensions;
import im.parley.protocol.message.GetReactions;
import im.parley.protocol.message.ListMessages;
import im.parley.protocol.message.RemoveReaction;
import im.parley.protocol.message.SendReceipts;
import im.parley.protocol.message.SetExtensions;
import im.parley.server.message.TwoNodes.Talk;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Two users, each on two nodes, who change the same keys, reactions and receipts of one message in the same
/// moment, round after round: what each is told and what is there in the end is what a model says.
class AttachmentsModelTest {
    private static final int USERS = 2;
    private static TwoNodes nodes;

    @BeforeContainer
    static void start() {
        nodes = new TwoNodes();
    }

    @AfterContainer
    static void stop() {
        nodes.close();
    }

    /// Somebody who wants a key to be set or gone, and knows its newest version or one from before.
    record Wish(int user, int node, boolean delete, boolean fresh) {}

    @Provide
    Arbitrary<List<List<Wish>>> rounds() {
        var bits = Arbitraries.integers().between(0, 1);
        return Combinators.combine(
                        bits,
                        bits,
                        Arbitraries.frequencyOf(
                                Tuple.of(1, Arbitraries.just(true)), Tuple.of(3, Arbitraries.just(false))),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(true)), Tuple.of(1, Arbitraries.just(false))))
                .as(Wish::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .list()
                .ofMinSize(2)
                .ofMaxSize(8);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void of_all_who_change_a_key_at_once_one_succeeds_and_the_others_learn_what_it_is(
            @ForAll("rounds") List<List<Wish>> rounds) {
        var talk = nodes.newTalk();
        var id = talk.send(talk.ann, false);
        var before = 0L; // some version that was overtaken
        var now = new ExtensionOutcome(0, "key", "", 0);
        for (int round = 0; round < rounds.size(); round++) {
            var wishes = rounds.get(round);
            var calls = new ArrayList<Callable<ExtensionOutcome>>();
            for (int i = 0; i < wishes.size(); i++) {
                var wish = wishes.get(i);
                var known = wish.fresh() ? now.version() : before;
                var value = "round " + round + ", wish " + i;
                calls.add(() -> grant(talk, id, wish, known, value));
            }

            var answers = atOnce(calls);

            var set = new ArrayList<ExtensionOutcome>();
            var deleted = new ArrayList<ExtensionOutcome>();
            var lost = new ArrayList<ExtensionOutcome>();
            for (int i = 0; i < wishes.size(); i++) {
                var answer = answers.get(i);
                if (answer.code() != 0) {
                    assertThat(answer.code()).isEqualTo(ErrorCode.EXTENSION_CONFLICT.number());
                    lost.add(answer);
                } else {
                    (wishes.get(i).delete() ? deleted : set).add(answer);
                }
            }
            var anybodyKnew = false;
            for (var wish : wishes) {
                anybodyKnew |= wish.fresh() || before == now.version();
            }
            assertThat(set).as("winners of a set").hasSizeLessThanOrEqualTo(1);
            if (anybodyKnew) {
                assertThat(set.size() + deleted.size()).isPositive();
            }
            var was = now;
            now = state(talk, id);
            if (set.isEmpty() && !deleted.isEmpty()) {
                assertThat(now.version()).isZero();
            } else if (!set.isEmpty()) {
                assertThat(now.value()).isEqualTo(set.getFirst().value());
                assertThat(now.version()).isEqualTo(set.getFirst().version()).isGreaterThan(was.version());
            } else {
                assertThat(now).isEqualTo(was);
            }
            for (var loser : lost) {
                assertThat(List.of(now.version(), was.version(), 0L)).contains(loser.version());
            }
            before = was.version() == 0 ? before : was.version();
        }
    }

    private static ExtensionOutcome grant(Talk talk, MessageId id, Wish wish, long known, String value) {
        var user = wish.user() == 0 ? talk.ann : talk.bob;
        var extensions = nodes.both().get(wish.node()).extensions();
        var conversation = talk.conversation(user);
        return wish.delete()
                ? extensions
                        .delete(
                                talk.caller(user),
                                new DeleteExtensions(conversation, id, List.of(new ExtensionKey("key", known))))
                        .extensions()
                        .getFirst()
                : extensions
                        .set(
                                talk.caller(user),
                                new SetExtensions(conversation, id, List.of(new Extension("key", value, known))),
                                false)
                        .extensions()
                        .getFirst();
    }

    private static ExtensionOutcome state(Talk talk, MessageId id) {
        return nodes
                .one
                .extensions()
                .get(talk.caller(talk.ann), new GetExtensions(talk.conversation(talk.ann), id))
                .extensions()
                .stream()
                .map(extension -> new ExtensionOutcome(0, "key", extension.value(), extension.version()))
                .findFirst()
                .orElse(new ExtensionOutcome(0, "key", "", 0));
    }

    /// Somebody who goes into or out of a reaction.
    record Step(int user, int node, String emoji, boolean add) {}

    @Provide
    Arbitrary<List<List<Step>>> steps() {
        var bits = Arbitraries.integers().between(0, 1);
        return Combinators.combine(bits, bits, Arbitraries.of("a", "b"), Arbitraries.of(true, true, false))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .list()
                .ofMinSize(2)
                .ofMaxSize(6);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void nobody_is_lost_from_a_reaction_or_in_it_twice(@ForAll("steps") List<List<Step>> rounds) {
        var talk = nodes.newTalk();
        var id = talk.send(talk.bob, false);
        var model = new HashMap<String, Set<Integer>>();
        for (var round : rounds) {
            var codes = atOnce(round.stream()
                    .<Callable<Integer>>map(step -> () -> take(talk, id, step))
                    .toList());

            for (var emoji : List.of("a", "b")) {
                for (int user = 0; user < USERS; user++) {
                    var in = model.computeIfAbsent(emoji, key -> new HashSet<>());
                    var balance = in.contains(user) ? 1 : 0;
                    for (int i = 0; i < round.size(); i++) {
                        var step = round.get(i);
                        if (step.user() == user && step.emoji().equals(emoji)) {
                            balance += codes.get(i) != 0 ? 0 : step.add() ? 1 : -1;
                        }
                    }
                    assertThat(balance)
                            .as("times that user %s is in %s", user, emoji)
                            .isBetween(0, 1);
                    if (balance == 1) {
                        in.add(user);
                    } else {
                        in.remove(user);
                    }
                }
            }
            checkAgainst(model, talk, id);
        }
    }

    private static int take(Talk talk, MessageId id, Step step) {
        var user = step.user() == 0 ? talk.ann : talk.bob;
        var reactions = nodes.both().get(step.node()).reactions();
        var conversation = talk.conversation(user);
        var code = codeOf(() -> {
            if (step.add()) {
                reactions.add(talk.caller(user), new AddReaction(conversation, id, step.emoji()), false);
            } else {
                reactions.remove(talk.caller(user), new RemoveReaction(conversation, id, step.emoji()), false);
            }
        });
        assertThat(code).isIn(step.add() ? List.of(0, 23007) : List.of(0, 23008, 23009));
        return code;
    }

    private static void checkAgainst(Map<String, Set<Integer>> model, Talk talk, MessageId id) {
        for (var viewer : List.of(talk.ann, talk.bob)) {
            var seen = nodes.other
                    .reactions()
                    .get(talk.caller(viewer), new GetReactions(talk.conversation(viewer), List.of(id), 10))
                    .resultList()
                    .getFirst()
                    .reactionList();
            assertThat(seen).hasSize((int)
                    model.values().stream().filter(users -> !users.isEmpty()).count());
            for (var reaction : seen) {
                var users = model.get(reaction.reactionID());
                assertThat(reaction.totalUserCount()).isEqualTo(users.size());
                assertThat(reaction.reactedByMyself()).isEqualTo(users.contains(viewer.equals(talk.ann) ? 0 : 1));
                assertThat(reaction.partialUserList().stream().map(info -> info.userID()))
                        .containsExactlyInAnyOrderElementsOf(users.stream()
                                .map(user -> (user == 0 ? talk.ann : talk.bob).userID())
                                .toList());
            }
        }
    }

    @Provide
    Arbitrary<List<Boolean>> asking() {
        return Arbitraries.of(true, true, false).list().ofMinSize(1).ofMaxSize(12);
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void receipts_count_once_in_whatever_order_they_come(
            @ForAll("asking") List<Boolean> asking, @ForAll Random random) {
        var talk = nodes.newTalk();
        var ids = new ArrayList<MessageId>();
        var asked = new HashSet<MessageId>();
        for (var asks : asking) {
            var from = random.nextInt(4) == 0 ? talk.bob : talk.ann;
            var id = talk.send(from, asks);
            ids.add(id);
            if (asks && from.equals(talk.ann)) {
                asked.add(id);
            }
        }
        Collections.shuffle(ids, random);
        var receipted = new HashSet<MessageId>();
        for (var id : ids) {
            var batch = List.of(id, ids.get(random.nextInt(ids.size())));
            var codes = atOnce(nodes.both().stream()
                    .<Callable<Integer>>map(node -> () -> codeOf(() -> node.receipts()
                            .send(talk.caller(talk.bob), new SendReceipts(talk.conversation(talk.bob), batch))))
                    .toList());
            var qualifies = batch.stream().anyMatch(asked::contains);
            assertThat(codes).containsOnly(qualifies ? 0 : ErrorCode.READ_RECEIPT_MSG_LIST_EMPTY.number());
            batch.stream().filter(asked::contains).forEach(receipted::add);
            checkCounts(talk, talk.ann, receipted);
        }
        assertThat(receipted).isEqualTo(asked);
        assertThat(ranges(talk.bob)).isLessThanOrEqualTo(1);
    }

    private static void checkCounts(Talk talk, Account viewer, Set<MessageId> receipted) {
        nodes.one
                .history()
                .list(talk.caller(viewer), new ListMessages(talk.conversation(viewer), null, 15))
                .messageList()
                .forEach(message -> {
                    var receipts = message.receipts();
                    assertThat(receipts == null ? 0 : receipts.count())
                            .isEqualTo(receipted.contains(message.id()) ? 1 : 0);
                });
    }

    /// Into how many pieces the receipts of a user fall.
    private static int ranges(Account user) {
        return nodes.store
                .jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT (SELECT count(*) FROM unnest(receipted)) FROM participant WHERE tiny_id = :user")
                        .bind("user", user.tinyID())
                        .mapTo(Integer.class)
                        .one());
    }
}
