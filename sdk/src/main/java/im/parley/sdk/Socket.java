package im.parley.sdk;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One WebSocket: whole text frames out, in order and without waiting, and whole text frames in. Safe for use
/// by many threads.
final class Socket implements WebSocket.Listener {
    /// Frames that may wait for the chat before the socket is read no further.
    private static final int READ_AHEAD = 64;

    private static final int NORMAL_CLOSURE = 1000;

    /// Told of everything that happens, on threads of the HTTP client. `closed` comes exactly once, also when
    /// the socket never opened.
    interface Events {
        void opened();

        /// @param taken to be run when the frame has been dealt with
        void received(String frame, Runnable taken);

        /// @param code the close code; absent when the connection broke
        void closed(@Nullable Integer code, String why);
    }

    private final Events events;
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<WebSocket> opening;
    private final StringBuilder partial = new StringBuilder(); // only the HTTP client's reader touches it

    private final Queue<String> waiting = new ArrayDeque<>(); // guarded by itself, as is writing
    private boolean writing;

    private Socket(HttpClient http, URI address, Events events) {
        this.events = events;
        opening = http.newWebSocketBuilder().buildAsync(address, this);
    }

    static Socket open(HttpClient http, URI address, Events events) {
        var socket = new Socket(http, address, events);
        socket.opening.whenComplete((open, failure) -> {
            if (failure != null) {
                socket.end(null, "cannot connect: " + rootOf(failure));
            }
        });
        return socket;
    }

    /// Sends after all frames given before; a broken connection is reported through [Events#closed].
    void send(String frame) {
        synchronized (waiting) {
            waiting.add(frame);
            if (writing) {
                return;
            }
            writing = true;
        }
        opening.thenAccept(this::writeNext);
    }

    /// Says goodbye if possible and lets go of the connection.
    void close() {
        opening.whenComplete((socket, failure) -> {
            if (failure == null) {
                socket.sendClose(NORMAL_CLOSURE, "").whenComplete((sent, failed) -> socket.abort());
            }
        });
        end(NORMAL_CLOSURE, "closed by this side");
    }

    /// Drops a connection that no longer answers.
    void abort(String why) {
        opening.thenAccept(WebSocket::abort);
        end(null, why);
    }

    private void writeNext(WebSocket socket) {
        while (true) {
            String frame;
            synchronized (waiting) {
                frame = waiting.poll();
                if (frame == null) {
                    writing = false;
                    return;
                }
            }
            var sent = socket.sendText(frame, true);
            if (!sent.isDone() || sent.isCompletedExceptionally()) { // a loop, not a call from a call, while it can
                sent.whenComplete((done, failure) -> {
                    if (failure == null) {
                        writeNext(socket);
                    } else {
                        abort("cannot send: " + rootOf(failure));
                    }
                });
                return;
            }
        }
    }

    @Override
    public void onOpen(WebSocket socket) {
        events.opened();
        socket.request(READ_AHEAD);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        if (last && partial.isEmpty()) {
            events.received(data.toString(), () -> socket.request(1));
        } else {
            partial.append(data);
            if (last) {
                var frame = partial.toString();
                partial.setLength(0);
                events.received(frame, () -> socket.request(1));
            } else {
                socket.request(1);
            }
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end(code, reason.isEmpty() ? "closed by the server" : reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        end(null, "connection lost: " + rootOf(failure));
    }

    private void end(@Nullable Integer code, String why) {
        if (over.compareAndSet(false, true)) {
            events.closed(code, why);
        }
    }

    private static String rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
