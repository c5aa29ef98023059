package im.parley.sdk;

import java.util.List;

/// Result of [ConversationApi#getConversationList()].
///
/// @param conversationList newest message first (`getConversationList#11`)
/// @param isSyncCompleted the first sync after login is done (`getConversationList#6`)
public record ConversationList(List<Conversation> conversationList, boolean isSyncCompleted) {}
