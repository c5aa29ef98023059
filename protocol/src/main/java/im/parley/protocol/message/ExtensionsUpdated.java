package im.parley.protocol.message;

import im.parley.protocol.MessageId;
import im.parley.protocol.Push;
import java.util.List;

/// Extensions of a message were set (`setMessageExtensions#7`). Not sent to the instance that did it.
///
/// @param conversationID the user's name of the conversation
/// @param id the message
/// @param change the message's new [Message#change]
/// @param extensions those that were set
@Push("message.extensionsUpdated")
public record ExtensionsUpdated(String conversationID, MessageId id, long change, List<Extension> extensions) {}
