package im.parley.protocol.presence;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.relation.UserFailure;
import java.util.List;

/// Ends subscriptions of this instance (`unsubscribeUserStatus#3`). At most 20 calls in 5 seconds
/// (`unsubscribeUserStatus#1`).
///
/// Errors: [ErrorCode#FEATURE_NOT_ENABLED], [ErrorCode#OVER_FREQUENCY_LIMIT],
/// [ErrorCode#PROFILE_INVALID_PARAMETERS].
///
/// @param userIDList at most 100; none: all subscriptions (`unsubscribeUserStatus#2`)
@Op("presence.unsubscribe")
public record UnsubscribeStatuses(List<String> userIDList) implements Operation<UnsubscribeStatuses.Result> {
    public UnsubscribeStatuses {
        userIDList = userIDList.isEmpty()
                ? List.of()
                : Check.list(
                        "userIDList",
                        userIDList,
                        Limits.STATUS_SUBSCRIPTIONS_PER_CALL,
                        ErrorCode.PROFILE_INVALID_PARAMETERS);
    }

    /// @param failureUserIDList users who are not registered, with
    ///     [ErrorCode#ACCOUNT_NOT_FOUND]
    public record Result(List<UserFailure> failureUserIDList) {}
}
