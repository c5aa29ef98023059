package im.parley.protocol.relation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Refuses a request; it is gone at both sides.
///
/// Errors: [ErrorCode#FRIEND_APPLICATION_NOT_PENDING], [ErrorCode#FRIEND_INVALID_PARAMETERS].
///
/// @param userID the applicant
@Op("friend.refuse")
public record RefuseFriendApplication(String userID) implements Operation<RelationChange> {
    public RefuseFriendApplication {
        Check.userID("userID", userID, ErrorCode.FRIEND_INVALID_PARAMETERS);
    }
}
