package im.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallbackLanesTest {
    private static final int MANY = 3_000;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private String next() throws InterruptedException {
        return told.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void what_is_slow_or_fails_holds_up_its_own_lane_alone_and_keeps_the_order() throws InterruptedException {
        var held = new CompletableFuture<Void>();
        try (var lanes = new CallbackLanes("test")) {
            lanes.add("a", held::join);
            lanes.add("a", () -> told.add("a1"));
            lanes.add("a", () -> {
                throw new IllegalStateException("one of them fails");
            });
            lanes.add("a", () -> told.add("a2"));
            lanes.add("b", () -> told.add("b"));

            assertThat(next()).isEqualTo("b");
            held.complete(null);
            assertThat(List.of(next(), next())).containsExactly("a1", "a2");
        }
    }

    @Test
    void what_is_too_much_is_left_out_and_the_rest_is_told_before_the_end() {
        var held = new CompletableFuture<Void>();
        var done = new AtomicInteger();
        var order = new ArrayList<Integer>();
        try (var lanes = new CallbackLanes("test")) {
            lanes.add("a", held::join);
            for (int i = 0; i < MANY; i++) {
                int number = i;
                lanes.add("a", () -> {
                    order.add(number); // of one lane, one after the other
                    done.incrementAndGet();
                });
            }
            held.complete(null);
        }

        assertThat(done.get()).isBetween(1, MANY - 1);
        assertThat(order).isSorted().startsWith(0);
    }

    @Test
    void nothing_is_told_after_the_end() throws InterruptedException {
        var lanes = new CallbackLanes("test");
        lanes.close();

        lanes.add("a", () -> told.add("late"));

        assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }
}
