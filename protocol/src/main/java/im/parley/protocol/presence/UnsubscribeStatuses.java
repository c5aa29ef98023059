package im.parley.protocol.presence;

import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.relation.UserFailure;
import java.util.List;

/// Ends subscriptions of this instance (`unsubscribeUserStatus#3`). At most 20 calls in 5 seconds
/// (`unsubscribeUserStatus#1`).
///
/// Errors: [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED], [im.parley.protocol.ErrorCode#OVER_FREQUENCY_LIMIT],
/// [im.parley.protocol.ErrorCode#PROFILE_INVALID_PARAMETERS].
///
/// @param userIDList at most 100; none: all subscriptions (`unsubscribeUserStatus#2`)
@Op("presence.unsubscribe")
public record UnsubscribeStatuses(List<String> userIDList) implements Operation<UnsubscribeStatuses.Result> {
    public UnsubscribeStatuses {
        userIDList =
                userIDList.isEmpty() ? List.of() : StatusChecks.users(userIDList, Limits.STATUS_SUBSCRIPTIONS_PER_CALL);
    }

    /// @param failureUserIDList users who are not registered, with
    ///     [im.parley.protocol.ErrorCode#ACCOUNT_NOT_FOUND]
    public record Result(List<UserFailure> failureUserIDList) {}
}
