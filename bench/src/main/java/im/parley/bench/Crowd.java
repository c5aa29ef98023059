package im.parley.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/// Does the same thing many times, a bounded number of them at once.
final class Crowd {
    private static final long TIMEOUT_SECONDS = 120;

    private Crowd() {}

    /// Starts `count` things, at most `atOnce` of them unfinished at any moment, and waits for all.
    ///
    /// @param start given 0, 1, 2 …
    /// @return the results in that order
    /// @throws ExecutionException when one of them fails
    /// @throws TimeoutException when they have not finished two minutes after the last was started
    static <T> List<T> gather(int count, int atOnce, IntFunction<CompletableFuture<T>> start)
            throws InterruptedException, ExecutionException, TimeoutException {
        var free = new Semaphore(atOnce);
        var started = new ArrayList<CompletableFuture<T>>(count);
        for (int i = 0; i < count; i++) {
            if (!free.tryAcquire(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new TimeoutException("nothing finished within " + TIMEOUT_SECONDS + " s");
            }
            var one = start.apply(i);
            one.whenComplete((result, failure) -> free.release());
            started.add(one);
        }
        CompletableFuture.allOf(started.toArray(CompletableFuture[]::new)).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return started.stream().map(CompletableFuture::join).toList();
    }
}
