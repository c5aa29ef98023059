package im.parley.protocol.relation;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Gives a friend group another name.
///
/// Errors: [im.parley.protocol.ErrorCode#FRIEND_GRP_NOT_EXIST],
/// [im.parley.protocol.ErrorCode#FRIEND_GRP_EXISTED] if another has the new name,
/// [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS].
///
/// @param newName 1 to 30 bytes
@Op("friendGroup.rename")
public record RenameFriendGroup(String oldName, String newName) implements Operation<RelationChange> {
    public RenameFriendGroup {
        RelationChecks.groupName("oldName", oldName);
        RelationChecks.groupName("newName", newName);
    }
}
