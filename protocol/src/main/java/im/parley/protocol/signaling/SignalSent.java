package im.parley.protocol.signaling;

import im.parley.protocol.message.Message;

/// A signal is in its conversation, or, if it is for those online only, on its way.
///
/// @param message that carries it
public record SignalSent(Message message) {}
