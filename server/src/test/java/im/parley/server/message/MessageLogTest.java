package im.parley.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.message.SendMessage;
import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.bus.InProcessBus;
import im.parley.server.bus.TestListener;
import im.parley.server.fanout.Fanout;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.BlockingCalls;
import im.parley.server.operation.FakeCaller;
import im.parley.server.operation.FakeConnection;
import im.parley.server.operation.OperationTable;
import im.parley.server.operation.Outbox;
import im.parley.server.store.AppStore;
import im.parley.server.store.Await;
import im.parley.server.store.TestDatabase;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import im.parley.server.users.Mutes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageLogTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AppStore store = TestDatabase.newApp();
    private final Metrics metrics = new Metrics();
    private Accounts accounts;
    private MessageLog log;
    private Account ann;
    private Account bob;
    private int users;

    @BeforeAll
    void start() {
        log = openLog();
    }

    @AfterAll
    void stop() {
        log.close();
        metrics.close();
        store.close();
    }

    @BeforeEach
    void twoNewUsers() {
        users++;
        ann = accounts.getOrCreate("ann" + users);
        bob = accounts.getOrCreate("bob" + users);
    }

    /// A log of its own memory, as another node or a restarted one has.
    private MessageLog openLog() {
        var bus = new InProcessBus();
        var fanout = TestFanout.on(bus, metrics);
        bus.start(fanout);
        return openLog(bus, fanout);
    }

    private MessageLog openLog(Bus bus, Fanout fanout) {
        var jdbi = store.jdbi();
        accounts = new Accounts(jdbi, bus, CLOCK);
        return new MessageLog(
                "test",
                store::openWriter,
                accounts,
                new Timelines(jdbi),
                NoGroups.INSTANCE,
                new Mergers(jdbi, CLOCK),
                () -> Integer.MAX_VALUE,
                type -> true,
                WritePolicy.EVERYBODY,
                fanout,
                metrics,
                CLOCK);
    }

    @Test
    void sequences_start_at_1_and_have_no_holes() {
        var positions = sendAll(log, IntStream.range(0, 2_500).mapToObj(i -> draft(ann, bob, i, "hi " + i)));

        assertThat(positions.stream().map(Position::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2_500).boxed().toList());
        assertThat(positions.stream().map(Position::unreadCounter))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2_500).boxed().toList());
    }

    @Test
    void both_directions_share_one_sequence_and_count_unread_apart() {
        var first = send(log, draft(ann, bob, 1, "one"));
        var second = send(log, draft(bob, ann, 1, "two"));
        var third = send(log, draft(bob, ann, 2, "three"));

        assertThat(List.of(first.sequence(), second.sequence(), third.sequence()))
                .containsExactly(1L, 2L, 3L);
        assertThat(List.of(first.unreadCounter(), second.unreadCounter(), third.unreadCounter()))
                .containsExactly(1L, 1L, 2L);
    }

    @Test
    void lists_keep_the_order_of_sends_also_within_a_millisecond() {
        var peers = IntStream.range(0, 5)
                .mapToObj(i -> accounts.getOrCreate("peer" + users + "-" + i))
                .toList();
        sendAll(log, peers.stream().map(peer -> draft(ann, peer, 1, "first")));
        var order = Stream.of(4, 2, 0, 3, 1).map(peers::get).toList();

        sendAll(log, order.stream().map(peer -> draft(ann, peer, 2, "second")));

        assertThat(new Participants(store.jdbi())
                        .list(ann.tinyID(), Timeline.Place.START, 0, 10).stream()
                                .map(Timeline::peer))
                .containsExactlyElementsOf(
                        order.reversed().stream().map(Account::tinyID).toList());
    }

    @Test
    void notes_to_oneself_are_kept_and_never_unread() {
        assertThat(send(log, draft(ann, ann, 1, "milk"))).matches(p -> p.sequence() == 1 && p.unreadCounter() == 0);
    }

    @Test
    @Rule("resendMessage#2")
    void a_repeated_send_gets_the_first_answer_whatever_node_it_meets() {
        var first = send(log, draft(ann, bob, 7, "once"));
        send(log, draft(ann, bob, 8, "then"));

        assertThat(send(log, draft(ann, bob, 7, "once"))).isEqualTo(first);
        try (var other = openLog()) {
            var answers = sendAll(other, List.of(draft(ann, bob, 9, "new"), draft(ann, bob, 7, "once")).stream());
            assertThat(answers.getLast()).isEqualTo(first);
            assertThat(answers.getFirst().sequence()).isEqualTo(3);
        }
    }

    @Test
    void copies_within_one_batch_are_stored_once() {
        var answers = sendAll(log, IntStream.range(0, 50).mapToObj(i -> draft(ann, bob, 5, "once")));

        assertThat(answers).containsOnly(answers.getFirst());
        assertThat(send(log, draft(ann, bob, 6, "next")).sequence()).isEqualTo(2);
    }

    @Test
    void another_message_under_a_used_id_is_refused() {
        send(log, draft(ann, bob, 7, "first"));

        assertThat(refusal(log, draft(ann, bob, 7, "other"))).isEqualTo(ErrorCode.MESSAGE_INVALID_REQUEST.number());
        try (var other = openLog()) {
            assertThat(refusal(other, draft(ann, bob, 7, "other")))
                    .isEqualTo(ErrorCode.MESSAGE_INVALID_REQUEST.number());
        }
    }

    @Test
    void an_unknown_receiver_is_refused_and_does_not_hold_up_others() {
        var nobody = new Account(0, "nobody", "", "");
        var outcomes = List.of(append(log, draft(ann, nobody, 1, "?")), append(log, draft(ann, bob, 2, "!")));

        assertThat(outcomes.getLast().join().sequence()).isEqualTo(1);
        assertThat(refusal(log, draft(ann, nobody, 3, "?"))).isEqualTo(ErrorCode.MESSAGE_INVALID_ID.number());
    }

    @Test
    void who_is_muted_is_refused_and_what_was_stored_before_keeps_its_result() {
        try (var log = openLog()) { // sets the accounts that it knows
            var first = send(log, draft(ann, bob, 1, "in time"));
            new Mutes(accounts, CLOCK).set(ann.userID(), Mutes.FOR_EVER, 0L);

            assertThat(refusal(log, draft(ann, bob, 2, "late"))).isEqualTo(ErrorCode.MESSAGE_MUTED.number());
            assertThat(refusal(log, draft(ann, ann, 3, "a note"))).isEqualTo(ErrorCode.MESSAGE_MUTED.number());
            assertThat(send(log, draft(ann, bob, 1, "in time"))).isEqualTo(first);
            assertThat(send(log, draft(bob, ann, 1, "not me")).sequence()).isEqualTo(2);
        }
    }

    @Test
    void two_nodes_writing_into_the_same_timelines_leave_no_hole() {
        var carol = accounts.getOrCreate("carol" + users);
        try (var other = openLog()) {
            var pending = new ArrayList<CompletableFuture<Position>>();
            for (int i = 0; i < 500; i++) {
                pending.add(append(log, draft(ann, bob, i, "a" + i)));
                pending.add(append(other, draft(bob, ann, i, "b" + i)));
                pending.add(append(log, draft(carol, ann, i, "c" + i)));
                pending.add(append(other, draft(ann, carol, i, "d" + i)));
            }
            pending.forEach(CompletableFuture::join);
        }
        assertThat(lastSequences()).contains(1_000L, 1_000L);
        assertThat(rowsWithHoles()).isZero();
    }

    @Test
    void sends_outlive_a_lost_database_connection() {
        send(log, draft(ann, bob, 1, "before"));
        store.jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parley-writer'"));

        assertThat(send(log, draft(ann, bob, 2, "after")).sequence()).isEqualTo(2);
    }

    @Test
    void a_send_whose_acknowledgement_fails_is_refused_and_not_waited_for() throws Exception {
        var calls = new BlockingCalls(1);
        var table = OperationTable.builder(calls, metrics)
                .onEventLoop(
                        SendMessage.class,
                        (caller, message, reply) -> log.append(
                                draft(ann, bob, 1, "stored"),
                                outcome(
                                        position -> {
                                            throw new IllegalStateException("cannot be acknowledged");
                                        },
                                        reply::fail)))
                .build();
        var connection = new FakeConnection();
        connection.signIn(new FakeCaller(ann.tinyID(), ann.userID(), "instance", new CountDownLatch(1)));

        table.call(connection, """
                {"id": 5, "op": "message.send", "body": {"id": "1-2-3", "conversationID": "C2Cbob",
                 "type": "TIMTextElem", "payload": {"text": "hi"}}}
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(connection.next().path("code").asInt()).isEqualTo(ErrorCode.MESSAGE_INTERNAL_ERROR.number());
        assertThat(calls.awaitIdle(PATIENCE))
                .as("a server that stops has nothing to wait for")
                .isTrue();
        assertThat(send(log, draft(ann, bob, 2, "next")).sequence()).isEqualTo(2);
    }

    @Test
    void an_event_that_cannot_be_delivered_keeps_no_later_message_from_being_acknowledged() {
        var bus = new InProcessBus();
        bus.start(new TestListener(batch -> {
            throw new IllegalStateException("cannot be delivered");
        }));
        bus.join(new Address.User(bob.tinyID()));
        try (var other = openLog(bus, TestFanout.on(bus, metrics))) {
            for (int random = 1; random <= 3; random++) {
                var sent = append(other, draft(ann, bob, random, "hi"));
                assertThat(sent).succeedsWithin(PATIENCE);
            }
        }
    }

    @Test
    void the_outcome_hears_that_everybody_was_told_after_they_were() {
        var happened = new LinkedBlockingQueue<String>();
        var bus = new InProcessBus();
        bus.start(new TestListener(batch -> happened.add("received")));
        bus.join(new Address.User(bob.tinyID()));
        try (var other = openLog(bus, TestFanout.on(bus, metrics))) {
            other.append(draft(ann, bob, 1, "hi"), new Append.Outcome() {
                @Override
                public void stored(Append append, Position position, Outbox outbox) {
                    happened.add("stored as " + position.sequence());
                }

                @Override
                public void told(Append append, Position position) {
                    happened.add("told of " + position.sequence());
                }

                @Override
                public void refused(ChatException why) {
                    happened.add("refused");
                }
            });
            Await.until(() -> happened.contains("told of 1"));
        }
        assertThat(happened).containsExactly("stored as 1", "received", "told of 1");
    }

    private List<Long> lastSequences() {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT last_sequence FROM conversation")
                        .mapTo(Long.class)
                        .list());
    }

    private long rowsWithHoles() {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT count(*) FROM conversation c WHERE c.last_sequence <>
                            (SELECT count(*) FROM message m WHERE m.conversation_id = c.id)
                        """).mapTo(Long.class).one());
    }

    private static Draft draft(Account from, Account to, long random, String text) {
        return Draft.plain(
                new MessageId(from.tinyID(), 1_767_225_600L, random),
                from.userID(),
                to.userID(),
                "instance",
                0,
                Types.MSG_TEXT,
                RawJson.of("{\"text\":\"" + text + "\"}"));
    }

    private static Position send(MessageLog log, Draft draft) {
        return append(log, draft).join();
    }

    private static List<Position> sendAll(MessageLog log, Stream<Draft> drafts) {
        return drafts.map(draft -> append(log, draft)).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static int refusal(MessageLog log, Draft draft) {
        return append(log, draft)
                .handle((position, failure) -> ((ChatException) failure).code())
                .join();
    }

    private static CompletableFuture<Position> append(MessageLog log, Draft draft) {
        var result = new CompletableFuture<Position>();
        log.append(draft, outcome(result::complete, result::completeExceptionally));
        return result;
    }

    private static Append.Outcome outcome(Consumer<Position> stored, Consumer<ChatException> refused) {
        return new Append.Outcome() {
            @Override
            public void stored(Append append, Position position, Outbox outbox) {
                stored.accept(position);
            }

            @Override
            public void refused(ChatException why) {
                refused.accept(why);
            }
        };
    }
}
