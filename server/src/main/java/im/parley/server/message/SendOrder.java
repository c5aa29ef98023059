package im.parley.server.message;

import im.parley.protocol.ErrorCode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps what each instance sends in order while some of it waits for an answer. An instance has one connection:
/// its sends come from one thread. Safe for use by many threads.
final class SendOrder {
    /// Of all instances together; each holds a message of up to 12 KB.
    static final int MAX_WAITING = 5_000;

    /// The last turn of each instance that has something waiting.
    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    private final AtomicInteger waiting = new AtomicInteger();

    /// Whether an instance's next send has to wait for others before it.
    boolean isWaiting(String instance) {
        return last.containsKey(instance);
    }

    /// Runs it after everything that the instance sent before, and once this is complete.
    ///
    /// @param ready completes sooner or later, however
    /// @param send must not block, nor throw
    /// @throws im.parley.protocol.ChatException [ErrorCode#SERVER_OVERLOADED] when too many wait already
    void after(String instance, CompletableFuture<?> ready, Runnable send) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            throw ErrorCode.SERVER_OVERLOADED.because(MAX_WAITING + " messages are waiting for an answer about them");
        }
        var turn = new CompletableFuture<Void>();
        var before = last.put(instance, turn);
        (before == null ? ready : CompletableFuture.allOf(before, ready)).whenComplete((done, failure) -> {
            send.run();
            waiting.decrementAndGet();
            last.remove(instance, turn); // before the next one may go: who finds nothing here goes at once
            turn.complete(null);
        });
    }
}
