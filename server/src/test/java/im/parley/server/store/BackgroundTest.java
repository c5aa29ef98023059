package im.parley.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofMillis(1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Background background = new Background(timer);
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void stop() {
        timer.close();
    }

    @Test
    void work_begins_now_later_and_again_and_again() {
        background.start("now", begun::incrementAndGet);
        background.after(SOON, "later", begun::incrementAndGet);
        Await.until(() -> begun.get() == 2);

        background.every(SOON, "again", begun::incrementAndGet);

        Await.until(() -> begun.get() > 4);
    }

    @Test
    void closing_waits_for_what_runs() {
        var running = new CountDownLatch(1);
        var released = new CompletableFuture<Void>();
        var ended = new CompletableFuture<Void>();
        background.start("work", () -> {
            running.countDown();
            released.join();
            ended.complete(null);
        });
        Await.until(() -> running.getCount() == 0);

        var closed = CompletableFuture.supplyAsync(() -> {
            background.close();
            return ended.isDone();
        });
        Await.until(background::isClosed);
        assertThat(closed).isNotDone();
        released.complete(null);

        assertThat(closed).succeedsWithin(PATIENCE).isEqualTo(true);
    }

    @Test
    void what_fails_is_not_waited_for() {
        background.start("work", () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> begun.incrementAndGet());
            throw new IllegalStateException("as it is to be");
        });
        Await.until(() -> begun.get() == 1);

        var before = System.nanoTime();
        background.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void once_it_is_closed_nothing_begins() throws Exception {
        background.every(SOON, "again", begun::incrementAndGet);
        background.after(SOON, "later", begun::incrementAndGet);
        background.close();
        int before = begun.get();

        background.start("now", begun::incrementAndGet);
        background.after(SOON, "later", begun::incrementAndGet);
        for (int i = 0; i < 5; i++) {
            timer.schedule(() -> {}, SOON.toMillis(), TimeUnit.MILLISECONDS).get(); // what was due before is over
        }

        assertThat(begun).hasValue(before);
    }
}
