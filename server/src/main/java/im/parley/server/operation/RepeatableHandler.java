package im.parley.server.operation;

/// Serves an operation of signed-in callers that would refuse what it has done already. Runs on a virtual thread and
/// may block.
///
/// @param <O> the request record
/// @param <R> the result record
@FunctionalInterface
public interface RepeatableHandler<O, R> {
    /// @param isAgain whether the client asks once more because the answer was lost: what it wants may be done
    /// @throws im.parley.protocol.ChatException becomes the error reply; anything else becomes
    ///     [im.parley.protocol.ErrorCode#INTERNAL_ERROR] and a log line
    R handle(Caller caller, O request, boolean isAgain);
}
