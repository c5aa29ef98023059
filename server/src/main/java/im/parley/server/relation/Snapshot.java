package im.parley.server.relation;

import im.parley.protocol.relation.FriendsUpdated;
import im.parley.server.relation.ApplicationTable.Application;
import im.parley.server.relation.Heads.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What a transaction leaves behind, read before it ends, so that each version goes with what it stands for.
///
/// @param friends by owner, likewise the others
record Snapshot(Map<Long, Friends> friends, Map<Long, Applications> applications, Map<Long, Blacklist> blacklists) {

    /// @param changed null: too many to tell
    record Friends(long version, @Nullable List<FriendRow> changed, Set<Long> removed, List<String> groups) {}

    /// @param read ordinal up to which those received are read
    record Applications(long version, List<Application> list, long read) {}

    record Blacklist(long version, List<Long> list) {}

    /// Raises the versions of what changed.
    static Snapshot take(Handle handle, Traces traces) {
        return new Snapshot(friends(handle, traces), applications(handle, traces), blacklists(handle, traces));
    }

    private static Map<Long, Friends> friends(Handle handle, Traces traces) {
        var owners = traces.friendsOf();
        if (owners.isEmpty()) {
            return Map.of();
        }
        var versions = Heads.raise(handle, Section.FRIENDS, owners);
        var groups = Heads.groups(handle, owners);
        var pairs = new ArrayList<FriendTable.Pair>();
        for (var owner : owners) {
            var changed = traces.changedFriends(owner);
            if (changed.size() <= FriendsUpdated.MOST) {
                changed.forEach(friend -> pairs.add(new FriendTable.Pair(owner, friend)));
            }
        }
        var rows = FriendTable.rows(handle, pairs).stream().collect(Collectors.groupingBy(FriendRow::owner));
        var friends = new HashMap<Long, Friends>();
        for (var owner : owners) {
            var isTold = traces.changedFriends(owner).size() <= FriendsUpdated.MOST;
            friends.put(
                    owner,
                    new Friends(
                            Objects.requireNonNull(versions.get(owner)),
                            isTold ? rows.getOrDefault(owner, List.of()) : null,
                            traces.removedFriends(owner),
                            groups.getOrDefault(owner, List.of())));
        }
        return friends;
    }

    private static Map<Long, Applications> applications(Handle handle, Traces traces) {
        var users = traces.applicationsOf();
        if (users.isEmpty()) {
            return Map.of();
        }
        var versions = Heads.raise(handle, Section.APPLICATIONS, users);
        var lists = ApplicationTable.of(handle, users);
        var read = ApplicationTable.read(handle, users);
        return users.stream()
                .collect(Collectors.toMap(
                        user -> user,
                        user -> new Applications(
                                Objects.requireNonNull(versions.get(user)),
                                lists.getOrDefault(user, List.of()),
                                read.getOrDefault(user, 0L))));
    }

    private static Map<Long, Blacklist> blacklists(Handle handle, Traces traces) {
        var users = traces.blacklistsOf();
        if (users.isEmpty()) {
            return Map.of();
        }
        var versions = Heads.raise(handle, Section.BLACKLIST, users);
        var lists = BlacklistTable.of(handle, users);
        return users.stream()
                .collect(Collectors.toMap(
                        user -> user,
                        user -> new Blacklist(
                                Objects.requireNonNull(versions.get(user)), lists.getOrDefault(user, List.of()))));
    }
}
