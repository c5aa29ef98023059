package im.parley.protocol.relation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.Types;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Accepts a request: the caller comes on the applicant's list of friends, and unless `type` says otherwise
/// the applicant on the caller's (`acceptFriendApplication#1`).
///
/// Errors: [ErrorCode#FRIEND_APPLICATION_NOT_PENDING], [ErrorCode#FRIEND_LIST_FULL],
/// [ErrorCode#PEER_FRIEND_LIST_FULL], [ErrorCode#FRIEND_GROUPS_FULL],
/// [ErrorCode#FRIEND_INVALID_PARAMETERS].
///
/// @param userID the applicant
/// @param remark what the caller will call them, at most 96 bytes
/// @param tag friend group that the caller puts them in, at most 30 bytes, created if it is missing
/// @param type `SNS_APPLICATION_AGREE_AND_ADD`, also when absent, or `SNS_APPLICATION_AGREE`
@Op("friend.accept")
public record AcceptFriendApplication(
        String userID,
        @Nullable String remark,
        @Nullable String tag,
        @Nullable String type) implements Operation<RelationChange> {
    private static final ErrorCode CODE = ErrorCode.FRIEND_INVALID_PARAMETERS;
    private static final Set<String> TYPES = Set.of(Types.SNS_APPLICATION_AGREE_AND_ADD, Types.SNS_APPLICATION_AGREE);

    public AcceptFriendApplication {
        Check.userID("userID", userID, CODE);
        Check.bytes("remark", remark, Limits.FRIEND_REMARK_BYTES, CODE);
        Check.bytes("tag", tag, Limits.FRIEND_GROUP_NAME_BYTES, CODE);
        Check.that(
                type == null || TYPES.contains(type),
                "type",
                type,
                "one of " + Types.SNS_APPLICATION_AGREE_AND_ADD + ", " + Types.SNS_APPLICATION_AGREE,
                CODE);
    }
}
