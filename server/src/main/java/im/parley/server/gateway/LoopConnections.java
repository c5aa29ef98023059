package im.parley.server.gateway;

import im.parley.protocol.CloseReason;
import im.parley.server.metrics.Metrics;
import org.jspecify.annotations.Nullable;

/// The sockets of one event loop, looked through once in a while instead of a timer for each. Only on that
/// event loop, but for [#count()].
final class LoopConnections {
    /// How long a client has to answer a close frame before its socket is cut.
    private static final int CLOSING_MILLIS = 2_000;

    private final GatewayConfig config;
    private final Metrics metrics;
    private long sweptAt = System.nanoTime();
    private final int idleMillis;
    private final int loginMillis;
    private @Nullable ClientConnection first;
    private int now;
    private volatile int count;

    LoopConnections(GatewayConfig config, Metrics metrics) {
        this.config = config;
        this.metrics = metrics;
        this.idleMillis = (int) config.idleTimeout().toMillis();
        this.loginMillis = (int) config.loginTimeout().toMillis();
    }

    GatewayConfig config() {
        return config;
    }

    Metrics metrics() {
        return metrics;
    }

    /// Milliseconds of a clock that moves with each sweep, by two of them at most: a pause of the whole
    /// process makes nobody late. Wraps, so only differences mean something.
    int now() {
        return now;
    }

    int count() {
        return count;
    }

    /// How often [#sweep()] must be called: a fifth of the shortest timeout, at most every second.
    int sweepMillis() {
        return Math.clamp(Math.min(idleMillis, loginMillis) / 5, 10, 1_000);
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // written by the event loop alone, read by the metrics
    void add(ClientConnection connection) {
        connection.next = first;
        if (first != null) {
            first.previous = connection;
        }
        first = connection;
        count++;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // written by the event loop alone, read by the metrics
    void remove(ClientConnection connection) {
        var before = connection.previous;
        var after = connection.next;
        if (before != null) {
            before.next = after;
        } else if (first == connection) {
            first = after;
        }
        if (after != null) {
            after.previous = before;
        }
        connection.previous = null;
        connection.next = null;
        count--;
    }

    /// Closes what has been silent or unknown for too long, and cuts what was closed and does not go.
    void sweep() {
        long elapsed = (System.nanoTime() - sweptAt) / 1_000_000;
        sweptAt = System.nanoTime();
        now += (int) Math.min(elapsed, 2L * sweepMillis());
        for (var connection = first; connection != null; ) {
            var next = connection.next; // closing may take the connection off the list
            if (connection.isClosing()) {
                if (now - connection.changedAt() > CLOSING_MILLIS) {
                    connection.cut();
                }
            } else if (connection.caller() == null && now - connection.changedAt() > loginMillis) {
                connection.close(CloseReason.NOT_SIGNED_IN);
            } else if (now - connection.heardAt() > idleMillis) {
                connection.close(CloseReason.IDLE);
            }
            connection = next;
        }
    }

    /// No longer reads requests; what is under way is still answered.
    void stopReading() {
        for (var connection = first; connection != null; connection = connection.next) {
            connection.stopReading();
        }
    }

    /// Closes what is left without waiting for anybody.
    void cutAll() {
        for (var connection = first; connection != null; ) {
            var next = connection.next;
            connection.cut();
            connection = next;
        }
    }

    void closeAll(CloseReason reason) {
        for (var connection = first; connection != null; ) {
            var next = connection.next;
            connection.close(reason);
            connection = next;
        }
    }
}
