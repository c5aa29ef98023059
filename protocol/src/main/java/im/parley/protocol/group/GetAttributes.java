package im.parley.protocol.group;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import java.util.Map;

/// The attributes of a group that the caller is in.
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND];
/// [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED] for who is no member;
/// [im.parley.protocol.ErrorCode#GROUP_INVALID_PARAMETERS].
///
/// @param keyList empty: all (`getGroupAttributes#3`); those that do not exist are left out
@Op("group.getAttributes")
public record GetAttributes(String groupID, List<String> keyList) implements Operation<GetAttributes.Result> {
    public GetAttributes {
        GroupChecks.groupID(groupID);
        keyList = GroupChecks.keys(keyList);
    }

    /// @param version of all of the group's attributes; 0: there never were any
    public record Result(long version, Map<String, String> attributes) {}
}
