package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.group.Group;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import java.util.List;

/// A live room as those who keep its members need it.
///
/// @param id its number, which is that of its (empty) timeline
/// @param owner account number
/// @param admins account numbers
/// @param profile without members
public record LiveGroup(long id, long owner, List<Long> admins, Group profile) {
    public String groupID() {
        return profile.groupID();
    }

    /// What somebody is there, in it or not: a `GRP_MBR_ROLE_…` value.
    public String role(long tinyID) {
        return (owner == tinyID ? GroupRole.OWNER : admins.contains(tinyID) ? GroupRole.ADMIN : GroupRole.MEMBER)
                .wireName();
    }

    /// Whether the caller is above all others: the owner, or the app's administrator.
    public boolean isOwnedBy(Caller caller) {
        return caller instanceof Administrator || owner == caller.tinyID();
    }

    /// Whether the caller decides who is in and what they may do there: an admin, too.
    public boolean isManagedBy(Caller caller) {
        return isOwnedBy(caller) || admins.contains(caller.tinyID());
    }

    /// Checks that the caller may put somebody out, or keep them from writing; admins may not do it to each other.
    ///
    /// @param what to do, such as `banned`
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_PERMISSION_DENIED]
    public void checkMaySanction(Caller caller, long tinyID, String what) {
        if (owner == tinyID) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because("the owner cannot be " + what);
        }
        if (admins.contains(tinyID) && !isOwnedBy(caller)) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because("admins cannot be " + what + " but by the owner");
        }
    }
}
