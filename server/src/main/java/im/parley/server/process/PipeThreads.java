package im.parley.server.process;

import java.util.concurrent.Executor;

/// Threads for what waits for bytes from another process, or for it to take some.
///
/// A virtual thread that waits at a pipe keeps its carrier. JDK 25 puts another one in its place, but ends that
/// when no virtual thread had anything to do for 30 s. With as many such waits as there are processors no virtual
/// thread runs from then on, whatever becomes of its turn, until one of the pipes moves.
public final class PipeThreads {
    private PipeThreads() {}

    /// Starts one that does not keep the JVM from ending.
    public static Thread start(String name, Runnable task) {
        return Thread.ofPlatform().name(name).daemon().start(task);
    }

    /// A thread for each task.
    static Executor named(String name) {
        return task -> start(name, task);
    }
}
