package im.parley.server.assist;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// So many calls of each user within a time, on this node. Safe for use by many threads.
final class UserRate {
    private final int calls;
    private final Duration window;
    private final Clock clock;
    private final Cache<Long, Deque<Long>> recent; // each value guarded by itself

    UserRate(int calls, Duration window, Clock clock) {
        this.calls = calls;
        this.window = window;
        this.clock = clock;
        this.recent = Caffeine.newBuilder().expireAfterAccess(window).build();
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#OVER_FREQUENCY_LIMIT] for one call too many
    void take(long user) {
        var times = recent.get(user, none -> new ArrayDeque<>());
        long now = clock.millis();
        synchronized (times) {
            while (!times.isEmpty() && times.getFirst() <= now - window.toMillis()) {
                times.removeFirst();
            }
            if (times.size() >= calls) {
                throw ErrorCode.OVER_FREQUENCY_LIMIT.because(
                        "more than " + calls + " calls in " + window.toSeconds() + " s");
            }
            times.addLast(now);
        }
    }
}
