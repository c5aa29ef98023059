package im.parley.protocol.relation;

import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a friend group, with friends in it.
///
/// Errors: [im.parley.protocol.ErrorCode#FRIEND_GRP_EXISTED],
/// [im.parley.protocol.ErrorCode#FRIEND_GROUPS_FULL] (`createFriendGroup#1`),
/// [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS]; for one of the users
/// [im.parley.protocol.ErrorCode#FRIEND_GROUP_NOT_FRIEND].
///
/// @param name 1 to 30 bytes
/// @param userIDList at most 1000 friends; absent: none
@Op("friendGroup.create")
public record CreateFriendGroup(String name, @Nullable List<String> userIDList)
        implements Operation<FriendGroupResult> {
    public CreateFriendGroup {
        RelationChecks.groupName("name", name);
        userIDList = userIDList == null ? null : RelationChecks.someUsers(userIDList, Limits.FRIENDS_PER_CALL);
    }
}
