package im.parley.protocol.presence;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.relation.UserFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Statuses as they are now, the caller's first if it is asked for (`getUserStatus#3`), else in the order
/// asked. Others' at most 20 times in 5 seconds (`getUserStatus#2`); the caller's alone at any time
/// (`getUserStatus#1`).
///
/// Errors: [ErrorCode#FEATURE_NOT_ENABLED], [ErrorCode#OVER_FREQUENCY_LIMIT],
/// [ErrorCode#PROFILE_INVALID_PARAMETERS].
///
/// @param userIDList 1 to 500
/// @param friendsOnly after a reconnect, to learn what was missed: only of the caller and of users on the caller's list
///     of friends, whose changes come without asking; of the others the result says nothing. While statuses
///     are switched off, only of the caller. With a rate of its own, as often. Absent: no
@Op("presence.get")
public record GetStatuses(List<String> userIDList, @Nullable Boolean friendsOnly)
        implements Operation<GetStatuses.Result> {
    /// Of anybody.
    public GetStatuses(List<String> userIDList) {
        this(userIDList, null);
    }

    public GetStatuses {
        userIDList =
                Check.list("userIDList", userIDList, Limits.STATUSES_PER_QUERY, ErrorCode.PROFILE_INVALID_PARAMETERS);
    }

    /// @param failureUserIDList users who are not registered, with [ErrorCode#ACCOUNT_NOT_FOUND]
    public record Result(List<UserStatus> userStatusList, List<UserFailure> failureUserIDList) {}
}
