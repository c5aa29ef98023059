package im.parley.protocol.relation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.Types;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts somebody on the caller's list of friends, and the caller on theirs; or asks them, if they want to
/// be asked (`addFriend#1`, `addFriend#2`). Nobody is asked who has the caller on their list already.
///
/// Errors: [ErrorCode#FRIEND_INVALID_PARAMETERS], [ErrorCode#FRIEND_ACCOUNT_NOT_FOUND],
/// [ErrorCode#FRIEND_REQUESTS_FORBIDDEN], [ErrorCode#PEER_IN_MY_BLACKLIST],
/// [ErrorCode#ME_IN_PEERS_BLACKLIST], [ErrorCode#ALREADY_FRIENDS], [ErrorCode#FRIEND_LIST_FULL],
/// [ErrorCode#PEER_FRIEND_LIST_FULL], [ErrorCode#FRIEND_GROUPS_FULL], [ErrorCode#PEER_DENIES_FRIENDS]
/// (`addFriend#4`), [ErrorCode#FRIEND_APPLICATIONS_FULL], [ErrorCode#FRIEND_REQUESTS_TOO_FREQUENT].
///
/// @param userID who is added
/// @param source `AddSource_Type_` and 1 to 8 letters or digits (`addFriend#3`)
/// @param remark what the caller will call them, at most 96 bytes
/// @param groupName friend group they will be in, at most 30 bytes, created if it is missing
///     (`addFriend#5`)
/// @param wording shown to them with the request, at most 256 bytes
/// @param type `SNS_ADD_TYPE_BOTH`, also when absent, or `SNS_ADD_TYPE_SINGLE`: the caller's list only
@Op("friend.add")
public record AddFriend(
        String userID,
        String source,
        @Nullable String remark,
        @Nullable String groupName,
        @Nullable String wording,
        @Nullable String type)
        implements Operation<AddFriend.Result> {
    private static final ErrorCode CODE = ErrorCode.FRIEND_INVALID_PARAMETERS;
    private static final Pattern SOURCE = Pattern.compile("AddSource_Type_[A-Za-z0-9]{1,8}");
    private static final Set<String> TYPES = Set.of(Types.SNS_ADD_TYPE_BOTH, Types.SNS_ADD_TYPE_SINGLE);

    public AddFriend {
        Check.userID("userID", userID, CODE);
        Check.present("source", source, CODE);
        Check.that(SOURCE.matcher(source).matches(), "source", source, "AddSource_Type_ and 1 to 8 letters", CODE);
        Check.bytes("remark", remark, Limits.FRIEND_REMARK_BYTES, CODE);
        Check.bytes("groupName", groupName, Limits.FRIEND_GROUP_NAME_BYTES, CODE);
        Check.bytes("wording", wording, Limits.FRIEND_WORDING_BYTES, CODE);
        Check.that(
                type == null || TYPES.contains(type),
                "type",
                type,
                "one of " + Types.SNS_ADD_TYPE_BOTH + ", " + Types.SNS_ADD_TYPE_SINGLE,
                CODE);
    }

    /// @param code 0: it is done; 30539: they have been asked
    public record Result(int code, RelationChange change) {}
}
