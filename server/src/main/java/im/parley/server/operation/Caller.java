package im.parley.server.operation;

/// Who makes a request: a signed-in instance of a user, or a guest.
public interface Caller {
    /// The account's number.
    long tinyID();

    String userID();

    /// Which of the user's instances this is.
    String instanceID();

    /// Whether this is somebody who has not signed in, and stays: there is no account, and hardly anything may be
    /// asked for.
    default boolean isGuest() {
        return false;
    }

    /// The socket went away, for whatever reason. Called once, on the connection's event loop; must not block.
    void closed();
}
