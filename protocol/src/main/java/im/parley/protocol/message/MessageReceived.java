package im.parley.protocol.message;

import im.parley.protocol.Push;

/// A message was stored in one of the user's conversations. Not sent to the instance that sent it. Clients drop
/// what they have already, by conversation and sequence, and fill holes with [CatchUpMessages].
@Push("message.received")
public record MessageReceived(Message message) {}
