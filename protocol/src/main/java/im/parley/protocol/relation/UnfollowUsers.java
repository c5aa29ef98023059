package im.parley.protocol.relation;

import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Follows users no longer; those who are not followed are passed over.
///
/// Errors: [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED] (`unfollowUser#1`),
/// [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS]. For one of them
/// [im.parley.protocol.ErrorCode#FRIEND_ACCOUNT_NOT_FOUND].
///
/// @param userIDList 1 to 20 (`unfollowUser#2`)
@Op("follow.remove")
public record UnfollowUsers(List<String> userIDList) implements Operation<FollowResult> {
    public UnfollowUsers {
        userIDList = RelationChecks.users(userIDList, Limits.FOLLOWS_PER_CALL);
    }
}
