package im.parley.server.moderation;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.moderation.Reviewer.Item;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a provider on threads of its own, a bounded number of questions at once; some more wait for their turn.
/// Safe for use by many threads.
final class Reviews {
    private static final Logger log = LoggerFactory.getLogger(Reviews.class);
    private static final int AT_ONCE = 64;
    private static final int MAX_UNDER_WAY = 10_000;
    private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Reviewer reviewer;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Semaphore places = new Semaphore(MAX_UNDER_WAY);
    private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS);
    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("review-", 0).factory());

    Reviews(Reviewer reviewer) {
        this.reviewer = reviewer;
    }

    boolean knows(Kind kind) {
        return reviewer.knows(kind);
    }

    /// Whether it may not be shown. Completes on a thread that may block; with an exception where there is no
    /// verdict.
    CompletableFuture<Boolean> start(Item item) {
        if (!places.tryAcquire()) {
            return CompletableFuture.failedFuture(overloaded());
        }
        return CompletableFuture.supplyAsync(() -> ask(item), threads);
    }

    private boolean ask(Item item) {
        try {
            if (!turns.tryAcquire(Reviewer.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw overloaded();
            }
            try {
                return reviewer.blocks(item);
            } finally {
                turns.release();
            }
        } catch (ChatException failed) {
            warn(failed);
            throw failed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw overloaded();
        } finally {
            places.release();
        }
    }

    /// Not for each message: where one fails, many do.
    private void warn(ChatException failed) {
        long last = loggedAt.get();
        long now = System.nanoTime();
        if (now - last >= LOG_EVERY_NANOS && loggedAt.compareAndSet(last, now)) {
            log.warn("messages go out unreviewed: {}", failed.getMessage());
        }
    }

    private static ChatException overloaded() {
        return ErrorCode.SERVER_OVERLOADED.because("too many reviews are under way");
    }
}
