package im.parley.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameLimiterTest {
    private static final long SECOND = 1_000_000_000L;
    private final FrameLimiter limiter = new FrameLimiter();
    private final long start = System.nanoTime() + SECOND;

    private int admitted(int frames, long at) {
        int count = 0;
        for (int i = 0; i < frames; i++) {
            count += limiter.admit(at, 100, 200) ? 1 : 0;
        }
        return count;
    }

    @Test
    void a_burst_is_admitted_and_then_as_much_as_comes_back() {
        assertThat(admitted(500, start)).isEqualTo(200);
        assertThat(limiter.refused()).isEqualTo(300);
        assertThat(admitted(500, start + SECOND)).isEqualTo(100);
        assertThat(admitted(500, start + SECOND + SECOND / 10)).isEqualTo(10);
    }

    @Test
    void a_steady_stream_at_the_limit_is_never_refused() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(admitted(1, start + i * SECOND / 100)).isEqualTo(1);
        }
    }

    @Test
    void refusals_are_forgotten_once_the_bucket_is_full_again() {
        admitted(500, start);
        assertThat(admitted(1, start + 3 * SECOND)).isEqualTo(1);
        assertThat(limiter.refused()).isZero();
    }
}
