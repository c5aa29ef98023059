package im.parley.server.group;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.server.message.RoomTimelines;
import im.parley.server.message.Rooms.Post;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// The groups that were written in or asked for lately, and who wrote in them. What is known may be late; the version
/// says of which moment it is. Safe for use by many threads.
final class KnownGroups {
    private static final Duration MAX_AGE = Duration.ofSeconds(30);
    private static final int MAX_CACHED = 50_000;

    private final Jdbi jdbi;
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(MAX_AGE)
            .build();

    KnownGroups(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A group and those of its members who wrote lately; under one version.
    record Known(StoredGroup group, long version, Map<Long, Optional<StoredMember>> members) {}

    /// The groups of some posts with all members whom the posts concern, by groupID; unknown ones are left out.
    Map<String, Known> of(List<Post> posts) {
        var groups = load(posts);
        loadMembers(posts, groups);
        return groups;
    }

    private Map<String, Known> load(List<Post> posts) {
        var wanted = posts.stream().map(Post::groupID).collect(Collectors.toSet());
        var found = new HashMap<>(known.getAllPresent(wanted));
        wanted.removeAll(found.keySet());
        if (!wanted.isEmpty()) {
            for (var group : snapshot(handle -> GroupStore.byGroupID(handle, wanted))) {
                known.put(group.group().groupID(), group);
                found.put(group.group().groupID(), group);
            }
        }
        return found;
    }

    /// Groups with the versions of the same moment.
    private List<Known> snapshot(Function<Handle, Collection<StoredGroup>> query) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            var groups = query.apply(handle);
            var heads = RoomTimelines.heads(
                    handle, groups.stream().map(StoredGroup::id).toList());
            return groups.stream()
                    .filter(group -> heads.containsKey(group.id()))
                    .map(group -> new Known(
                            group, Objects.requireNonNull(heads.get(group.id())).version(), new ConcurrentHashMap<>()))
                    .toList();
        });
    }

    /// A membership that is read here may be newer than the group's version: then the version no longer is
    /// the log's, and all is read again.
    private void loadMembers(List<Post> posts, Map<String, Known> groups) {
        var ids = new ArrayList<Long>();
        var users = new ArrayList<Long>();
        var asked = new HashSet<List<Object>>();
        for (var post : posts) {
            var group = groups.get(post.groupID());
            if (group == null || group.group().type().isLive()) {
                continue;
            }
            for (long user : users(post)) {
                if (!group.members().containsKey(user) && asked.add(List.of(post.groupID(), user))) {
                    ids.add(group.group().id());
                    users.add(user);
                }
            }
        }
        if (ids.isEmpty()) {
            return;
        }
        var found = new HashMap<List<Long>, StoredMember>();
        jdbi.withHandle(handle -> GroupStore.members(handle, ids, users))
                .forEach(member -> found.put(List.of(member.group(), member.tinyID()), member));
        for (var post : posts) {
            var group = groups.get(post.groupID());
            if (group != null && !group.group().type().isLive()) {
                users(post)
                        .forEach(user -> group.members()
                                .computeIfAbsent(
                                        user,
                                        id -> Optional.ofNullable(
                                                found.get(List.of(group.group().id(), id)))));
            }
        }
    }

    private static Set<Long> users(Post post) {
        var users = new HashSet<>(List.of(post.sender()));
        if (post.receivers() != null) {
            users.addAll(post.receivers());
        }
        return users;
    }

    /// As it is known, or as it is now.
    Optional<StoredGroup> find(String groupID) {
        var cached = known.getIfPresent(groupID);
        if (cached != null) {
            return Optional.of(cached.group());
        }
        var found = read(groupID);
        found.ifPresent(group -> known.put(groupID, group));
        return found.map(Known::group);
    }

    /// As it is now.
    Optional<Known> read(String groupID) {
        return snapshot(handle -> GroupStore.byGroupID(handle, List.of(groupID))).stream()
                .findFirst();
    }

    /// Keeps the cache up with changes on other nodes.
    void onSignal(GroupSignal signal) {
        known.asMap().computeIfPresent(signal.groupID(), (groupID, group) -> {
            if (signal.ended()) {
                return null;
            }
            if (signal.version() <= group.version()) {
                return group;
            }
            if (signal.version() != group.version() + 1
                    || signal.profileChanged()
                    || group.group().type().isLive()) { // who its admins are
                return null;
            }
            var members = new ConcurrentHashMap<>(group.members());
            members.keySet().removeAll(signal.joined().keySet());
            members.keySet().removeAll(signal.left());
            members.keySet().removeAll(signal.touched());
            int difference = signal.joined().size() - signal.left().size();
            return new Known(group.group().withMembers(difference), signal.version(), members);
        });
    }

    /// @param ids of groups
    void forget(Collection<Long> ids) {
        known.asMap().values().removeIf(group -> ids.contains(group.group().id()));
    }

    void forgetAll() {
        known.invalidateAll();
    }
}
