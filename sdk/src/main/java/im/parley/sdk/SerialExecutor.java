package im.parley.sdk;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Runs tasks one after the other in the order they came, on a virtual thread that lives only while there is
/// work. So an idle chat holds no thread, and what runs here needs no locks among its own kind.
final class SerialExecutor implements Executor {
    private final String name;
    private final Log log;
    private final Queue<Runnable> tasks = new ArrayDeque<>(); // guarded by itself, as is running
    private boolean running;

    SerialExecutor(String name, Log log) {
        this.name = name;
        this.log = log;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        Thread.ofVirtual().name(name).start(this::drain);
    }

    /// Runs a step that itself finishes later; what depends on the returned future runs here too, as long as
    /// the step's own future is completed here.
    <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> step) {
        var result = new CompletableFuture<T>();
        execute(() -> {
            try {
                step.get().whenComplete((value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
            } catch (RuntimeException failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    /// The same for the app, which gets a future of its own ([Answers#toApp]).
    <T> CompletableFuture<T> answer(Supplier<CompletableFuture<T>> step) {
        return Answers.toApp(call(step));
    }

    private void drain() {
        while (true) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.poll();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            try {
                task.run();
            } catch (RuntimeException | Error failure) { // one broken task must not stop those behind it
                log.error("a task failed", failure);
            }
        }
    }
}
