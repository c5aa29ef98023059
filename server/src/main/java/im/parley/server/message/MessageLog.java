package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.message.Message;
import im.parley.server.fanout.Fanout;
import im.parley.server.message.Append.Outcome;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.Outbox;
import im.parley.server.store.StoreErrors;
import im.parley.server.users.Accounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way into the log. Drafts queue up while the batch before them commits, so that batches are as large as
/// the load asks for and nobody waits for a timer. One thread stores, another acknowledges and announces what
/// is stored: their order is the order of the queue. Safe for use by many threads.
public final class MessageLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MessageLog.class);

    /// Half a second of work at full speed; more would only wait in vain.
    private static final int MAX_WAITING = 20_000;

    /// Larger batches gained nothing when measured, and delay their first message.
    private static final int MAX_BATCH = 1_000;

    /// Batches stored but not yet announced.
    private static final int MAX_UNANNOUNCED = 8;

    /// How long a send waits for a database that is away before it is refused.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(200);

    /// How often the writer, with nothing to do, looks whether it is to stop.
    private static final Duration IDLE = Duration.ofMillis(100);

    /// Tells the publisher that nothing comes after; other batches are never empty.
    private static final List<Stored> NO_MORE = List.of();

    private final BlockingQueue<Append> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final BlockingQueue<List<Stored>> unannounced = new ArrayBlockingQueue<>(MAX_UNANNOUNCED);
    private final LogFollowers followers = new LogFollowers();
    private final MessageWriter writer;
    private final MessagePublisher publisher;
    private final Metrics metrics;
    private final Thread storing;
    private final Thread announcing;
    private volatile boolean closing;

    /// @param name names the threads
    /// @param source opens the connection that only the writer uses
    /// @param roomRate messages that a room takes in a second
    /// @param receipts whether messages in groups of a type can get read receipts; must not block
    /// @param policy who may write to whom
    public MessageLog(
            String name,
            ConnectionSource source,
            Accounts accounts,
            Timelines timelines,
            Rooms rooms,
            Mergers mergers,
            IntSupplier roomRate,
            Predicate<String> receipts,
            WritePolicy policy,
            Fanout fanout,
            Metrics metrics,
            Clock clock) {
        this.writer = new MessageWriter(source, accounts, timelines, rooms, mergers, roomRate, receipts, policy, clock);
        this.publisher = new MessagePublisher(fanout, followers);
        this.metrics = metrics;
        this.storing = Thread.ofPlatform().name(name + "-writer").start(this::store);
        this.announcing = Thread.ofPlatform().name(name + "-publisher").start(this::announce);
    }

    /// Puts a draft into the queue; never blocks.
    ///
    /// @param outcome called once, on the publisher thread, after the commit
    /// @throws im.parley.protocol.ChatException [ErrorCode#SERVER_OVERLOADED] when too many wait already or
    ///     the server is shutting down
    void append(Draft draft, Outcome outcome) {
        append(new Append(draft, null, outcome));
    }

    /// The same for one that may not be stored: a retry of one that is stored already gets the first result, whatever
    /// would be decided now.
    void deny(Draft draft, WritePolicy.Verdict verdict, Outcome outcome) {
        append(new Append(draft, verdict, outcome));
    }

    private void append(Append append) {
        if (closing || !waiting.offer(append)) {
            throw ErrorCode.SERVER_OVERLOADED.because(
                    closing ? "the server is shutting down" : MAX_WAITING + " messages are waiting to be stored");
        }
    }

    /// Puts a draft into the queue and waits until it is stored.
    ///
    /// @return as its sender gets it
    /// @throws ChatException what refused it
    Message store(Draft draft) {
        return store(List.of(outcome -> append(draft, outcome))).getFirst();
    }

    /// Puts messages into the queue, one after the other, and waits until all of them are stored.
    ///
    /// @param appends each puts one of them into it
    /// @return as their senders get them
    /// @throws ChatException what refused one of them; those before it are stored
    static List<Message> store(List<Consumer<Outcome>> appends) {
        var stored = new ArrayList<CompletableFuture<Message>>();
        for (var append : appends) {
            var waiting = new Stowing();
            append.accept(waiting);
            stored.add(waiting.message);
        }
        try {
            return stored.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof ChatException refused ? refused : failed;
        }
    }

    /// Puts a draft into the queue. Never blocks.
    ///
    /// @return completes with the message as its sender gets it, or with the [ChatException] that refused it
    CompletableFuture<Message> begin(Draft draft) {
        var stowing = new Stowing();
        try {
            append(draft, stowing);
        } catch (ChatException full) {
            stowing.refused(full);
        }
        return stowing.message;
    }

    private static final class Stowing implements Outcome {
        private final CompletableFuture<Message> message = new CompletableFuture<>();

        @Override
        public void stored(Append append, Position position, Outbox outbox) {
            message.complete(WireMessages.of(append, position));
        }

        @Override
        public void refused(ChatException why) {
            message.completeExceptionally(why);
        }
    }

    /// Who is told of what this node stores and changes.
    public LogFollowers followers() {
        return followers;
    }

    /// Drafts that wait to be stored.
    public int waiting() {
        return waiting.size();
    }

    private void store() {
        try {
            while (true) {
                var first = waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    var batch = new ArrayList<Append>();
                    batch.add(first);
                    waiting.drainTo(batch, MAX_BATCH - 1);
                    long begun = System.nanoTime();
                    var stored = storePatiently(batch);
                    count(stored, System.nanoTime() - begun);
                    unannounced.put(stored);
                } else if (closing) {
                    unannounced.put(NO_MORE);
                    return;
                }
            }
        } catch (InterruptedException unexpected) {
            log.error("the writer was interrupted", unexpected);
        } finally {
            writer.close();
        }
    }

    /// A batch whose commit may or may not have happened is simply stored again: what is in the log already
    /// is found there.
    private List<Stored> storePatiently(List<Append> batch) throws InterruptedException {
        while (true) {
            try {
                return writer.store(batch);
            } catch (SQLException | RuntimeException failed) {
                if (StoreErrors.asRetryable(failed).isEmpty()) {
                    log.error("{} messages could not be stored", batch.size(), failed);
                    return refuse(batch, ErrorCode.MESSAGE_INTERNAL_ERROR.because("the message cannot be stored"));
                }
                log.warn("{} messages wait for the database: {}", batch.size(), failed.getMessage());
                if (System.nanoTime() - batch.getFirst().queuedAt > PATIENCE.toNanos()) {
                    return refuse(
                            batch,
                            ErrorCode.MESSAGE_NETWORK_ERROR.because("the database is away, send the message again"));
                }
                Thread.sleep(PAUSE); // until the database may be back
            }
        }
    }

    private static List<Stored> refuse(List<Append> batch, ChatException why) {
        return batch.stream()
                .<Stored>map(append -> new Stored.Refused(append, why))
                .toList();
    }

    private void count(List<Stored> batch, long nanos) {
        int fresh = 0;
        int retries = 0;
        for (var stored : batch) {
            switch (stored) {
                case Stored.Fresh f -> fresh++;
                case Stored.Retry r -> retries++;
                case Stored.Passed p -> {}
                case Stored.Dropped d -> {}
                case Stored.Refused r -> {}
            }
        }
        metrics.committed(fresh, retries, nanos);
    }

    private void announce() {
        try {
            for (var batch = unannounced.take(); !batch.isEmpty(); batch = unannounced.take()) {
                publisher.publish(batch);
            }
        } catch (InterruptedException unexpected) {
            log.error("the publisher was interrupted", unexpected);
        }
    }

    /// Stores and announces what is waiting, then stops.
    @Override
    public void close() {
        closing = true;
        try {
            storing.join(PATIENCE.multipliedBy(2));
            announcing.join(PATIENCE);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /// Opens the connection that only the writer uses.
    public interface ConnectionSource {
        Connection open() throws SQLException;
    }
}
