package im.parley.protocol.community;

import im.parley.protocol.conversation.Conversation;

/// A topic as one member of its community sees it.
///
/// @param conversation its messages as the member sees them, type `GROUP`, without a group
public record TopicState(Topic topic, TopicSelf selfInfo, Conversation conversation) {}
