package im.parley.server.operation;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How many requests event loops have taken whose answers come later, from other threads. Safe for use by many
/// threads; only who waits ever blocks.
final class Unanswered {
    private final AtomicInteger count = new AtomicInteger();

    /// Counts a request.
    void begin() {
        count.incrementAndGet();
    }

    /// To be called once the answers are on their way to the event loops of their sockets.
    void end(int answers) {
        if (count.addAndGet(-answers) == 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    int count() {
        return count.get();
    }

    /// Waits until everything is answered.
    ///
    /// @return false if something still was not when the time was up
    synchronized boolean awaitNone(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (count.get() > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
