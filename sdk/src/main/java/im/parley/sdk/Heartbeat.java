package im.parley.sdk;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Rings once in a while, whatever is sent meanwhile: what is sent may get nowhere. Confined to the chat's executor.
final class Heartbeat {
    private final Io io;
    private final SerialExecutor work;
    private final Runnable bell;

    private Duration interval = Duration.ofSeconds(30);
    private @Nullable Future<?> timer;

    Heartbeat(Io io, SerialExecutor work, Runnable bell) {
        this.io = io;
        this.work = work;
        this.bell = bell;
    }

    void start(Duration newInterval) {
        stop();
        interval = newInterval;
        timer = io.after(interval, work, this::ring);
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void ring() {
        if (timer == null) {
            return; // stopped while this was on its way
        }
        timer = io.after(interval, work, this::ring);
        bell.run();
    }
}
