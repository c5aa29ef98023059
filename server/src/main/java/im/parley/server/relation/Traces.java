package im.parley.server.relation;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one transaction has changed, and so whom it concerns. For one thread.
final class Traces {
    private final Map<Long, Set<Long>> changed = new LinkedHashMap<>();
    private final Map<Long, Set<Long>> removed = new LinkedHashMap<>();
    private final Set<Long> applications = new LinkedHashSet<>();
    private final Map<Link, Long> befriended = new LinkedHashMap<>();
    private final Set<Link> blocked = new LinkedHashSet<>();
    private final Set<Link> unblocked = new LinkedHashSet<>();
    private final Set<PairOfUsers> pairs = new LinkedHashSet<>();
    private boolean forced;

    /// Somebody on a list of the owner's.
    record Link(long owner, long other) {}

    /// The owner's friend groups are not what they were.
    void groups(long owner) {
        changed.computeIfAbsent(owner, user -> new LinkedHashSet<>());
    }

    /// The friend is new on the owner's list.
    ///
    /// @param initiator who of the two wanted it first
    void added(long owner, long friend, long initiator) {
        befriended.put(new Link(owner, friend), initiator);
        imported(owner, friend);
    }

    /// The friend is on the owner's list, and the back end that put them there is not told.
    void imported(long owner, long friend) {
        changed(owner, List.of(friend));
        pairs.add(PairOfUsers.of(owner, friend));
    }

    /// Nobody was asked who would have to be.
    void forced() {
        forced = true;
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

    /// The owner blocks these users from now on.
    void blocked(long owner, Collection<Long> users) {
        users.forEach(user -> {
            blocked.add(new Link(owner, user));
            pairs.add(PairOfUsers.of(owner, user));
        });
    }

    /// The owner no longer blocks these users.
    void unblocked(long owner, Collection<Long> users) {
        users.forEach(user -> {
            unblocked.add(new Link(owner, user));
            pairs.add(PairOfUsers.of(owner, user));
        });
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
        return Stream.concat(blocked.stream(), unblocked.stream())
                .map(Link::owner)
                .collect(Collectors.toSet());
    }

    /// Who of the two wanted it first, by what is new on lists of friends.
    Map<Link, Long> befriended() {
        return befriended;
    }

    boolean isForced() {
        return forced;
    }

    /// What is off lists of friends.
    List<Link> parted() {
        return removed.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(friend -> new Link(entry.getKey(), friend)))
                .toList();
    }

    Set<Link> blocked() {
        return blocked;
    }

    Set<Link> unblocked() {
        return unblocked;
    }

    /// Those between whom something changed that decides about messages.
    Set<PairOfUsers> pairs() {
        return pairs;
    }
}
