package im.parley.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.Rule;
import im.parley.protocol.Signaling;
import im.parley.protocol.signaling.ActOnInvitation;
import im.parley.protocol.signaling.Invite;
import im.parley.protocol.signaling.ListInvitations;
import im.parley.server.bus.InProcessBus;
import im.parley.server.message.ContentPolicy;
import im.parley.server.message.Mergers;
import im.parley.server.message.MessageChanges;
import im.parley.server.message.MessageLog;
import im.parley.server.message.MessageModification;
import im.parley.server.message.NoGroups;
import im.parley.server.message.Participants;
import im.parley.server.message.SignalMessages;
import im.parley.server.message.TestFanout;
import im.parley.server.message.Timelines;
import im.parley.server.message.Views;
import im.parley.server.message.WritePolicy;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.Caller;
import im.parley.server.operation.FakeCaller;
import im.parley.server.session.TestClock;
import im.parley.server.settings.Settings;
import im.parley.server.store.AppStore;
import im.parley.server.store.Await;
import im.parley.server.store.TestDatabase;
import im.parley.server.users.Accounts;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What two nodes of one database do when nobody answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationTimersTest {
    private static final int TIMEOUT = 30;
    private static final int ROUNDS = 40;
    private static final Duration DUE = Duration.ofSeconds(TIMEOUT + 8);

    private final AppStore store = TestDatabase.newApp();
    private final Metrics metrics = new Metrics();
    private final TestClock clock = new TestClock();
    private final Node one = new Node();
    private final Node other = new Node();
    private Caller ann;
    private Caller bob;
    private int numbers;

    /// One of them.
    private final class Node {
        final Accounts accounts;
        final MessageLog log;
        final Invitations invitations;

        Node() {
            var jdbi = store.jdbi();
            var bus = new InProcessBus();
            var fanout = TestFanout.on(bus, metrics);
            bus.start(fanout);
            accounts = new Accounts(jdbi, bus, clock);
            var timelines = new Timelines(jdbi);
            var settings = new Settings(jdbi, bus, TestDatabase.background(), clock, Duration.ofSeconds(30));
            var views = new Views(accounts, timelines, new Participants(jdbi), NoGroups.INSTANCE, settings, clock);
            log = new MessageLog(
                    "test",
                    store::openWriter,
                    accounts,
                    timelines,
                    NoGroups.INSTANCE,
                    new Mergers(jdbi, clock),
                    () -> Integer.MAX_VALUE,
                    type -> true,
                    WritePolicy.EVERYBODY,
                    fanout,
                    metrics,
                    clock);
            invitations = new Invitations(
                    jdbi,
                    new SignalMessages(log, accounts, fanout, clock),
                    new MessageModification(
                            new MessageChanges(jdbi, views, fanout, log.followers()), ContentPolicy.ANYTHING),
                    (group, users) -> Set.of(),
                    clock);
        }
    }

    @AfterAll
    void stop() {
        one.log.close();
        other.log.close();
        metrics.close();
        store.close();
    }

    @BeforeEach
    void twoNewUsers() {
        ann = user("ann");
        bob = user("bob");
    }

    private Caller user(String name) {
        var account = one.accounts.getOrCreate(name + ++numbers);
        return new FakeCaller(account.tinyID(), account.userID(), "page", new CountDownLatch(1));
    }

    private MessageId messageID(Caller user) {
        return new MessageId(user.tinyID(), 1_767_225_600L, ++numbers);
    }

    private String invite(Node node, int timeout) {
        var inviteID = UUID.randomUUID().toString();
        node.invitations.invite(
                ann,
                new Invite(
                        messageID(ann),
                        inviteID,
                        new ConversationId.C2C(bob.userID()),
                        null,
                        "a call",
                        timeout,
                        false,
                        null));
        return inviteID;
    }

    private void act(Node node, Caller user, String inviteID, int action) {
        node.invitations.act(user, new ActOnInvitation(messageID(user), inviteID, action, null));
    }

    /// What the log has of an invitation, in its order: who says what.
    private List<String> signals(String inviteID) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT a.user_id || ' ' || ((m.payload::json ->> 'data')::json ->> 'actionType')
                        FROM message m JOIN account a ON a.tiny_id = m.sender
                        WHERE (m.payload::json ->> 'data')::json ->> 'inviteID' = :id ORDER BY m.sequence
                        """)
                        .bind("id", inviteID)
                        .mapTo(String.class)
                        .list());
    }

    @Test
    @Rule("invite#2")
    void an_invitation_that_nobody_answers_ends_once_whatever_node_looks() throws Exception {
        var inviteID = invite(one, TIMEOUT);

        clock.advance(DUE.minusMillis(1));
        lookAtOnce();
        assertThat(signals(inviteID)).containsExactly(ann.userID() + " 1");

        clock.advance(Duration.ofMillis(1));
        lookAtOnce();
        lookAtOnce();
        assertThat(signals(inviteID)).containsExactly(ann.userID() + " 1", ann.userID() + " 5");
        assertThatThrownBy(() -> act(other, bob, inviteID, Signaling.ACTION_TYPE_ACCEPT_INVITE))
                .hasFieldOrPropertyWithValue("code", 8010);
    }

    @Test
    void one_that_is_answered_or_has_no_timeout_is_not_ended() throws Exception {
        var answered = invite(one, TIMEOUT);
        var endless = invite(one, 0);
        act(other, bob, answered, Signaling.ACTION_TYPE_REJECT_INVITE);

        clock.advance(DUE.multipliedBy(10));
        lookAtOnce();

        assertThat(signals(answered)).containsExactly(ann.userID() + " 1", bob.userID() + " 4");
        assertThat(signals(endless)).containsExactly(ann.userID() + " 1");
        act(other, bob, endless, Signaling.ACTION_TYPE_ACCEPT_INVITE);

        var forgotten = invite(one, 0);
        clock.advance(Duration.ofDays(31));
        lookAtOnce();
        assertThat(one.invitations.list(bob, new ListInvitations(null)).invitationList())
                .isEmpty();
        assertThatThrownBy(() -> act(one, bob, forgotten, Signaling.ACTION_TYPE_ACCEPT_INVITE))
                .hasFieldOrPropertyWithValue("code", 8010);
    }

    @Test
    @Rule("signaling#4")
    void clients_may_say_that_the_time_is_up_when_it_is() throws Exception {
        var byInvitee = invite(one, TIMEOUT);
        assertThatThrownBy(() -> act(one, bob, byInvitee, Signaling.ACTION_TYPE_INVITE_TIMEOUT))
                .hasFieldOrPropertyWithValue("code", 20001);
        clock.advance(Duration.ofSeconds(TIMEOUT));
        act(other, bob, byInvitee, Signaling.ACTION_TYPE_INVITE_TIMEOUT);
        assertThatThrownBy(() -> act(one, ann, byInvitee, Signaling.ACTION_TYPE_INVITE_TIMEOUT))
                .hasFieldOrPropertyWithValue("code", 8010);

        var byInviter = invite(one, TIMEOUT);
        clock.advance(Duration.ofSeconds(TIMEOUT));
        act(one, ann, byInviter, Signaling.ACTION_TYPE_INVITE_TIMEOUT);

        clock.advance(DUE);
        lookAtOnce();
        assertThat(signals(byInvitee)).containsExactly(ann.userID() + " 1", bob.userID() + " 5");
        assertThat(signals(byInviter)).containsExactly(ann.userID() + " 1", ann.userID() + " 5");
    }

    @Test
    void what_a_dead_node_could_not_send_another_sends_once() throws Exception {
        var inviteID = invite(one, TIMEOUT);
        var id = UUID.fromString(inviteID);
        store.jdbi()
                .useTransaction(
                        handle -> { // one died between these two rows and the log
                            var invitation = InvitationStore.lock(handle, id).orElseThrow();
                            var info =
                                    invitation.info(Signaling.ACTION_TYPE_ACCEPT_INVITE, List.of(bob.userID()), "yes");
                            InvitationStore.setPending(handle, id, List.of(), clock.millis());
                            SignalStore.insert(
                                    handle,
                                    StoredSignal.of(invitation, messageID(bob), bob.userID(), info, null),
                                    clock.millis());
                        });

        lookAtOnce();
        assertThat(signals(inviteID)).containsExactly(ann.userID() + " 1"); // it may be on its way
        clock.advance(Duration.ofSeconds(21));
        lookAtOnce();
        lookAtOnce();

        assertThat(signals(inviteID)).containsExactly(ann.userID() + " 1", bob.userID() + " 3");
    }

    @Test
    @Rule({"invite#2", "accept#2", "cancel#2"})
    void an_answer_in_the_moment_of_the_timeout_or_a_cancellation_counts_alone_or_not_at_all() throws Exception {
        var outcomes = new TreeSet<String>();
        for (int round = 0; round < ROUNDS; round++) {
            var inviteID = invite(one, TIMEOUT);
            clock.advance(DUE);
            var accepted = new AtomicInteger();
            var cancelled = new AtomicInteger();

            atOnce(
                    () -> accepted.set(codeOf(bob, inviteID, Signaling.ACTION_TYPE_ACCEPT_INVITE)),
                    () -> cancelled.set(codeOf(ann, inviteID, Signaling.ACTION_TYPE_CANCEL_INVITE)),
                    one.invitations::lookAround,
                    other.invitations::lookAround);

            var outcome = switch (accepted.get() + " " + cancelled.get()) {
                case "0 8020" -> bob.userID() + " 3";
                case "8010 0" -> ann.userID() + " 2";
                case "8010 8020" -> ann.userID() + " 5";
                case String both -> both;
            };
            assertThat(signals(inviteID)).containsExactly(ann.userID() + " 1", outcome);
            outcomes.add(outcome);
        }
        assertThat(outcomes).hasSizeGreaterThan(1); // else nothing was a race
    }

    private int codeOf(Caller user, String inviteID, int action) {
        try {
            act(other, user, inviteID, action);
            return 0;
        } catch (ChatException refused) {
            return refused.code();
        }
    }

    /// Both nodes at the same moment.
    private void lookAtOnce() throws InterruptedException {
        atOnce(one.invitations::lookAround, other.invitations::lookAround);
    }

    private static void atOnce(Runnable... actions) throws InterruptedException {
        var start = new CountDownLatch(1);
        var threads = Stream.of(actions)
                .map(action -> Thread.ofVirtual().start(() -> {
                    await(start);
                    action.run();
                }))
                .toList();
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }
    }

    private static void await(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Test
    void who_stops_lets_come_to_an_end_what_the_timers_have_begun() throws InterruptedException {
        var node = new Node();
        try (var database = store.jdbi().open()) {
            database.begin();
            database.execute("LOCK TABLE invitation IN ACCESS EXCLUSIVE MODE");
            var round = Thread.ofVirtual().start(node.invitations::lookAround);
            Await.until(() -> database.createQuery("""
                    SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'invitation'::regclass AND NOT granted)
                    """).mapTo(Boolean.class).one());
            var stopping = Thread.ofPlatform().start(node.invitations::close);
            Await.until(() -> stopping.getState() == Thread.State.TIMED_WAITING || !stopping.isAlive());
            assertThat(stopping.isAlive()).as("waits for the database").isTrue();
            database.commit();
            stopping.join();
            round.join();
        } finally {
            node.log.close();
        }
    }
}
