package im.parley.server.group;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import org.jdbi.v3.core.Jdbi;

/// Lets users whose accounts are deleted go from all groups. Groups that they own stay, without an owner: what
/// others have in them is not the user's.
final class GroupDepartures {
    private final Jdbi jdbi;
    private final GroupChanges changes;

    GroupDepartures(Jdbi jdbi, GroupChanges changes) {
        this.jdbi = jdbi;
        this.changes = changes;
    }

    void leaveAll(Account user) {
        var caller = new Administrator(user.tinyID(), user.userID());
        jdbi.useHandle(handle -> GroupStore.dismissAdmin(handle, user.tinyID()));
        for (var groupID : jdbi.withHandle(handle -> GroupStore.concerning(handle, user.tinyID()))) {
            try {
                changes.change(user, caller, groupID, GroupDepartures::leave);
            } catch (ChatException refused) {
                if (refused.code() != ErrorCode.GROUP_NOT_FOUND.number()) { // dismissed meanwhile
                    throw refused;
                }
            }
        }
    }

    private static Nothing leave(GroupChange change) {
        long user = change.operator().tinyID();
        change.dropAllOf(user);
        if (change.find(user).isPresent()) {
            GroupMembers.leave(change);
        } else { // the owner of a live room is not listed
            GroupMembers.disown(change);
        }
        return Nothing.INSTANCE;
    }
}
