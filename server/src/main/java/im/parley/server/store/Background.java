package im.parley.server.store;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work on the side that needs the database: at once, later, or again and again, each piece on a thread of its own.
/// It is closed before the database: nothing begins any more, and what runs comes to its end. Safe for use by many
/// threads.
public final class Background implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Background.class);
    /// A piece of work is a few statements; where the database is away, they fail soon.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScheduledExecutorService timer;
    private int running; // guarded by this, like the next
    private boolean closed;

    /// @param timer tells when it is time; the caller's own
    public Background(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /// Begins now. Never blocks.
    ///
    /// @param name of the thread
    public void start(String name, Runnable work) {
        synchronized (this) {
            if (closed) {
                return;
            }
            running++;
        }
        Thread.ofVirtual().name(name).start(() -> {
            try {
                work.run();
            } finally {
                ended();
            }
        });
    }

    /// Begins after a while. Never blocks.
    public void after(Duration delay, String name, Runnable work) {
        if (!isClosed()) {
            timer.schedule(() -> start(name, work), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Begins again and again, also while it still runs.
    public void every(Duration pause, String name, Runnable work) {
        timer.scheduleWithFixedDelay(
                () -> start(name, work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Whether what lasts longer should come to its end.
    public synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void ended() {
        running--;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        closed = true;
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (long left = PATIENCE.toNanos(); running > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        if (running > 0) {
            log.warn("{} pieces of work are cut off by the shutdown", running);
        }
    }
}
