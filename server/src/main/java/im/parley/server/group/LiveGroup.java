package im.parley.server.group;

import im.parley.protocol.group.Group;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;

/// A live room as those who keep its members need it.
///
/// @param id its number, which is that of its (empty) timeline
/// @param owner account number
/// @param profile without members
public record LiveGroup(long id, long owner, Group profile) {
    public String groupID() {
        return profile.groupID();
    }

    /// Whether the caller decides who is in and what they may do there: the owner, or the app's administrator.
    public boolean isManagedBy(Caller caller) {
        return caller instanceof Administrator || owner == caller.tinyID();
    }
}
