package im.parley.protocol.message;

import im.parley.protocol.MessageId;
import im.parley.protocol.Push;

/// A reaction to a message has one user more or less. Not sent to the instance that did it.
///
/// @param conversationID the user's name of the conversation
/// @param id the message
@Push("message.reactionsUpdated")
public record ReactionsUpdated(String conversationID, MessageId id, ReactionState reaction) {}
