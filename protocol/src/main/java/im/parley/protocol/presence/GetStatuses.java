package im.parley.protocol.presence;

import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.relation.UserFailure;
import java.util.List;

/// Statuses as they are now, the caller's first if it is asked for (`getUserStatus#3`), else in the order
/// asked. Others' at most 20 times in 5 seconds (`getUserStatus#2`); the caller's alone at any time
/// (`getUserStatus#1`).
///
/// Errors: [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED], [im.parley.protocol.ErrorCode#OVER_FREQUENCY_LIMIT],
/// [im.parley.protocol.ErrorCode#PROFILE_INVALID_PARAMETERS].
///
/// @param userIDList 1 to 500
@Op("presence.get")
public record GetStatuses(List<String> userIDList) implements Operation<GetStatuses.Result> {
    public GetStatuses {
        userIDList = StatusChecks.users(userIDList, Limits.STATUSES_PER_QUERY);
    }

    /// @param failureUserIDList users who are not registered, with [im.parley.protocol.ErrorCode#ACCOUNT_NOT_FOUND]
    public record Result(List<UserStatus> userStatusList, List<UserFailure> failureUserIDList) {}
}
