package im.parley.protocol.group;

import im.parley.protocol.Nothing;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Leaves a group. The caller's other instances get [GroupLeft], members a tip where the type has it. An
/// owner can leave only a Work group, which then has none (`quitGroup#1`).
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND]; [im.parley.protocol.ErrorCode#MEMBER_NOT_IN_GRP];
/// [im.parley.protocol.ErrorCode#GROUP_OWNER_CANNOT_QUIT].
@Op("group.quit")
public record QuitGroup(String groupID) implements Operation<Nothing> {
    public QuitGroup {
        GroupChecks.groupID(groupID);
    }
}
