package im.parley.protocol.group;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// How many members of a group are signed in, up to 30 seconds ago, in a live room 1
/// (`getGroupOnlineMemberCount#2`); 0 for who is no member. Who has not signed in may ask, too: about the live room in
/// which they listen, and gets 0 for others.
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND].
@Op("group.countOnline")
public record CountOnline(String groupID) implements Operation<CountOnline.Result> {
    public CountOnline {
        GroupChecks.groupID(groupID);
    }

    public record Result(int memberCount) {}
}
