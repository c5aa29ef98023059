package im.parley.protocol.message;

import im.parley.protocol.MessageId;
import im.parley.protocol.Push;
import java.util.List;

/// Extensions of a message were deleted. Not sent to the instance that did it.
///
/// @param conversationID the user's name of the conversation
/// @param id the message
/// @param change the message's new [Message#change]
/// @param keyList those that are gone
@Push("message.extensionsDeleted")
public record ExtensionsDeleted(String conversationID, MessageId id, long change, List<String> keyList) {}
