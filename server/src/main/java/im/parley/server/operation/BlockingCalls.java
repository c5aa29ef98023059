package im.parley.server.operation;

import im.parley.protocol.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs what may block on virtual threads, a bounded number at once, and knows what else is unanswered. Safe for
/// use by many threads. One for the whole process.
public final class BlockingCalls {
    /// Enough for every client of a full node to sign in again at the same moment, each costing a few KB
    /// while it waits for the database.
    public static final int MAX_WAITING = 20_000;

    private final int limit;
    private final Semaphore free;
    private final Unanswered unanswered = new Unanswered();
    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("call-", 0).factory());

    /// @param limit most calls at once, waiting for the database or running
    public BlockingCalls(int limit) {
        this.limit = limit;
        this.free = new Semaphore(limit);
    }

    /// Starts the call on a thread of its own.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#SERVER_OVERLOADED] if too many are under way
    public void start(Runnable call) {
        if (!free.tryAcquire()) {
            throw ErrorCode.SERVER_OVERLOADED.because(limit + " requests are waiting; try again later");
        }
        threads.execute(() -> {
            try {
                call.run();
            } finally {
                free.release();
            }
        });
    }

    /// Calls under way.
    public int running() {
        return limit - free.availablePermits();
    }

    /// What [OperationTable.Builder#onEventLoop] serves and has not answered yet.
    Unanswered unanswered() {
        return unanswered;
    }

    /// Requests that wait for their answer, whoever serves them.
    public int underWay() {
        return running() + unanswered.count();
    }

    /// Waits until no call is under way and every request that an event loop took is answered.
    ///
    /// @return false if some still were when the time was up
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        if (!free.tryAcquire(limit, patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        free.release(limit);
        return unanswered.awaitNone(deadline - System.nanoTime());
    }
}
