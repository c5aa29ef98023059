package im.parley.sdk;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Operation;
import im.parley.protocol.message.SendMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Requests that wait for their answer. Those that come while nobody is signed in, and those whose answer a
/// lost connection took with it, are sent in their order as soon as the session is back: every operation may
/// be repeated. The repetition says that it is one.
///
/// Confined to the chat's executor, and its futures complete there.
final class Requests {
    /// Requests that may be at the server at once, half of what it allows; sends and what is about the
    /// session are not counted.
    private static final int AT_ONCE = 16;

    private final Io io;
    private final SerialExecutor work;
    private final Log log;
    private final Consumer<String> out;

    private final TreeMap<Long, Pending<?>> pending = new TreeMap<>();
    private final Queue<Pending<?>> waiting = new ArrayDeque<>(); // for room at the server
    private int atServer; // of those that are limited
    private long lastId;
    private boolean online;

    /// @param out the way to the open socket
    Requests(Io io, SerialExecutor work, Log log, Consumer<String> out) {
        this.io = io;
        this.work = work;
        this.log = log;
        this.out = out;
    }

    /// A request that outlives the connection. Not answered in time it fails with
    /// [ErrorCode#NETWORK_TIMEOUT], or with [ErrorCode#NO_NETWORK] when there was no connection to send it
    /// on.
    <R> CompletableFuture<R> call(Operation<R> operation, Duration timeout) {
        return start(operation, timeout, false);
    }

    /// A request that belongs to the open socket: sent at once, also before sign-in, and failed with
    /// [ErrorCode#NETWORK_ERROR] when the socket is lost.
    <R> CompletableFuture<R> callOnSocket(Operation<R> operation, Duration timeout) {
        return start(operation, timeout, true);
    }

    /// Somebody is signed in on a new socket: what waits goes out, oldest first.
    void online() {
        online = true;
        for (Pending<?> request : pending.values()) {
            if (!request.onSocket) {
                request.sendIfRoom();
            }
        }
    }

    void offline(String why) {
        online = false;
        waiting.clear();
        pending.values().forEach(Pending::leaveServer);
        for (Pending<?> request : new ArrayList<>(pending.values())) {
            if (request.onSocket) {
                request.fail(new ChatError(ErrorCode.NETWORK_ERROR, why));
            }
        }
    }

    /// Ends everything that waits.
    void failAll(ChatError error) {
        online = false;
        waiting.clear();
        for (Pending<?> request : new ArrayList<>(pending.values())) {
            request.fail(error);
        }
    }

    /// @param answer a frame with an id
    void answered(Wire.Incoming answer) {
        var request = answer.id() == null ? null : pending.get(answer.id());
        if (request != null) {
            request.answered(answer);
        } else if (answer.code() != null && answer.code() != 0) {
            log.warn("the server answered " + answer.code() + ", " + answer.message() + ", to no open request");
        }
    }

    private <R> CompletableFuture<R> start(Operation<R> operation, Duration timeout, boolean onSocket) {
        var request = new Pending<>(++lastId, operation, onSocket);
        pending.put(request.id, request);
        request.timer = io.after(timeout, work, request::timedOut);
        if (onSocket || online) {
            request.sendIfRoom();
        }
        return request.future;
    }

    private void sendNext() {
        while (atServer < AT_ONCE && !waiting.isEmpty()) {
            var next = waiting.remove();
            if (pending.containsKey(next.id)) {
                next.sendIfRoom();
            }
        }
    }

    private final class Pending<R> {
        final long id;
        final Operation<R> operation;
        final boolean onSocket;
        final boolean limited;
        final CompletableFuture<R> future = new CompletableFuture<>();
        final String frame;

        @Nullable
        Future<?> timer;

        private boolean sent; // ever
        private boolean atServer; // on the socket that is open now

        Pending(long id, Operation<R> operation, boolean onSocket) {
            this.id = id;
            this.operation = operation;
            this.onSocket = onSocket;
            limited =
                    !(operation instanceof SendMessage || Wire.nameOf(operation).startsWith("session."));
            frame = Wire.encode(id, operation);
        }

        void sendIfRoom() {
            if (limited && Requests.this.atServer >= AT_ONCE) {
                waiting.add(this);
                return;
            }
            if (limited) {
                Requests.this.atServer++;
            }
            atServer = true;
            out.accept(sent ? Wire.again(frame) : frame);
            sent = true;
        }

        void leaveServer() {
            if (atServer && limited) {
                Requests.this.atServer--;
            }
            atServer = false;
        }

        void answered(Wire.Incoming answer) {
            var code = answer.code() == null ? 0 : answer.code();
            if (code != 0) {
                fail(new ChatError(code, answer.message(), ChatError.Data.NONE));
                return;
            }
            try {
                var result = Wire.result(operation, answer.body());
                end();
                future.complete(result);
                sendNext();
            } catch (IOException | RuntimeException notUnderstood) {
                log.error("cannot read the answer to " + Wire.nameOf(operation), notUnderstood);
                fail(new ChatError(ErrorCode.UNCAUGHT_ERROR, "cannot read the answer to " + Wire.nameOf(operation)));
            }
        }

        void timedOut() {
            var code = sent ? ErrorCode.NETWORK_TIMEOUT : ErrorCode.NO_NETWORK;
            fail(new ChatError(code, "no answer to " + Wire.nameOf(operation) + " in time"));
        }

        void fail(ChatError error) {
            if (pending.containsKey(id)) {
                end();
                future.completeExceptionally(error);
                sendNext();
            }
        }

        private void end() {
            pending.remove(id);
            leaveServer();
            if (timer != null) {
                timer.cancel(false);
            }
        }
    }
}
