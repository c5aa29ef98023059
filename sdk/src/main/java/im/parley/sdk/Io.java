package im.parley.sdk;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sockets and timers of all chats in this JVM: one selector thread and one timer thread, however many chats
/// there are. They start with the first chat that needs them and end with the last.
final class Io {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private static final Object LOCK = new Object();
    private static @Nullable Io shared; // guarded by LOCK, as is users
    private static int users;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("parley-sdk-io-", 0).factory()))
            .build();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("parley-sdk-timer").daemon().factory());

    private Io() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /// Each call is paid back with one [#release].
    static Io acquire() {
        synchronized (LOCK) {
            users++;
            var io = shared;
            if (io == null) {
                io = new Io();
                shared = io;
            }
            return io;
        }
    }

    static void release() {
        synchronized (LOCK) {
            users--;
            if (users == 0 && shared != null) {
                shared.http.shutdownNow();
                shared.timer.shutdownNow();
                shared = null;
            }
        }
    }

    HttpClient http() {
        return http;
    }

    /// Hands the task to `where` after the delay; the timer thread itself runs nothing of the chats.
    ScheduledFuture<?> after(Duration delay, SerialExecutor where, Runnable task) {
        return timer.schedule(() -> where.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
