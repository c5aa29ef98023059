package im.parley.server.webhook;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is to be told, in lanes: what concerns one user or group goes through one lane, in order, and does not wait
/// for what concerns others. Safe for use by many threads.
final class CallbackLanes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CallbackLanes.class);

    private static final int LANES = 16;
    /// Of one lane; what comes on top while the back end is away is left out.
    private static final int MOST_WAITING = 2_000;

    /// How often the log says that something is left out.
    private static final Duration SAID_EVERY = Duration.ofSeconds(10);
    /// How long the end waits for what is still to be told.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String name;
    /// Of each lane what comes last; guarded by this, like the following.
    private final CompletableFuture<?>[] last = new CompletableFuture<?>[LANES];

    private final int[] waiting = new int[LANES];
    private boolean closed;
    private long leftOut; // since the log said so
    private long sayAgainAt = System.nanoTime();
    private volatile boolean abandoned;

    /// @param name names the threads
    CallbackLanes(String name) {
        this.name = name + "-callback";
        Arrays.fill(last, CompletableFuture.completedFuture(null));
    }

    /// Never blocks.
    ///
    /// @param call may block
    void add(String subject, Runnable call) {
        int lane = Math.floorMod(subject.hashCode(), LANES);
        synchronized (this) {
            if (!closed && waiting[lane] < MOST_WAITING) {
                waiting[lane]++;
                last[lane] = last[lane].thenRunAsync(
                        () -> run(lane, subject, call),
                        task -> Thread.ofVirtual().name(name).start(task));
                return;
            }
            leaveOut();
        }
    }

    private void leaveOut() {
        leftOut++;
        long now = System.nanoTime();
        if (now - sayAgainAt >= 0) {
            log.warn("the back end is not told of {} things: too much is waiting, or the server stops", leftOut);
            leftOut = 0;
            sayAgainAt = now + SAID_EVERY.toNanos();
        }
    }

    private void run(int lane, String subject, Runnable call) {
        try {
            if (!abandoned) {
                call.run();
            }
        } catch (RuntimeException failed) { // what comes behind it goes on
            log.error("the back end cannot be told something about {}", subject, failed);
        } finally {
            synchronized (this) {
                waiting[lane]--;
            }
        }
    }

    @Override
    public void close() {
        CompletableFuture<Void> all;
        synchronized (this) {
            closed = true;
            all = CompletableFuture.allOf(last);
        }
        try {
            all.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            abandoned = true;
            log.warn("the back end is not told of all that happened: it takes too long, and the server stops");
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new CompletionException("what fails is logged", impossible);
        }
    }
}
