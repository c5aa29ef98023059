package im.parley.server.operation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.ErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/// So many calls of each instance in any window of time, as the SDKs keep to by themselves. Safe for use by
/// many threads.
///
/// The window is a tenth shorter than the SDKs': calls that left on time may come closer together. Back ends have a
/// limit of their own, `rest.rate`.
public final class CallRate {
    private static final int MAX_INSTANCES = 200_000;
    private static final double TOLERANCE = 0.9;

    private final String op;
    private final int calls;
    private final Duration window;
    private final LongSupplier nanoTime;
    private final Cache<Key, Deque<Long>> recent;

    /// @param op the operation, for the error
    /// @param nanoTime like [System#nanoTime]
    public CallRate(String op, int calls, Duration window, LongSupplier nanoTime) {
        this.op = op;
        this.calls = calls;
        this.window = window;
        this.nanoTime = nanoTime;
        this.recent = Caffeine.newBuilder()
                .maximumSize(MAX_INSTANCES)
                .expireAfterAccess(window)
                .build();
    }

    /// So many calls in a second.
    public static CallRate perSecond(String op, int calls) {
        return new CallRate(op, calls, Duration.ofSeconds(1), System::nanoTime);
    }

    /// So many calls in 5 seconds.
    public static CallRate perFiveSeconds(String op, int calls) {
        return new CallRate(op, calls, Duration.ofSeconds(5), System::nanoTime);
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#OVER_FREQUENCY_LIMIT] if the caller's instance has made
    ///     as many calls already
    public void take(Caller caller) {
        take(caller, 0);
    }

    /// The same, where the calls about one group do not count for another.
    ///
    /// @param group its number
    public void take(Caller caller, long group) {
        if (caller instanceof Administrator) {
            return;
        }
        long now = nanoTime.getAsLong();
        var key = new Key(caller.tinyID(), caller.instanceID(), group);
        var mine = recent.get(key, fresh -> new ArrayDeque<>(calls));
        synchronized (mine) {
            while (!mine.isEmpty() && now - mine.getFirst() >= window.toNanos() * TOLERANCE) {
                mine.removeFirst();
            }
            if (mine.size() >= calls) {
                throw ErrorCode.OVER_FREQUENCY_LIMIT.because(
                        op + " may be called " + calls + " times in " + window.toSeconds() + " s");
            }
            mine.addLast(now);
        }
    }

    private record Key(long tinyID, String instanceID, long group) {}
}
