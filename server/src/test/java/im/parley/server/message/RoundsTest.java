package im.parley.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.server.store.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicReference<Rounds> rounds = new AtomicReference<>();

    private Rounds start(Rounds.Round round) {
        var started = new Rounds("test", "the test", round);
        rounds.set(started);
        started.start();
        return started;
    }

    @Test
    void the_last_round_is_finished_and_not_interrupted() throws Exception {
        var finish = new CountDownLatch(1);
        var finished = new AtomicBoolean();
        var underWay = start(() -> {
            begun.incrementAndGet();
            finish.await(); // fails where it is interrupted
            finished.set(true);
        });
        Await.until(() -> begun.get() == 1);
        var closing = Thread.ofVirtual().start(underWay::close);
        Await.until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        assertThat(finished).isFalse();

        finish.countDown();

        assertThat(closing.join(Duration.ofSeconds(9))).isTrue();
        assertThat(finished).isTrue();
        assertThat(begun).hasValue(1);
    }

    @Test
    void whoever_waits_for_work_is_woken_by_it_and_by_the_end() {
        var waiting = start(() -> {
            begun.incrementAndGet();
            rounds.get().await(Duration.ofHours(1));
        });
        for (int round = 1; round < 5; round++) {
            int expected = round;
            Await.until(() -> begun.get() == expected);
            waiting.wake();
        }
        waiting.close();

        assertThat(begun.get()).isBetween(4, 5);
    }

    @Test
    void a_rest_ends_with_the_end_alone() throws Exception {
        var rested = new CountDownLatch(1);
        var resting = start(() -> {
            begun.incrementAndGet();
            rounds.get().rest(Duration.ofHours(1));
            rested.countDown();
        });
        Await.until(() -> begun.get() == 1);
        resting.wake();
        assertThat(rested.await(100, TimeUnit.MILLISECONDS)).isFalse();

        resting.close();

        assertThat(rested.getCount()).isZero();
    }

    @Test
    void what_failed_is_done_again_after_a_while() {
        var failing = start(() -> {
            if (begun.incrementAndGet() < 3) {
                throw new IllegalStateException("the database is away");
            }
            rounds.get().await(Duration.ofHours(1));
        });

        Await.until(() -> begun.get() == 3);
        failing.close();
        assertThat(begun).hasValue(3);
    }

    @Test
    void what_was_never_started_can_be_closed() {
        new Rounds("test", "the test", begun::incrementAndGet).close();

        assertThat(begun).hasValue(0);
    }
}
