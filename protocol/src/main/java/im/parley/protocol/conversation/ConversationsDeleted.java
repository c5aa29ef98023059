package im.parley.protocol.conversation;

import im.parley.protocol.Push;
import java.util.List;

/// Another instance of the user deleted conversations.
@Push("conversation.deleted")
public record ConversationsDeleted(List<String> conversationIDList) {}
