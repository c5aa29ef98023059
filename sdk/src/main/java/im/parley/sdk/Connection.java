package im.parley.sdk;

import im.parley.protocol.CloseReason;
import im.parley.protocol.Types;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps one socket to the server open for as long as it is wanted: connects again with growing pauses when
/// it is lost. Confined to the chat's executor.
final class Connection {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// Told on the chat's executor.
    interface Listener {
        /// A new socket is open; nobody is signed in on it yet.
        void opened();

        void received(Wire.Incoming frame);

        /// The socket is gone and the connection tries again by itself.
        void lost(String why);

        /// The server does not want this client back; the connection has stopped.
        void refused(CloseReason reason);
    }

    private final Io io;
    private final URI address;
    private final SerialExecutor work;
    private final Log log;
    private final Listener listener;
    private final Consumer<String> stateChanged;

    private boolean wanted;
    private @Nullable Socket socket; // opening or open
    private boolean open;
    private int generation; // of the socket: what older ones still report is ignored
    private int attempt; // failed ones in a row
    private @Nullable Future<?> pause;
    private String state = Types.NET_STATE_DISCONNECTED;

    Connection(Io io, URI address, SerialExecutor work, Log log, Listener listener, Consumer<String> stateChanged) {
        this.io = io;
        this.address = address;
        this.work = work;
        this.log = log;
        this.listener = listener;
        this.stateChanged = stateChanged;
    }

    /// Starts connecting, unless it is at it already.
    void open() {
        if (!wanted) {
            wanted = true;
            attempt = 0;
            connect();
        }
    }

    /// The socket serves its purpose: the next loss starts from the shortest pause.
    void settled() {
        attempt = 0;
    }

    void close() {
        wanted = false;
        generation++;
        if (pause != null) {
            pause.cancel(false);
            pause = null;
        }
        var last = socket;
        socket = null;
        open = false;
        if (last != null) {
            last.close();
        }
        changeState(Types.NET_STATE_DISCONNECTED);
    }

    boolean isOpen() {
        return open;
    }

    /// Drops the socket because it is of no use any more, and connects again.
    void restart(String why) {
        if (socket != null) {
            socket.abort(why);
        }
    }

    /// Does nothing when there is no open socket.
    void send(String frame) {
        if (open && socket != null) {
            socket.send(frame);
        }
    }

    private void connect() {
        pause = null;
        changeState(Types.NET_STATE_CONNECTING);
        var current = ++generation;
        socket = Socket.open(io.http(), address, new Socket.Events() {
            @Override
            public void opened() {
                work.execute(() -> onOpened(current));
            }

            @Override
            public void received(String text, Runnable taken) {
                for (var frame : framesIn(text)) {
                    work.execute(() -> onReceived(current, frame));
                }
                work.execute(taken);
            }

            @Override
            public void closed(@Nullable Integer code, String why) {
                work.execute(() -> onClosed(current, code, why));
            }
        });
    }

    private void onOpened(int opened) {
        if (opened == generation) {
            open = true;
            changeState(Types.NET_STATE_CONNECTED);
            listener.opened();
        }
    }

    private List<Wire.Incoming> framesIn(String text) {
        try {
            return Wire.decode(text);
        } catch (IOException | RuntimeException broken) {
            log.warn("ignored a frame that is none: " + broken.getMessage());
            return List.of();
        }
    }

    private void onReceived(int receiving, Wire.Incoming frame) {
        if (receiving == generation) {
            listener.received(frame);
        }
    }

    private void onClosed(int closed, @Nullable Integer code, String why) {
        if (closed != generation || !wanted) {
            return;
        }
        socket = null;
        open = false;
        changeState(Types.NET_STATE_DISCONNECTED);
        var reason = code == null ? null : CloseReason.of(code).orElse(null);
        if (reason != null && !reason.reconnect()) {
            wanted = false;
            log.info("the server closed the connection for good: " + reason + ", " + why);
            listener.refused(reason);
            return;
        }
        var delay = pauseAfter(attempt++);
        log.info(why + "; next try in " + delay.toMillis() + " ms");
        pause = io.after(delay, work, this::connectAgain);
        listener.lost(why);
    }

    private void connectAgain() {
        if (wanted && socket == null) {
            connect();
        }
    }

    private void changeState(String next) {
        if (!next.equals(state)) {
            state = next;
            stateChanged.accept(next);
        }
    }

    /// At once after the first loss, then half a second, doubled each time; between half and all of it, so
    /// that the clients of a node that went down do not come back in step.
    static Duration pauseAfter(int failures) {
        if (failures == 0) {
            return Duration.ZERO;
        }
        var longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures - 1, Short.SIZE));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }
}
