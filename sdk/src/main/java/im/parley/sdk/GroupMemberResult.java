package im.parley.sdk;

/// A member who was changed.
///
/// @param group the group as it is now
/// @param member the member as they are now
public record GroupMemberResult(Group group, GroupMember member) {}
