package im.parley.server.operation;

import im.parley.protocol.CloseReason;
import org.jspecify.annotations.Nullable;

/// Who makes a request: a signed-in instance of a user, or a guest.
public interface Caller {
    /// The account's number.
    long tinyID();

    String userID();

    /// The administrator who makes the request in the user's name; empty: the user does.
    default String adminID() {
        return "";
    }

    /// Which of the user's instances this is.
    String instanceID();

    /// What the request came from.
    default Terminal terminal() {
        return Terminal.UNKNOWN;
    }

    /// Whether this is somebody who has not signed in, and stays: there is no account, and hardly anything may be
    /// asked for.
    default boolean isGuest() {
        return false;
    }

    /// The socket went away. Called once, on the connection's event loop; must not block.
    ///
    /// @param why the server closed it; null: it did not, the client or the network did
    void closed(@Nullable CloseReason why);
}
