package im.parley.server.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.store.AppStore;
import im.parley.server.store.Await;
import im.parley.server.store.TestDatabase;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UserRateTest {
    private static final int CALLS = 5;
    private static final Duration LONG = Duration.ofHours(1);

    private final AppStore store = TestDatabase.newApp();

    private UserRate rate(String op, Duration window) {
        return new UserRate(store.jdbi(), op, CALLS, window);
    }

    private static boolean take(UserRate rate, long user) {
        try {
            rate.take(user);
            return true;
        } catch (ChatException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.OVER_FREQUENCY_LIMIT.number());
            return false;
        }
    }

    @Test
    void what_users_call_on_several_nodes_at_once_counts_together() throws Exception {
        var nodes = Stream.generate(() -> rate("op", LONG)).limit(4).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int taken = 0;
            var calls = Stream.iterate(0, i -> i + 1)
                    .limit(40)
                    .map(i -> (Callable<Boolean>) () -> take(nodes.get(i % 4), 1))
                    .toList();
            for (var call : threads.invokeAll(calls)) {
                taken += call.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(CALLS);
        }
    }

    @Test
    void each_user_and_each_kind_counts_for_itself() {
        var rate = rate("op", LONG);
        for (int i = 0; i < CALLS; i++) {
            rate.take(1);
        }

        assertThatThrownBy(() -> rate.take(1)).hasMessageContaining("more than 5 calls of op in 3600 s");
        rate.take(2);
        rate("another", LONG).take(1);
    }

    @Test
    void calls_are_forgotten_after_a_while() {
        var rate = rate("op", Duration.ofMillis(200));
        for (int i = 0; i < CALLS; i++) {
            rate.take(1);
        }

        Await.until(() -> take(rate, 1));
    }
}
