package im.parley.server.message;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that works in rounds behind the log, rests in between and ends between two of them. It is woken to stop and
/// not interrupted: that would close the database connection under its hands.
public final class Rounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    /// The database may be back by then.
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /// How long a round may go on when it is to be the last.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String what;
    private final Round round;
    private final Semaphore work = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /// @param name of the thread
    /// @param what waits while rounds fail, for the log
    public Rounds(String name, String what, Round round) {
        this.what = what;
        this.round = round;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /// What is done again and again.
    public interface Round {
        /// Works, then rests with [#await] or [#rest] unless there is more to do. When it fails it is done again
        /// after a second.
        void run() throws Exception;
    }

    public void start() {
        thread.start();
    }

    /// There may be something to do. Never blocks.
    public void wake() {
        if (work.availablePermits() == 0) { // one is enough, and those of a thread that never awaits would add up
            work.release();
        }
    }

    private void run() {
        while (!isClosing()) {
            try {
                round.run();
            } catch (InterruptedException impatient) {
                log.debug("{} is to stop", what);
            } catch (Exception failed) {
                log.warn("{} waits: {}", what, failed.getMessage());
                log.debug("{} waits", what, failed);
                restAfterFailure();
            }
        }
    }

    private void restAfterFailure() {
        try {
            rest(AFTER_FAILURE);
        } catch (InterruptedException impatient) {
            log.debug("{} is to stop", what);
        }
    }

    /// Of the thread alone: returns when it was woken since the last time, or is to stop, or after so long.
    public void await(Duration most) throws InterruptedException {
        if (!isClosing() && work.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
            work.drainPermits();
        }
    }

    /// Of the thread alone: returns after so long, or when it is to stop.
    public void rest(Duration time) throws InterruptedException {
        if (closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            log.debug("{} stops", what);
        }
    }

    /// Whether this round is the last.
    public boolean isClosing() {
        return closing.getCount() == 0;
    }

    /// Makes the round under way the last and returns at once.
    public void stop() {
        closing.countDown();
        work.release();
    }

    /// Returns when the round under way has ended. One that takes too long is interrupted.
    @Override
    public void close() {
        stop();
        try {
            if (thread.isAlive() && !thread.join(PATIENCE)) {
                log.warn("{} takes too long to stop", what);
                thread.interrupt();
                thread.join(PATIENCE);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
