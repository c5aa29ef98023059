package im.parley.protocol.message;

/// One of the reactions to a message, for a client that was away.
///
/// @param newest the [Message#change] that put the newest of its users there
public record MissedReaction(Reaction reaction, long newest) {}
