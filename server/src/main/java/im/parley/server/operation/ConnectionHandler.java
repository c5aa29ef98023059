package im.parley.server.operation;

/// Serves an operation that needs no signed-in caller, such as the login itself. Runs on a virtual thread
/// and may block.
///
/// @param <O> the request record
/// @param <R> the result record
@FunctionalInterface
public interface ConnectionHandler<O, R> {
    /// @throws im.parley.protocol.ChatException becomes the error reply; anything else becomes
    ///     [im.parley.protocol.ErrorCode#INTERNAL_ERROR] and a log line
    R handle(Connection connection, O request);
}
