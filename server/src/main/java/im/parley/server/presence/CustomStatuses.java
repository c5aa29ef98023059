package im.parley.server.presence;

import im.parley.protocol.ErrorCode;
import im.parley.server.operation.Batches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Stores the custom statuses that users set and tells of them. While some are on their way to the database,
/// the next ones gather: a lone one does not wait, and thousands share round trips and commits. Safe for use
/// by many threads.
final class CustomStatuses {
    /// Keeps a batch, and with it the wait of the next one, to a few milliseconds.
    private static final int MAX_BATCH = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PresenceStore store;
    private final Statuses statuses;
    private final Consumer<Collection<Status>> changed;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final Batches batches = new Batches("custom-statuses", () -> !queue.isEmpty(), this::storeNext);

    /// @param changed is told of the statuses that are others now; may block
    CustomStatuses(PresenceStore store, Statuses statuses, Consumer<Collection<Status>> changed) {
        this.store = store;
        this.statuses = statuses;
        this.changed = changed;
    }

    private record Waiting(long tinyID, String custom, CompletableFuture<Status> answer) {}

    /// Sets what the status of a user who is signed in says; blocks until that is stored and told.
    ///
    /// @return the user's status
    /// @throws im.parley.protocol.ChatException [ErrorCode#SERVER_OVERLOADED] if the database has not been
    ///     free for 10 seconds
    Status set(long tinyID, String custom) {
        var waiting = new Waiting(tinyID, custom, new CompletableFuture<>());
        queue.add(waiting);
        batches.wake();
        try {
            return waiting.answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw ErrorCode.SERVER_OVERLOADED.because("too many statuses are waiting; try again later");
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the custom status could not be stored", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ErrorCode.SERVER_OVERLOADED.because("the server is stopping");
        }
    }

    private void storeNext() {
        store(nextBatch());
    }

    private List<Waiting> nextBatch() {
        var batch = new ArrayList<Waiting>();
        while (batch.size() < MAX_BATCH && queue.poll() instanceof Waiting waiting) {
            batch.add(waiting);
        }
        return batch;
    }

    private void store(List<Waiting> batch) {
        try {
            var customs = new LinkedHashMap<Long, String>();
            batch.forEach(waiting -> customs.put(waiting.tinyID, waiting.custom)); // the last one of a user counts
            store.setCustom(customs);
            Map<Long, Status> found = statuses.of(customs.keySet()); // after the commit, see Status.version
            changed.accept(found.values());
            batch.forEach(waiting -> waiting.answer.complete(Objects.requireNonNull(found.get(waiting.tinyID))));
        } catch (RuntimeException | Error failed) { // somebody waits for an answer, whatever it is
            batch.forEach(waiting -> waiting.answer.completeExceptionally(failed));
        }
    }
}
