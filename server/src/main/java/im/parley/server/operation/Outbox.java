package im.parley.server.operation;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Frames for many connections, handed to each event loop in a few tasks, so that none holds it for long, and
/// flushed once per connection and task. Frames added for a connection arrive in the order of their adding.
/// For one thread.
public final class Outbox {
    /// A flush takes about 9 µs: this many take a few milliseconds.
    private static final int MOST_AT_ONCE = 256;

    private final Map<EventExecutor, Batch> batches = new IdentityHashMap<>();
    private @Nullable Unanswered unanswered;
    private int answers;

    public void add(Connection connection, Frame frame) {
        var batch = batches.computeIfAbsent(connection.eventLoop(), loop -> new Batch());
        batch.connections.add(connection);
        batch.frames.add(frame);
    }

    /// Adds the answer to a request that was counted.
    ///
    /// @param counted where, the same for all of an outbox
    void addAnswer(Connection connection, Frame frame, Unanswered counted) {
        add(connection, frame);
        unanswered = counted;
        answers++;
    }

    /// Sends what was added and starts anew.
    public void send() {
        batches.forEach((loop, batch) -> {
            try {
                for (int from = 0; from < batch.frames.size(); from += MOST_AT_ONCE) {
                    loop.execute(batch.part(from, Math.min(from + MOST_AT_ONCE, batch.frames.size())));
                }
            } catch (RejectedExecutionException stopped) {
                // the server is shutting down and these sockets are closed
            }
        });
        batches.clear();
        if (unanswered != null) {
            unanswered.end(answers);
            answers = 0;
        }
    }

    private static final class Batch {
        final List<Connection> connections = new ArrayList<>();
        final List<Frame> frames = new ArrayList<>();

        Runnable part(int from, int to) {
            return () -> {
                for (int i = from; i < to; i++) {
                    connections.get(i).write(frames.get(i));
                }
                for (int i = from; i < to; i++) {
                    connections.get(i).flush(); // costs next to nothing where nothing is left to flush
                }
            };
        }
    }
}
