package im.parley.protocol.relation;

import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// How many follow users, and whom they follow; users who are not registered are left out.
///
/// Errors: [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED],
/// [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS].
///
/// @param userIDList 1 to 100
@Op("follow.counts")
public record GetFollowCounts(List<String> userIDList) implements Operation<GetFollowCounts.Result> {
    public GetFollowCounts {
        userIDList = RelationChecks.users(userIDList, Limits.FOLLOW_CHECKS_PER_CALL);
    }

    public record Result(List<FollowCounts> followInfoList) {}
}
