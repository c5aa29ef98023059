package im.parley.protocol.relation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import java.util.List;

/// What several requests about relations check alike.
final class RelationChecks {
    private static final ErrorCode CODE = ErrorCode.FRIEND_INVALID_PARAMETERS;

    private RelationChecks() {}

    /// 1 to `most` userIDs.
    static List<String> users(List<String> userIDs, int most) {
        var list = Check.list("userIDList", userIDs, most, CODE);
        list.forEach(userID -> Check.userID("an element of userIDList", userID, CODE));
        return list;
    }

    /// 1 to `most` texts: of what is no userID, the result says that nobody has it.
    static List<String> anyUsers(List<String> userIDs, int most) {
        return Check.list("userIDList", userIDs, most, CODE);
    }

    /// The same, or none.
    static List<String> someUsers(List<String> userIDs, int most) {
        return userIDs.isEmpty() ? List.of() : anyUsers(userIDs, most);
    }

    /// A friend group's name, 1 to 30 bytes.
    static void groupName(String field, String name) {
        Check.present(field, name, CODE);
        Check.that(!name.isEmpty(), field, name, "at least one character", CODE);
        Check.bytes(field, name, Limits.FRIEND_GROUP_NAME_BYTES, CODE);
    }
}
