package im.parley.protocol.relation;

import java.util.List;

/// What became of a friend group.
///
/// @param failureUserIDList those who are no friends and so are in no group
public record FriendGroupResult(List<UserFailure> failureUserIDList, RelationChange change) {}
