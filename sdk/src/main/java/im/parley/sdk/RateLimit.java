package im.parley.sdk;

import im.parley.protocol.ErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/// So many calls in any window of time; those beyond are refused here, without asking the server
/// (`general#9`). Safe for use by many threads.
final class RateLimit {
    private final String method;
    private final int calls;
    private final Duration window;
    private final LongSupplier nanoTime;
    private final Deque<Long> recent = new ArrayDeque<>(); // guarded by itself

    RateLimit(String method, int calls, Duration window, LongSupplier nanoTime) {
        this.method = method;
        this.calls = calls;
        this.window = window;
        this.nanoTime = nanoTime;
    }

    /// @throws ChatError [ErrorCode#OVER_FREQUENCY_LIMIT]
    void take() {
        synchronized (recent) {
            var now = nanoTime.getAsLong();
            while (!recent.isEmpty() && now - recent.getFirst() >= window.toNanos()) {
                recent.removeFirst();
            }
            if (recent.size() >= calls) {
                throw new ChatError(
                        ErrorCode.OVER_FREQUENCY_LIMIT,
                        method + " may be called " + calls + " times in " + window.toSeconds() + " s");
            }
            recent.addLast(now);
        }
    }
}
