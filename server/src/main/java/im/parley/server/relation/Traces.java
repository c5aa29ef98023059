package im.parley.server.relation;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one transaction has changed, and so whom it concerns. For one thread.
final class Traces {
    private final Map<Long, Set<Long>> changed = new LinkedHashMap<>();
    private final Map<Long, Set<Long>> removed = new LinkedHashMap<>();
    private final Set<Long> applications = new LinkedHashSet<>();
    private final Set<Long> blacklists = new LinkedHashSet<>();
    private final Set<PairOfUsers> pairs = new LinkedHashSet<>();

    /// The owner's friend groups are not what they were.
    void groups(long owner) {
        changed.computeIfAbsent(owner, user -> new LinkedHashSet<>());
    }

    /// The friend is new on the owner's list.
    void added(long owner, long friend) {
        changed(owner, List.of(friend));
        pairs.add(PairOfUsers.of(owner, friend));
    }

    /// What the owner keeps of these friends is not what it was.
    void changed(long owner, Collection<Long> friends) {
        groups(owner);
        changed.getOrDefault(owner, new HashSet<>()).addAll(friends);
    }

    /// The friend is off the owner's list.
    void removed(long owner, long friend) {
        removed.computeIfAbsent(owner, user -> new LinkedHashSet<>()).add(friend);
        pairs.add(PairOfUsers.of(owner, friend));
    }

    void applications(long user) {
        applications.add(user);
    }

    /// The owner blocks these users from now on, or no longer.
    void blacklist(long owner, Collection<Long> users) {
        if (!users.isEmpty()) {
            blacklists.add(owner);
            users.forEach(user -> pairs.add(PairOfUsers.of(owner, user)));
        }
    }

    /// Those whose list of friends is not what it was.
    Set<Long> friendsOf() {
        var owners = new LinkedHashSet<>(changed.keySet());
        owners.addAll(removed.keySet());
        return owners;
    }

    Set<Long> changedFriends(long owner) {
        return changed.getOrDefault(owner, Set.of());
    }

    Set<Long> removedFriends(long owner) {
        return removed.getOrDefault(owner, Set.of());
    }

    Set<Long> applicationsOf() {
        return applications;
    }

    Set<Long> blacklistsOf() {
        return blacklists;
    }

    /// Those between whom something changed that decides about messages.
    Set<PairOfUsers> pairs() {
        return pairs;
    }
}
