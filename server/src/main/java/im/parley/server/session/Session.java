package im.parley.server.session;

import im.parley.protocol.CloseReason;
import im.parley.protocol.session.Platform;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Connection;
import im.parley.server.operation.Terminal;
import im.parley.server.session.SessionListener.Ending;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// An instance of a user that is signed in on a socket of this node. About 200 bytes with its texts.
public final class Session implements Caller {
    private final long tinyID;
    private final String userID;
    private final String instanceID;
    private final Platform platform;
    private volatile long signedInAt;
    private final Validity validity;
    private final long connectionID;
    private final Connection connection;
    private final BiConsumer<Session, @Nullable CloseReason> onClosed;
    private boolean announced; // guarded by this, like the next
    private @Nullable Ending ending;

    /// @param signedInAt milliseconds since 1970, see [#since]
    /// @param validity of the UserSig
    /// @param connectionID tells this sign-in from earlier and later ones of the same instance on this
    ///     node
    /// @param onClosed called on the connection's event loop when the socket went away
    Session(
            Identity identity,
            long signedInAt,
            Validity validity,
            long connectionID,
            Connection connection,
            BiConsumer<Session, @Nullable CloseReason> onClosed) {
        this.tinyID = identity.tinyID();
        this.userID = identity.userID();
        this.instanceID = identity.instanceID();
        this.platform = identity.platform();
        this.signedInAt = signedInAt;
        this.validity = validity;
        this.connectionID = connectionID;
        this.connection = connection;
        this.onClosed = onClosed;
    }

    /// Who is signed in, before there is a socket to it.
    record Identity(long tinyID, String userID, String instanceID, Platform platform) {}

    /// When a UserSig counts.
    ///
    /// @param issuedAt seconds since 1970
    /// @param expiresAt milliseconds since 1970
    record Validity(long issuedAt, long expiresAt) {}

    @Override
    public long tinyID() {
        return tinyID;
    }

    @Override
    public String userID() {
        return userID;
    }

    @Override
    public String instanceID() {
        return instanceID;
    }

    /// What kind of terminal this is.
    public Platform platform() {
        return platform;
    }

    @Override
    public Terminal terminal() {
        return new Terminal(Terminal.name(platform), connection.ip());
    }

    /// When this instance first signed in, milliseconds since 1970.
    public long signedInAt() {
        return signedInAt;
    }

    /// When the UserSig ends, milliseconds since 1970.
    public long expiresAt() {
        return validity.expiresAt();
    }

    /// When the UserSig was issued, seconds since 1970.
    long issuedAt() {
        return validity.issuedAt();
    }

    /// The socket.
    public Connection connection() {
        return connection;
    }

    /// Gives the instance the age that it has from earlier sign-ins.
    void since(long firstSignIn) {
        signedInAt = firstSignIn;
    }

    long connectionID() {
        return connectionID;
    }

    /// From now on others know of it.
    ///
    /// @return how it has ended meanwhile; empty: it goes on
    synchronized Optional<Ending> announce() {
        announced = true;
        return Optional.ofNullable(ending);
    }

    /// It has ended.
    ///
    /// @return whether others know of it
    synchronized boolean end(Ending how) {
        ending = how;
        return announced;
    }

    @Override
    public void closed(@Nullable CloseReason why) {
        onClosed.accept(this, why);
    }
}
