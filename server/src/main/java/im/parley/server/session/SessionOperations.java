package im.parley.server.session;

import im.parley.protocol.CloseReason;
import im.parley.protocol.Nothing;
import im.parley.protocol.session.Login;
import im.parley.protocol.session.Logout;
import im.parley.protocol.session.Ping;
import im.parley.server.operation.Caller;
import im.parley.server.operation.OperationTable;
import im.parley.server.operation.Outbox;
import im.parley.server.operation.Reply;
import java.time.Clock;

/// The operations on sessions.
public final class SessionOperations {
    private final SignIn signIn;
    private final SessionService sessions;
    private final Clock clock;

    public SessionOperations(SignIn signIn, SessionService sessions, Clock clock) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.clock = clock;
    }

    public void addTo(OperationTable.Builder table) {
        table.onUnsigned(Login.class, signIn::signIn)
                .onUnsigned(Ping.class, (connection, ping) -> new Ping.Result(clock.millis()))
                .onEventLoop(Logout.class, this::logout);
    }

    // On the event loop, so that nothing else of this socket comes between.
    private void logout(Caller caller, Logout logout, Reply reply) {
        if (caller instanceof Session session) {
            sessions.signOut(session);
        }
        var outbox = new Outbox();
        reply.succeed(outbox, Nothing.INSTANCE);
        outbox.send(); // a task of the event loop, as is the next line: the answer goes first
        var connection = reply.connection();
        connection.eventLoop().execute(() -> connection.close(CloseReason.SIGNED_OUT));
    }
}
