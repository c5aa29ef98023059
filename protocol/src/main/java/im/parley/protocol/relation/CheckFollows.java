package im.parley.protocol.relation;

import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Who follows whom between the caller and others; users who are not registered follow nobody. At most 20
/// calls in 5 seconds (`checkFollowType#2`).
///
/// Errors: [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED] (`checkFollowType#1`),
/// [im.parley.protocol.ErrorCode#OVER_FREQUENCY_LIMIT],
/// [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS].
///
/// @param userIDList 1 to 100 (`checkFollowType#3`)
@Op("follow.check")
public record CheckFollows(List<String> userIDList) implements Operation<CheckFollows.Result> {
    public CheckFollows {
        userIDList = RelationChecks.users(userIDList, Limits.FOLLOW_CHECKS_PER_CALL);
    }

    public record Result(List<FollowRelation> followTypeList) {}
}
