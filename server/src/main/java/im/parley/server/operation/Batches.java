package im.parley.server.operation;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Works a queue off in batches, one at a time, on a thread of its own that ends when nothing is left: while
/// one batch is under way, the next one gathers. Safe for use by many threads.
public final class Batches {
    private final String name;
    private final BooleanSupplier isWaiting;
    private final Runnable batch;
    private final AtomicBoolean running = new AtomicBoolean();

    /// @param name of the thread
    /// @param isWaiting whether the queue has something
    /// @param batch takes the next batch from the queue and does it; must not throw
    public Batches(String name, BooleanSupplier isWaiting, Runnable batch) {
        this.name = name;
        this.isWaiting = isWaiting;
        this.batch = batch;
    }

    /// To be called after something was added to the queue. Never blocks.
    public void wake() {
        if (running.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(this::run);
        }
    }

    private void run() {
        try {
            while (isWaiting.getAsBoolean()) {
                batch.run();
            }
        } finally {
            running.set(false);
        }
        if (isWaiting.getAsBoolean()) { // came after the last look
            wake();
        }
    }
}
