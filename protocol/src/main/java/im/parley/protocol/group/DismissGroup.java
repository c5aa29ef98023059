package im.parley.protocol.group;

import im.parley.protocol.Nothing;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Ends a group; a community's topics end with it (`dismissGroup#4`). Everybody in it gets [GroupLeft] and a
/// notice.
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND];
/// [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED]
/// unless
/// the caller is the owner (`dismissGroup#3`), and for Work groups always (`dismissGroup#1`).
@Op("group.dismiss")
public record DismissGroup(String groupID) implements Operation<Nothing> {
    public DismissGroup {
        GroupChecks.groupID(groupID);
    }
}
