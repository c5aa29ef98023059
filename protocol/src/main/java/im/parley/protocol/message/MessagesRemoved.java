package im.parley.protocol.message;

import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.Push;
import java.util.List;

/// Messages are gone from the user's conversation as if they had never been there: notices of applications that
/// are decided. Clients drop them and ask for the conversation anew, whose last message and unread count may be
/// others now.
///
/// @param idList of the messages
@Push("message.removed")
public record MessagesRemoved(ConversationId conversationID, List<MessageId> idList) {}
