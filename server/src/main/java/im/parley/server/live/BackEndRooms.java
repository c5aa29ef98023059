package im.parley.server.live;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.group.DeleteMembers;
import im.parley.server.group.Groups;
import im.parley.server.group.LiveGroup;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a back end does in live rooms as the app's administrator. Members are told as if the owner had done it.
public final class BackEndRooms {
    private static final long MILLIS = 1000;

    private final Groups groups;
    private final LiveRooms rooms;
    private final LiveBans bans;
    private final LiveStore store;
    private final LiveMarks marks;
    private final Accounts accounts;

    BackEndRooms(Groups groups, LiveRooms rooms, LiveRooms.Parts parts, Accounts accounts) {
        this.groups = groups;
        this.rooms = rooms;
        this.bans = parts.bans();
        this.store = parts.store();
        this.marks = parts.marks();
        this.accounts = accounts;
    }

    /// Bans users, in the room or not; unknown ones are passed over.
    ///
    /// @throws im.parley.protocol.ChatException see [DeleteMembers], and [ErrorCode#GROUP_PERMISSION_DENIED] for
    ///     a group that is no live room and for the owner
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

    /// Somebody who is in a room.
    ///
    /// @param joinedAt milliseconds since 1970
    public record Present(Account user, long joinedAt, List<Integer> marks) {}

    /// @param next asks for the next page; 0: there is none
    public record PresentPage(List<Present> list, long next) {}

    /// Some of those who are in a room, the newest first. Those who came in the same second stand on one page,
    /// which may be longer for that.
    ///
    /// @param mark only those with it; null: all
    /// @param before seconds since 1970, from the page before; 0: the first page
    /// @throws im.parley.protocol.ChatException as [#unban]
    public PresentPage present(String groupID, @Nullable Integer mark, long before, int limit) {
        var room = room(groupID);
        var joined = store.newestBefore(room.id(), mark, before == 0 ? Long.MAX_VALUE : before * MILLIS, limit);
        var users = accounts.byTinyID(joined.keySet());
        var marked = marks.of(room.id(), joined.keySet());
        var present = new ArrayList<Present>();
        joined.forEach((tinyID, at) -> {
            var user = users.get(tinyID);
            if (user != null) {
                present.add(new Present(user, at, marked.getOrDefault(tinyID, List.of())));
            }
        });
        return new PresentPage(present, joined.size() < limit ? 0 : Collections.min(joined.values()) / MILLIS);
    }

    /// Those of these users who are in a room, in the order given.
    ///
    /// @throws im.parley.protocol.ChatException as [#unban]
    public List<String> among(String groupID, List<String> userIDs) {
        room(groupID);
        var here = groups.membersAmong(groupID, userIDs);
        return userIDs.stream().filter(here::contains).toList();
    }

    /// Marks who is in a room, or takes marks off them; others are passed over.
    ///
    /// @param wanted marks by userID
    /// @return who is in, in the order given
    /// @throws im.parley.protocol.ChatException see [im.parley.protocol.group.MarkMembers], and as [#unban]
    public List<String> mark(Administrator admin, String groupID, Map<String, Set<Integer>> wanted, boolean isOn) {
        return marks.mark(admin, room(groupID), wanted, isOn);
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
