package im.parley.server.group;

import im.parley.protocol.group.Group;

/// A live room as those who keep its members need it.
///
/// @param id its number, which is that of its (empty) timeline
/// @param owner account number
/// @param profile without members
public record LiveGroup(long id, long owner, Group profile) {
    public String groupID() {
        return profile.groupID();
    }
}
