package im.parley.protocol.group;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// How many members of a group are signed in, up to 30 seconds ago, in a live room 1
/// (`getGroupOnlineMemberCount#2`); 0 for who is no member.
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND].
@Op("group.countOnline")
public record CountOnline(String groupID) implements Operation<CountOnline.Result> {
    public CountOnline {
        GroupChecks.groupID(groupID);
    }

    public record Result(int memberCount) {}
}
