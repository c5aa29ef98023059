package im.parley.server.operation;

/// Who makes a request: a signed-in instance of a user.
public interface Caller {
    /// The account's number.
    long tinyID();

    String userID();

    /// Which of the user's instances this is.
    String instanceID();

    /// The socket went away, for whatever reason. Called once, on the connection's event loop; must not block.
    void closed();
}
