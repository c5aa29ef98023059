package im.parley.protocol.relation;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Ends a friend group; the friends in it stay friends.
///
/// Errors: [im.parley.protocol.ErrorCode#FRIEND_GRP_NOT_EXIST],
/// [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS].
@Op("friendGroup.delete")
public record DeleteFriendGroup(String name) implements Operation<RelationChange> {
    public DeleteFriendGroup {
        RelationChecks.groupName("name", name);
    }
}
