package im.parley.protocol.relation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is on whose list of friends.
///
/// Error: [ErrorCode#FRIEND_INVALID_PARAMETERS]; for one of them [ErrorCode#FRIEND_ACCOUNT_NOT_FOUND].
///
/// @param userIDList 1 to 1000
/// @param type `SNS_CHECK_TYPE_BOTH`, also when absent, or `SNS_CHECK_TYPE_SINGLE`: the caller's list only
///     (`checkFriend#1`, `checkFriend#2`)
@Op("friend.check")
public record CheckFriends(
        List<String> userIDList, @Nullable String type) implements Operation<CheckFriends.Result> {
    private static final Set<String> TYPES = Set.of(Types.SNS_CHECK_TYPE_BOTH, Types.SNS_CHECK_TYPE_SINGLE);

    public CheckFriends {
        userIDList = RelationChecks.anyUsers(userIDList, Limits.FRIENDS_PER_CALL);
        Check.that(
                type == null || TYPES.contains(type),
                "type",
                type,
                "one of " + Types.SNS_CHECK_TYPE_BOTH + ", " + Types.SNS_CHECK_TYPE_SINGLE,
                ErrorCode.FRIEND_INVALID_PARAMETERS);
    }

    public record Result(List<FriendRelation> successUserIDList, List<UserFailure> failureUserIDList) {}
}
