package im.parley.protocol.presence;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import java.util.List;

/// What several requests about statuses check alike.
final class StatusChecks {
    private static final ErrorCode CODE = ErrorCode.PROFILE_INVALID_PARAMETERS;

    private StatusChecks() {}

    /// 1 to `most` userIDs.
    static List<String> users(List<String> userIDs, int most) {
        var list = Check.list("userIDList", userIDs, most, CODE);
        list.forEach(userID -> Check.userID("an element of userIDList", userID, CODE));
        return list;
    }
}
