package im.parley.server.live;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.group.DeleteMembers;
import im.parley.server.group.Groups;
import im.parley.server.group.LiveGroup;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What a back end does in live rooms as the app's administrator. Members are told as if the owner had done it.
public final class BackEndRooms {
    private final Groups groups;
    private final LiveRooms rooms;
    private final LiveBans bans;
    private final Accounts accounts;

    BackEndRooms(Groups groups, LiveRooms rooms, LiveRooms.Parts parts, Accounts accounts) {
        this.groups = groups;
        this.rooms = rooms;
        this.bans = parts.bans();
        this.accounts = accounts;
    }

    /// Bans users, in the room or not; unknown ones are passed over.
    ///
    /// @throws im.parley.protocol.ChatException see [DeleteMembers], and [ErrorCode#GROUP_PERMISSION_DENIED] for a
    ///     group that is no live room and for the owner
    public void ban(Administrator admin, DeleteMembers request) {
        room(request.groupID());
        rooms.delete(admin, request);
    }

    /// Lets users come again; who is not banned is passed over (`deleteGroupMember#3`).
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND],
    ///     [ErrorCode#GROUP_PERMISSION_DENIED] for a group that is no live room
    public void unban(Administrator admin, String groupID, Collection<String> userIDs) {
        bans.unban(admin, room(groupID), userIDs);
    }

    /// @param until milliseconds since 1970
    public record Banned(String userID, long until) {}

    /// Some of those who are banned, by when they may come again.
    ///
    /// @param isLast whether nobody comes after them
    public record BannedPage(List<Banned> list, boolean isLast) {}

    /// @throws im.parley.protocol.ChatException as [#unban]
    public BannedPage banned(String groupID, int offset, int limit) {
        var found = bans.banned(room(groupID), offset, limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        var users = accounts.byTinyID(page.stream().map(Sanction::tinyID).toList());
        var banned = new ArrayList<Banned>();
        for (var sanction : page) {
            var user = users.get(sanction.tinyID());
            if (user != null) {
                banned.add(new Banned(user.userID(), sanction.bannedUntil()));
            }
        }
        return new BannedPage(banned, found.size() <= limit);
    }

    private LiveGroup room(String groupID) {
        groups.type(groupID).ifPresent(type -> {
            if (!type.equals(Types.GRP_AVCHATROOM)) {
                throw ErrorCode.GROUP_PERMISSION_DENIED.because(
                        "group \"" + groupID + "\" is of type " + type + ", expected a live room");
            }
        });
        return groups.live(groupID);
    }
}
