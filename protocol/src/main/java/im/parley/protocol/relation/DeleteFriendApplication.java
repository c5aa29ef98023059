package im.parley.protocol.relation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.Types;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes a request off the caller's list without deciding it. One that the caller has sent is withdrawn: it
/// is gone at the other side too. One that was sent to the caller is only hidden from the caller until it
/// is sent again.
///
/// Errors: [ErrorCode#FRIEND_APPLICATION_NOT_EXIST], [ErrorCode#FRIEND_INVALID_PARAMETERS].
///
/// @param userID the other side
/// @param type `SNS_APPLICATION_SENT_TO_ME`, also when absent, or `SNS_APPLICATION_SENT_BY_ME`
@Op("friend.deleteApplication")
public record DeleteFriendApplication(
        String userID, @Nullable String type) implements Operation<RelationChange> {
    private static final Set<String> TYPES = Set.of(Types.SNS_APPLICATION_SENT_TO_ME, Types.SNS_APPLICATION_SENT_BY_ME);

    public DeleteFriendApplication {
        Check.userID("userID", userID, ErrorCode.FRIEND_INVALID_PARAMETERS);
        Check.that(
                type == null || TYPES.contains(type),
                "type",
                type,
                "one of " + Types.SNS_APPLICATION_SENT_TO_ME + ", " + Types.SNS_APPLICATION_SENT_BY_ME,
                ErrorCode.FRIEND_INVALID_PARAMETERS);
    }
}
