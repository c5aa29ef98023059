package im.parley.protocol.conversation;

import im.parley.protocol.Push;
import java.util.List;

/// Another instance of the user marked conversations as read.
@Push("conversation.readAll")
public record ConversationsRead(List<ConversationRead> readList) {}
