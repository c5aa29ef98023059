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

/// Takes users off the caller's list of friends, and the caller off theirs.
///
/// Error: [ErrorCode#FRIEND_INVALID_PARAMETERS]; for one of them [ErrorCode#NOT_MY_FRIEND].
///
/// @param userIDList 1 to 1000
/// @param type `SNS_DELETE_TYPE_BOTH`, also when absent, or `SNS_DELETE_TYPE_SINGLE`: the caller's list only
@Op("friend.delete")
public record DeleteFriends(
        List<String> userIDList, @Nullable String type) implements Operation<DeleteFriends.Result> {
    private static final Set<String> TYPES = Set.of(Types.SNS_DELETE_TYPE_BOTH, Types.SNS_DELETE_TYPE_SINGLE);

    public DeleteFriends {
        userIDList = RelationChecks.anyUsers(userIDList, Limits.FRIENDS_PER_CALL);
        Check.that(
                type == null || TYPES.contains(type),
                "type",
                type,
                "one of " + Types.SNS_DELETE_TYPE_BOTH + ", " + Types.SNS_DELETE_TYPE_SINGLE,
                ErrorCode.FRIEND_INVALID_PARAMETERS);
    }

    public record Result(List<String> successUserIDList, List<UserFailure> failureUserIDList, RelationChange change) {}
}
