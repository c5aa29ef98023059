package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.group.SelfInfo;
import im.parley.protocol.group.SelfInfoChanged;
import im.parley.protocol.group.TipMember;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// The admins of live rooms, whom back ends appoint. They are so whether they are in the room or not. Safe for use by
/// many threads.
public final class LiveAdmins {
    /// How many a room may have.
    public static final int MOST = 5;

    private final Jdbi jdbi;
    private final GroupChanges changes;
    private final LiveGroups live;
    private final Accounts accounts;

    LiveAdmins(Jdbi jdbi, GroupChanges changes, LiveGroups live, Accounts accounts) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.live = live;
        this.accounts = accounts;
    }

    /// The admins of a room, the first to be appointed first.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND],
    ///     [ErrorCode#GROUP_PERMISSION_DENIED] for a group that is no live room
    public List<Account> of(String groupID) {
        var room = room(groupID);
        var users = accounts.byTinyID(room.admins());
        return room.admins().stream()
                .flatMap(number -> Optional.ofNullable(users.get(number)).stream())
                .toList();
    }

    /// Makes users admins of a room; who is one is passed over.
    ///
    /// @throws im.parley.protocol.ChatException as [#of], and [ErrorCode#GROUP_ACCOUNT_NOT_FOUND],
    ///     [ErrorCode#GROUP_INVALID_PARAMETERS] for the owner, or where there would be more than
    ///     [#MOST]
    public void appoint(Administrator admin, String groupID, List<String> userIDs) {
        var known = accounts.load(userIDs);
        var users = new ArrayList<Account>();
        for (var userID : userIDs) {
            var user = known.get(userID);
            if (user == null) {
                throw ErrorCode.GROUP_ACCOUNT_NOT_FOUND.because("there is no account \"" + userID + '"');
            }
            users.add(user);
        }
        var selves = selves(groupID, users, GroupRole.ADMIN);
        changes.change(admin, groupID, change -> {
            var admins = new ArrayList<>(change.group().admins());
            var fresh = users.stream()
                    .filter(user -> !admins.contains(user.tinyID()))
                    .toList();
            for (var user : fresh) {
                if (user.tinyID() == change.group().owner()) {
                    throw ErrorCode.GROUP_INVALID_PARAMETERS.because(
                            '"' + user.userID() + "\" is the owner, expected somebody else");
                }
                admins.add(user.tinyID());
            }
            if (admins.size() > MOST) {
                throw ErrorCode.GROUP_INVALID_PARAMETERS.because("live room \"" + groupID + "\" would have "
                        + admins.size() + " admins, expected at most " + MOST);
            }
            store(change, admins, fresh, GroupRole.ADMIN, selves);
            return admins.size();
        });
    }

    /// Makes admins plain members; who is none is passed over.
    ///
    /// @throws im.parley.protocol.ChatException as [#of]
    public void dismiss(Administrator admin, String groupID, List<String> userIDs) {
        var users = accounts.load(userIDs).values();
        var selves = selves(groupID, users, GroupRole.MEMBER);
        changes.change(admin, groupID, change -> {
            var admins = new ArrayList<>(change.group().admins());
            var gone = users.stream()
                    .filter(user -> admins.contains(user.tinyID()))
                    .toList();
            gone.forEach(user -> admins.remove(Long.valueOf(user.tinyID())));
            store(change, admins, gone, GroupRole.MEMBER, selves);
            return admins.size();
        });
    }

    /// What users will be in the room, those of them who are in.
    private Map<Long, SelfInfo> selves(String groupID, Collection<Account> users, GroupRole role) {
        var room = room(groupID);
        var selves = new HashMap<Long, SelfInfo>();
        for (var user : users) {
            var self = live.self(room.id(), role.wireName(), user.tinyID());
            if (self != null) {
                selves.put(user.tinyID(), self);
            }
        }
        return selves;
    }

    private static void store(
            GroupChange change, List<Long> admins, List<Account> changed, GroupRole role, Map<Long, SelfInfo> selves) {
        if (changed.isEmpty()) {
            return;
        }
        change.appoint(admins);
        change.tip(
                role == GroupRole.ADMIN ? Types.GRP_TIP_MBR_SET_ADMIN : Types.GRP_TIP_MBR_CANCELED_ADMIN,
                changed,
                told(changed, role),
                null,
                null);
        for (var user : changed) {
            var self = selves.get(user.tinyID());
            if (self != null) {
                change.push(user, new SelfInfoChanged(change.groupID(), self));
            }
        }
    }

    private static List<TipMember> told(Collection<Account> users, GroupRole role) {
        return users.stream()
                .map(user -> new TipMember(user.userID(), user.nick(), user.avatar(), null, null, role.wireName()))
                .toList();
    }

    private StoredGroup room(String groupID) {
        var group = jdbi.withHandle(handle -> GroupQueries.find(handle, groupID));
        if (!group.type().isLive()) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because("group \"" + group.groupID() + "\" is of type "
                    + group.type().wireName() + ", expected a live room");
        }
        return group;
    }
}
