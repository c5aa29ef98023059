package im.parley.server.group;

import im.parley.protocol.group.Group;
import im.parley.server.group.GroupListStore.Kind;
import im.parley.server.group.GroupListStore.Named;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Lists of groups as back ends get them.
public final class BackEndGroupLists {
    private final Jdbi jdbi;
    private final Groups groups;
    private final LiveGroups live;
    private final GroupQueries queries;
    private final OnlineCounts onlineCounts;

    BackEndGroupLists(Jdbi jdbi, Groups groups, LiveGroups live, GroupQueries queries, OnlineCounts onlineCounts) {
        this.jdbi = jdbi;
        this.groups = groups;
        this.live = live;
        this.queries = queries;
        this.onlineCounts = onlineCounts;
    }

    /// Which of a user's groups are meant.
    ///
    /// @param type a `GRP_…` value; null: all
    /// @param withTopics communities whose conversations are topics, and no others; else all others
    /// @param withLive also live rooms that they are in now
    public record Wanted(@Nullable String type, boolean withTopics, boolean withLive) {}

    /// @param timeline number of the group's
    /// @param group as the user sees it
    public record Joined(long timeline, Group group) {}

    /// @param total how many there are on all pages
    public record JoinedPage(int total, List<Joined> list) {}

    /// Some of a user's groups, in the order of their IDs, live rooms last.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#ILLEGAL_GRP_TYPE]
    public JoinedPage joined(Account user, Wanted wanted, int offset, int limit) {
        var kind = new Kind(wanted.type() == null ? null : GroupType.of(wanted.type()), wanted.withTopics());
        return jdbi.withHandle(handle -> {
            int stored = GroupListStore.count(handle, user.tinyID(), kind);
            var page = GroupListStore.page(handle, user.tinyID(), kind, offset, limit);
            var shown = queries.show(handle, page);
            var joined = new ArrayList<Joined>();
            for (int i = 0; i < page.size(); i++) {
                joined.add(new Joined(page.get(i).group().id(), shown.get(i)));
            }
            var rooms = rooms(user, kind, wanted.withLive());
            int first = Math.clamp((long) offset - stored, 0, rooms.size());
            int last = Math.min(rooms.size(), first + limit - joined.size());
            joined.addAll(rooms.subList(first, last));
            return new JoinedPage(stored + rooms.size(), joined);
        });
    }

    private List<Joined> rooms(Account user, Kind kind, boolean isWanted) {
        if (!isWanted
                || kind.withTopics()
                || kind.type() != null && !kind.type().isLive()) {
            return List.of();
        }
        return groups.liveRooms(live.of(user.tinyID())).values().stream()
                .map(room -> new Joined(room.id(), show(room, user.tinyID())))
                .filter(joined -> joined.group().selfInfo() != null)
                .sorted(Comparator.comparing(joined -> joined.group().groupID()))
                .toList();
    }

    private Group show(LiveGroup room, long tinyID) {
        return room.profile().with(live.count(room.id()), live.self(room.id(), room.role(tinyID), tinyID));
    }

    /// @param total how many there are on all pages
    /// @param next asks for the next page; 0: there is none
    public record AllPage(long total, List<String> groupIDs, long next) {}

    /// Some of the app's groups, the oldest first.
    ///
    /// @param type a `GRP_…` value; null: all
    /// @param after from the page before; 0: the first page
    /// @throws im.parley.protocol.ChatException [ErrorCode#ILLEGAL_GRP_TYPE]
    public AllPage all(@Nullable String type, long after, int limit) {
        var wanted = type == null ? null : GroupType.of(type);
        return jdbi.withHandle(handle -> {
            var found = GroupListStore.made(handle, wanted, after, limit + 1);
            var page = found.subList(0, Math.min(limit, found.size()));
            return new AllPage(
                    GroupListStore.count(handle, wanted),
                    page.stream().map(Named::groupID).toList(),
                    found.size() > limit ? page.getLast().number() : 0);
        });
    }

    /// How many members are signed in now, or half a minute ago; of a live room who is in.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND]
    public int online(String groupID) {
        return onlineCounts.countIn(groupID);
    }
}
