package im.parley.sdk;

import im.parley.protocol.CloseReason;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Operation;
import im.parley.protocol.session.Ping;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The way to the server: requests and answers, pushes, heartbeats, over however many sockets it takes.
/// Confined to the chat's executor.
final class Link implements Connection.Listener {
    /// A socket on which a ping stays unanswered for so long is dead.
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(10);

    /// What a session needs to know.
    interface Listener {
        /// A new socket is open and waits for a sign-in.
        void opened();

        void pushed(String event, Wire.Incoming frame);

        /// @see Connection.Listener#refused
        void refused(CloseReason reason);

        void serverTime(long serverTime, long askedAt);
    }

    private final Listener listener;
    private final Connection connection;
    private final Requests requests;
    private final Heartbeat heartbeat;
    private final Consumer<Operation<?>> check;

    /// @param check throws a [ChatError] for what is not to be asked
    Link(
            Io io,
            URI address,
            SerialExecutor work,
            Log log,
            Emitter emitter,
            Consumer<Operation<?>> check,
            Listener listener) {
        this.check = check;
        this.listener = listener;
        connection = new Connection(
                io,
                address,
                work,
                log,
                this,
                state -> emitter.emit(Events.NET_STATE_CHANGE, new Events.NetState(state)));
        heartbeat = new Heartbeat(io, work, this::ping);
        requests = new Requests(io, work, log, connection::send);
    }

    void open() {
        connection.open();
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    /// Somebody is signed in on the socket.
    void signedIn(Duration heartbeatInterval) {
        connection.settled();
        heartbeat.start(heartbeatInterval);
        requests.online();
    }

    void heartbeat(Duration newInterval) {
        heartbeat.start(newInterval);
    }

    /// Connects anew, with a pause.
    void restart(String why) {
        connection.restart(why);
    }

    /// Ends the connection and everything that waits for an answer.
    void close(ChatError why) {
        heartbeat.stop();
        connection.close();
        requests.failAll(why);
    }

    /// @see Requests#call
    <R> CompletableFuture<R> call(Operation<R> operation, Duration timeout) {
        try {
            check.accept(operation);
        } catch (ChatError refused) {
            return CompletableFuture.failedFuture(refused);
        }
        return requests.call(operation, timeout);
    }

    /// @see Requests#callOnSocket
    <R> CompletableFuture<R> callOnSocket(Operation<R> operation, Duration timeout) {
        return requests.callOnSocket(operation, timeout);
    }

    @Override
    public void opened() {
        listener.opened();
    }

    @Override
    public void received(Wire.Incoming frame) {
        if (frame.event() != null) {
            listener.pushed(frame.event(), frame);
        } else {
            requests.answered(frame);
        }
    }

    @Override
    public void lost(String why) {
        heartbeat.stop();
        requests.offline(why);
    }

    @Override
    public void refused(CloseReason reason) {
        heartbeat.stop();
        requests.offline("closed: " + reason);
        listener.refused(reason);
    }

    private void ping() {
        var askedAt = System.currentTimeMillis();
        requests.callOnSocket(new Ping(), PING_TIMEOUT).whenComplete((pong, failure) -> {
            if (failure == null) {
                listener.serverTime(pong.serverTime(), askedAt);
            } else if (Answers.errorOf(failure).code() == ErrorCode.NETWORK_TIMEOUT.number()) {
                connection.restart("no answer to a ping");
            }
        });
    }
}
