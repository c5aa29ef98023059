package im.parley.protocol.conversation;

/// A conversation group of a user.
///
/// @param groupID stays when the group is renamed, and is not used again
/// @param groupName 1 to 32 bytes
public record ConversationGroup(int groupID, String groupName) {}
