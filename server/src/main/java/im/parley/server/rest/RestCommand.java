package im.parley.server.rest;

/// Serves one command of an administrator. Runs on a virtual thread and may block.
///
/// @param <A> what it may use of the app that the call is for
/// @param <B> the record of the request's body
@FunctionalInterface
public interface RestCommand<A, B> {
    /// @return the record whose fields stand beside the envelope's
    /// @throws im.parley.protocol.ChatException becomes the envelope's code and text
    Object call(A area, B body);
}
