package im.parley.server.operation;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

/// Frames for many connections, handed to each event loop in one task and flushed once per connection. Frames
/// added for a connection arrive in the order of their adding. For one thread.
public final class Outbox {
    private final Map<EventExecutor, Batch> batches = new IdentityHashMap<>();

    public void add(Connection connection, Frame frame) {
        var batch = batches.computeIfAbsent(connection.eventLoop(), loop -> new Batch());
        batch.connections.add(connection);
        batch.frames.add(frame);
    }

    /// Sends what was added and starts anew.
    public void send() {
        batches.forEach((loop, batch) -> {
            try {
                loop.execute(batch);
            } catch (RejectedExecutionException stopped) {
                // the server is shutting down and these sockets are closed
            }
        });
        batches.clear();
    }

    private static final class Batch implements Runnable {
        final List<Connection> connections = new ArrayList<>();
        final List<Frame> frames = new ArrayList<>();

        @Override
        public void run() {
            for (int i = 0; i < frames.size(); i++) {
                connections.get(i).write(frames.get(i));
            }
            for (var connection : connections) {
                connection.flush(); // costs next to nothing where nothing is left to flush
            }
        }
    }
}
