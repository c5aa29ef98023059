package im.parley.sdk;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Rings when nothing was sent for a while. Confined to the chat's executor.
final class Heartbeat {
    private final Io io;
    private final SerialExecutor work;
    private final Runnable silent;

    private Duration interval = Duration.ofSeconds(30);
    private long lastSent;
    private @Nullable Future<?> timer;

    Heartbeat(Io io, SerialExecutor work, Runnable silent) {
        this.io = io;
        this.work = work;
        this.silent = silent;
    }

    void start(Duration newInterval) {
        stop();
        interval = newInterval;
        sent();
        timer = io.after(interval, work, this::check);
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    void sent() {
        lastSent = System.nanoTime();
    }

    private void check() {
        if (timer == null) {
            return; // stopped while this was on its way
        }
        var left = interval.minusNanos(System.nanoTime() - lastSent);
        if (!left.isPositive()) {
            silent.run(); // sends a ping, which counts as sent
            left = interval;
        }
        if (timer != null) {
            timer = io.after(left, work, this::check);
        }
    }
}
