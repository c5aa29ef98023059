package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.server.bus.InProcessBus;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.Caller;
import im.parley.server.operation.FakeCaller;
import im.parley.server.operation.Outbox;
import im.parley.server.settings.Settings;
import im.parley.server.store.AppStore;
import im.parley.server.store.TestDatabase;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/// What two nodes make of one database: each has caches and locks of its own.
final class TwoNodes implements AutoCloseable {
    private static final Clock CLOCK = Clock.systemUTC();

    /// The services of one of them.
    record Node(
            Accounts accounts,
            MessageLog log,
            MessageHistory history,
            MessageExtensions extensions,
            MessageReactions reactions,
            MessageReceipts receipts,
            MessageRevocation revocation) {}

    final AppStore store = TestDatabase.newApp();
    private final Metrics metrics = new Metrics();
    private final AtomicLong numbers = new AtomicLong();
    final Node one = node();
    final Node other = node();

    private Node node() {
        var jdbi = store.jdbi();
        var bus = new InProcessBus();
        var fanout = TestFanout.on(bus, metrics);
        bus.start(fanout);
        var accounts = new Accounts(jdbi, bus, CLOCK);
        var settings = new Settings(jdbi, bus, TestDatabase.background(), CLOCK, Duration.ofSeconds(30));
        var timelines = new Timelines(jdbi);
        var views = new Views(accounts, timelines, new Participants(jdbi), NoGroups.INSTANCE, settings, CLOCK);
        var log = new MessageLog(
                "test",
                store::openWriter,
                accounts,
                timelines,
                NoGroups.INSTANCE,
                new Mergers(jdbi, CLOCK),
                () -> Integer.MAX_VALUE,
                type -> true,
                WritePolicy.EVERYBODY,
                fanout,
                metrics,
                CLOCK);
        var changes = new MessageChanges(jdbi, views, fanout, log.followers());
        return new Node(
                accounts,
                log,
                new MessageHistory(jdbi, views),
                new MessageExtensions(jdbi, views, changes, settings),
                new MessageReactions(jdbi, views, changes, accounts, settings),
                new MessageReceipts(jdbi, views, changes, settings, CLOCK),
                new MessageRevocation(
                        changes, (room, user, id) -> Optional.empty(), accounts, settings, fanout, CLOCK));
    }

    List<Node> both() {
        return List.of(one, other);
    }

    /// Two users who have nothing to do with anybody else.
    Talk newTalk() {
        var number = numbers.incrementAndGet();
        return new Talk(
                one.accounts().getOrCreate("ann" + number), one.accounts().getOrCreate("bob" + number));
    }

    /// Somebody else who has to do with one of them.
    Talk newTalk(Account bob) {
        return new Talk(one.accounts().getOrCreate("cid" + numbers.incrementAndGet()), bob);
    }

    /// Two users and what they have sent each other.
    final class Talk {
        final Account ann;
        final Account bob;

        private Talk(Account ann, Account bob) {
            this.ann = ann;
            this.bob = bob;
        }

        Caller caller(Account user) {
            return new FakeCaller(user.tinyID(), user.userID(), "instance", new CountDownLatch(1));
        }

        /// What a user calls the conversation.
        ConversationId conversation(Account user) {
            return new ConversationId.C2C((user.equals(ann) ? bob : ann).userID());
        }

        /// A message from one to the other that takes extensions.
        MessageId send(Account from, boolean needReadReceipt) {
            var id = new MessageId(from.tinyID(), 1_767_225_600L, numbers.incrementAndGet());
            var to = from.equals(ann) ? bob : ann;
            var stored = new CompletableFuture<Position>();
            one.log()
                    .append(
                            Draft.plain(
                                    id,
                                    from.userID(),
                                    to.userID(),
                                    "instance",
                                    needReadReceipt ? 0b1100 : 0b1000,
                                    Types.MSG_TEXT,
                                    RawJson.of("{\"text\":\"hi\"}")),
                            new Append.Outcome() {
                                @Override
                                public void stored(Append append, Position position, Outbox outbox) {
                                    stored.complete(position);
                                }

                                @Override
                                public void refused(ChatException why) {
                                    stored.completeExceptionally(why);
                                }
                            });
            stored.join();
            return id;
        }
    }

    /// Runs all of them at the same moment.
    ///
    /// @return their results in the order given
    static <T> List<T> atOnce(List<Callable<T>> calls) {
        var start = new CountDownLatch(1);
        var running = new ArrayList<FutureTask<T>>();
        for (var call : calls) {
            var task = new FutureTask<T>(() -> {
                start.await();
                return call.call();
            });
            running.add(task);
            Thread.ofVirtual().start(task);
        }
        start.countDown();
        var results = new ArrayList<T>();
        for (var task : running) {
            try {
                results.add(task.get());
            } catch (InterruptedException | ExecutionException failed) {
                throw new AssertionError(failed);
            }
        }
        return results;
    }

    /// @return 0 or the code of the refusal
    static int codeOf(Runnable call) {
        try {
            call.run();
            return 0;
        } catch (ChatException refused) {
            return refused.code();
        }
    }

    @Override
    public void close() {
        both().forEach(node -> node.log().close());
        metrics.close();
        store.close();
    }
}
