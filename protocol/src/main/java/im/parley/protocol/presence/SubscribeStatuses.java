package im.parley.protocol.presence;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.relation.UserFailure;
import java.util.List;

/// From now on this instance hears of every change of these users' statuses, by [StatusesChanged], until
/// its connection ends (`subscribeUserStatus#6`): after a reconnect it subscribes again. At most 20 calls
/// in 5 seconds (`subscribeUserStatus#1`).
///
/// Errors: [ErrorCode#FEATURE_NOT_ENABLED], [ErrorCode#OVER_FREQUENCY_LIMIT],
/// [ErrorCode#PROFILE_INVALID_PARAMETERS].
///
/// @param userIDList 1 to 100; of those who are subscribed to already, the subscription becomes the newest
@Op("presence.subscribe")
public record SubscribeStatuses(List<String> userIDList) implements Operation<SubscribeStatuses.Result> {
    public SubscribeStatuses {
        userIDList = Check.list(
                "userIDList", userIDList, Limits.STATUS_SUBSCRIPTIONS_PER_CALL, ErrorCode.PROFILE_INVALID_PARAMETERS);
    }

    /// @param userStatusList of those who are subscribed to, as it is now
    /// @param failureUserIDList users who are not registered, with
    ///     [ErrorCode#ACCOUNT_NOT_FOUND], and the caller, with
    ///     [ErrorCode#PROFILE_INVALID_PARAMETERS] (`subscribeUserStatus#4`)
    /// @param evictedUserIDList whose subscription ended, the oldest, because there are too many
    ///     (`subscribeUserStatus#3`)
    public record Result(
            List<UserStatus> userStatusList, List<UserFailure> failureUserIDList, List<String> evictedUserIDList) {}
}
