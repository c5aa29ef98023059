package im.parley.server.operation;

/// Serves an operation of signed-in callers on the connection's event loop, in the order of the frames, and
/// answers later. Must not block.
///
/// @param <O> the request record
@FunctionalInterface
public interface DirectHandler<O> {
    /// @param reply to be used once, from any thread
    /// @throws im.parley.protocol.ChatException becomes the error reply, which must not be used then;
    ///     anything else becomes [im.parley.protocol.ErrorCode#INTERNAL_ERROR] and a log line
    void handle(Caller caller, O request, Reply reply);
}
