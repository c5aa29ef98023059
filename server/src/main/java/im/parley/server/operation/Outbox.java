package im.parley.server.operation;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
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
        send(() -> {});
    }

    /// Sends what was added and starts anew.
    ///
    /// @param written called on an event loop when the sockets have it, at once where there was nothing;
    ///     never if the server stops meanwhile
    public void send(Runnable written) {
        var parts = new ArrayList<Part>();
        batches.forEach((loop, batch) -> {
            for (int from = 0; from < batch.frames.size(); from += MOST_AT_ONCE) {
                parts.add(new Part(loop, batch, from, Math.min(from + MOST_AT_ONCE, batch.frames.size())));
            }
        });
        batches.clear();
        var left = new AtomicInteger(parts.size());
        for (var part : parts) {
            try {
                part.loop().execute(() -> {
                    try {
                        part.write();
                    } finally {
                        if (left.decrementAndGet() == 0) {
                            written.run();
                        }
                    }
                });
            } catch (RejectedExecutionException stopped) {
                // the server is shutting down and these sockets are closed
            }
        }
        if (parts.isEmpty()) {
            written.run();
        }
        if (unanswered != null) {
            unanswered.end(answers);
            answers = 0;
        }
    }

    private static final class Batch {
        final List<Connection> connections = new ArrayList<>();
        final List<Frame> frames = new ArrayList<>();
    }

    /// What one task of an event loop writes: the frames of a batch from one index to before another.
    private record Part(EventExecutor loop, Batch batch, int from, int to) {
        void write() {
            for (int i = from; i < to; i++) {
                batch.connections.get(i).write(batch.frames.get(i));
            }
            for (int i = from; i < to; i++) {
                batch.connections.get(i).flush(); // costs next to nothing where nothing is left to flush
            }
        }
    }
}
