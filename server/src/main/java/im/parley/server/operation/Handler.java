package im.parley.server.operation;

/// Serves an operation of signed-in callers. Runs on a virtual thread and may block.
///
/// @param <O> the request record
/// @param <R> the result record
@FunctionalInterface
public interface Handler<O, R> {
    /// @throws im.parley.protocol.ChatException becomes the error reply; anything else becomes
    ///     [im.parley.protocol.ErrorCode#INTERNAL_ERROR] and a log line
    R handle(Caller caller, O request);
}
