package im.parley.server.operation;

import im.parley.protocol.ChatException;

/// The way back to whoever made a request. For one use, from any thread.
public interface Reply {
    /// The socket that the request came from.
    Connection connection();

    /// Adds the answer to what goes out together.
    void succeed(Outbox outbox, Object result);

    /// Sends the refusal at once.
    void fail(ChatException error);

    /// Sends the refusal at once.
    ///
    /// @param message names the offending value and what was expected
    default void fail(int code, String message) {
        fail(new ChatException(code, message));
    }
}
