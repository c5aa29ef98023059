package im.parley.server.operation;

import com.fasterxml.jackson.databind.ObjectReader;
import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.ProtocolJson;
import im.parley.server.metrics.Metrics;
import im.parley.server.metrics.OperationMetrics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The explicit list of an app's operations, one line each, and the only place where failures become
/// replies. Safe for use by many threads.
///
/// What is checked, in this order: the frame is a request, the operation exists, the caller is signed in,
/// the body fits its record and what else it is checked for, not too many requests are waiting.
public final class OperationTable {
    /// Requests of one socket that may wait for an answer at once; direct operations do not count.
    public static final int MAX_WAITING_PER_CONNECTION = 32;

    private final Map<String, Route<?>> routes;
    private final OperationMetrics unknown;
    private final @Nullable ChatException refusal;

    private OperationTable(Map<String, Route<?>> routes, OperationMetrics unknown, @Nullable ChatException refusal) {
        this.routes = Map.copyOf(routes);
        this.unknown = unknown;
        this.refusal = refusal;
    }

    /// @param calls runs the operations that may block
    public static Builder builder(BlockingCalls calls, Metrics metrics) {
        return new Builder(calls, metrics);
    }

    /// A table that answers every request alike, for an app that is not served here.
    public static OperationTable refusing(ChatException refusal, Metrics metrics) {
        return new OperationTable(Map.of(), metrics.operation("refused"), refusal);
    }

    /// Serves one frame and answers it, now or later. Only on the connection's event loop; never blocks.
    ///
    /// @param text a frame's text, valid UTF-8; not to be written to any more
    /// @return false if the frame was no request: it has been answered, but should not come again
    public boolean call(Connection connection, byte[] text) {
        RequestFrame request;
        try {
            request = RequestFrame.read(text, this::reader);
        } catch (MalformedFrameException malformed) {
            var error = ErrorCode.JSON_PARSE_ERROR.because(malformed.getMessage());
            new PendingReply(connection, malformed.id(), unknown).fail(error);
            return false;
        }
        var route = routes.get(request.op());
        if (route == null) {
            new PendingReply(connection, request.id(), unknown).fail(refusal != null ? refusal : unknown(request.op()));
            return true;
        }
        route.serve(connection, request);
        return true;
    }

    /// Answers one frame with the refusal, whatever it asks.
    public void refuse(Connection connection, byte[] text, ChatException why) {
        long id;
        try {
            id = RequestFrame.read(text).id();
        } catch (MalformedFrameException malformed) {
            id = malformed.id();
        }
        new PendingReply(connection, id, unknown).fail(why);
    }

    private @Nullable BodyReader reader(String op) {
        var route = routes.get(op);
        return route == null ? null : route.inPassing;
    }

    private static ChatException unknown(String op) {
        return ErrorCode.UNKNOWN_REQUEST.because(
                "op is \"" + (op.length() > 64 ? op.substring(0, 64) + "…" : op) + "\", which is not served here");
    }

    /// One operation: how its body is read and who serves it.
    private abstract static class Route<O> {
        private final Class<O> type;
        private final ObjectReader reader;
        private final BodyReader inPassing;
        private final OperationMetrics metrics;
        private final Consumer<Object> check;
        private final @Nullable Unanswered unanswered;

        /// @param inPassing null: data binding
        Route(
                Class<O> type,
                @Nullable BodyReader inPassing,
                OperationMetrics metrics,
                Consumer<Object> check,
                @Nullable Unanswered unanswered) {
            this.type = type;
            this.reader = ProtocolJson.mapper().readerFor(type);
            this.inPassing = inPassing == null ? reader::readValue : inPassing;
            this.metrics = metrics;
            this.check = check;
            this.unanswered = unanswered;
        }

        final void serve(Connection connection, RequestFrame request) {
            var reply = new PendingReply(connection, request.id(), metrics, unanswered);
            try {
                serve(connection, request, reply);
            } catch (Throwable failure) { // whatever it is, the client is waiting for an answer
                reply.failWith(failure, request.op());
            }
        }

        abstract void serve(Connection connection, RequestFrame request, PendingReply reply);

        final O body(RequestFrame request) {
            var body = type.cast(request.body(inPassing, reader));
            check.accept(body);
            return body;
        }

        static Caller signedIn(Connection connection) {
            var caller = connection.caller();
            if (caller == null || caller.isGuest()) {
                throw ErrorCode.NOT_LOGGED_IN.because("nobody is signed in on this connection");
            }
            return caller;
        }
    }

    private static final class DirectRoute<O> extends Route<O> {
        private final DirectHandler<O> handler;

        DirectRoute(
                Class<O> type,
                @Nullable BodyReader inPassing,
                OperationMetrics metrics,
                Consumer<Object> check,
                Unanswered unanswered,
                DirectHandler<O> handler) {
            super(type, inPassing, metrics, check, unanswered);
            this.handler = handler;
        }

        @Override
        void serve(Connection connection, RequestFrame request, PendingReply reply) {
            handler.handle(signedIn(connection), body(request), reply);
        }
    }

    private static final class BlockingRoute<O> extends Route<O> {
        private final boolean open;
        private final BlockingCalls calls;
        private final Call<O> handler;

        /// Serves a body that was read.
        interface Call<O> {
            Object answer(Connection connection, O body, boolean isAgain);
        }

        BlockingRoute(
                Class<O> type,
                OperationMetrics metrics,
                Consumer<Object> check,
                boolean open,
                BlockingCalls calls,
                Call<O> handler) {
            super(type, null, metrics, check, null); // its calls are counted
            this.open = open;
            this.calls = calls;
            this.handler = handler;
        }

        @Override
        void serve(Connection connection, RequestFrame request, PendingReply reply) {
            if (!open) {
                signedIn(connection);
            }
            var body = body(request);
            if (!connection.beginRequest(MAX_WAITING_PER_CONNECTION)) {
                throw ErrorCode.OVER_FREQUENCY_LIMIT.because(
                        MAX_WAITING_PER_CONNECTION + " requests of this connection are waiting for an answer already");
            }
            try {
                calls.start(() -> run(connection, body, reply, request));
            } catch (ChatException overloaded) {
                connection.endRequest();
                throw overloaded;
            }
        }

        private void run(Connection connection, O body, PendingReply reply, RequestFrame request) {
            try {
                reply.succeed(answer(connection, body, request.isAgain()));
            } catch (Throwable failure) { // whatever it is, the client is waiting for an answer
                reply.failWith(failure, request.op());
            }
        }

        private Object answer(Connection connection, O body, boolean isAgain) {
            try {
                return handler.answer(connection, body, isAgain);
            } finally {
                connection.endRequest(); // before the answer goes out, so that its receiver may use the place again
            }
        }
    }

    /// Puts a table together.
    public static final class Builder {
        private final Map<String, Route<?>> routes = new HashMap<>();
        private final BlockingCalls calls;
        private final Metrics metrics;
        private Consumer<Object> check = body -> {};

        private Builder(BlockingCalls calls, Metrics metrics) {
            this.calls = calls;
            this.metrics = metrics;
        }

        /// What the operations that are added from now on are checked for beside what their records check.
        ///
        /// @param bodies throws a [ChatException] for what is refused; runs on event loops and must not block
        public Builder checking(Consumer<Object> bodies) {
            check = bodies;
            return this;
        }

        /// An operation of signed-in callers; the handler may block.
        public <R, O extends Operation<R>> Builder on(Class<O> type, Handler<O, R> handler) {
            return add(type, false, (connection, body) -> handler.handle(Route.signedIn(connection), body));
        }

        /// The same for one that must know whether it is asked for once more.
        public <R, O extends Operation<R>> Builder onRepeatable(Class<O> type, RepeatableHandler<O, R> handler) {
            return put(
                    type,
                    false,
                    (connection, body, isAgain) -> handler.handle(Route.signedIn(connection), body, isAgain));
        }

        /// An operation of signed-in callers that others may ask for too, on other terms; the handlers may block.
        public <R, O extends Operation<R>> Builder on(
                Class<O> type, Handler<O, R> handler, ConnectionHandler<O, R> unsigned) {
            return add(type, true, (connection, body) -> {
                var caller = connection.caller();
                return caller == null || caller.isGuest()
                        ? unsigned.handle(connection, body)
                        : handler.handle(caller, body);
            });
        }

        /// An operation that needs no signed-in caller; the handler may block.
        public <R, O extends Operation<R>> Builder onUnsigned(Class<O> type, ConnectionHandler<O, R> handler) {
            return add(type, true, handler);
        }

        /// An operation of signed-in callers whose handler runs on the event loop and keeps the order of
        /// the frames.
        public <O extends Operation<?>> Builder onEventLoop(Class<O> type, DirectHandler<O> handler) {
            return direct(type, null, handler);
        }

        /// The same, for an operation that comes too often for data binding.
        ///
        /// @param reader gives records of `type`
        public <O extends Operation<?>> Builder onEventLoop(
                Class<O> type, BodyReader reader, DirectHandler<O> handler) {
            return direct(type, reader, handler);
        }

        public OperationTable build() {
            return new OperationTable(routes, metrics.operation("unknown"), null);
        }

        private <R, O extends Operation<R>> Builder add(Class<O> type, boolean open, ConnectionHandler<O, R> handler) {
            return put(type, open, (connection, body, isAgain) -> handler.handle(connection, body));
        }

        private <O extends Operation<?>> Builder put(Class<O> type, boolean open, BlockingRoute.Call<O> call) {
            return put(type, new BlockingRoute<>(type, metrics.operation(name(type)), check, open, calls, call));
        }

        private <O extends Operation<?>> Builder direct(
                Class<O> type, @Nullable BodyReader reader, DirectHandler<O> handler) {
            var unanswered = calls.unanswered();
            return put(
                    type, new DirectRoute<>(type, reader, metrics.operation(name(type)), check, unanswered, handler));
        }

        private Builder put(Class<?> type, Route<?> route) {
            if (routes.putIfAbsent(name(type), route) != null) {
                throw new IllegalStateException(name(type) + " is in the table twice");
            }
            return this;
        }

        private static String name(Class<?> type) {
            var op = type.getAnnotation(Op.class);
            if (op == null) {
                throw new IllegalArgumentException(type + " has no @Op");
            }
            return op.value();
        }
    }
}
