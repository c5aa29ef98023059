package im.parley.server.bus;

import org.jspecify.annotations.Nullable;

/// One event on its way to sessions or nodes.
///
/// @param to who gets it
/// @param kind [#PUSH] for a frame that goes on to clients as it is, or the name of a signal between nodes
/// @param exceptInstance the instance that must not get it: the one that caused it
/// @param body the text of a push frame, or what the signal says; not to be written to
public record Envelope(Address to, String kind, @Nullable String exceptInstance, byte[] body) {
    /// The kind of what goes on to clients.
    public static final String PUSH = "push";
}
