package im.parley.protocol.relation;

import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Takes friends out of a friend group; they stay friends.
///
/// Errors: [im.parley.protocol.ErrorCode#FRIEND_GRP_NOT_EXIST],
/// [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS]; for one of the users
/// [im.parley.protocol.ErrorCode#FRIEND_GROUP_NOT_FRIEND].
///
/// @param userIDList 1 to 1000 friends
@Op("friendGroup.remove")
public record RemoveFromFriendGroup(String name, List<String> userIDList) implements Operation<FriendGroupResult> {
    public RemoveFromFriendGroup {
        RelationChecks.groupName("name", name);
        userIDList = RelationChecks.anyUsers(userIDList, Limits.FRIENDS_PER_CALL);
    }
}
