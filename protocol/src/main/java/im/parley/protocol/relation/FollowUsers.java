package im.parley.protocol.relation;

import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Follows users; those who are followed already stay so.
///
/// Errors, none of which changes anything: [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED]
/// (`followUser#1`), [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS] (`followUser#4`),
/// [im.parley.protocol.ErrorCode#FRIEND_LIST_FULL] beyond 5000 (`followUser#3`). For one of them
/// [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS], the caller, and
/// [im.parley.protocol.ErrorCode#FRIEND_ACCOUNT_NOT_FOUND].
///
/// @param userIDList 1 to 20 (`followUser#2`)
@Op("follow.add")
public record FollowUsers(List<String> userIDList) implements Operation<FollowResult> {
    public FollowUsers {
        userIDList = RelationChecks.users(userIDList, Limits.FOLLOWS_PER_CALL);
    }
}
