package im.parley.protocol.conversation;

import im.parley.protocol.Push;

/// Another instance of the user marked a conversation as read.
@Push("conversation.read")
public record ConversationRead(String conversationID, long readSequence, long readCounter) {}
