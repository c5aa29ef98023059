package im.parley.server.fanout;

import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.bus.Envelope;
import im.parley.server.operation.Outbox;
import im.parley.server.store.Background;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which groups the users are in who have a session on this node: what is sent to a group goes from here to
/// them, however many members it has elsewhere. Safe for use by many threads.
///
/// Each group's members have a version, which every change of them raises by one. Changes arrive as signals;
/// an envelope that was made under a version that is not known here yet waits until it is, so that nobody who
/// was put out gets what was written later. While a group has a member here, this node has joined its address
/// on the bus.
public final class LocalMembers {
    private static final Logger LOG = LoggerFactory.getLogger(LocalMembers.class);

    private final Bus bus;
    private final Delivery delivery;
    private final Source source;
    private final Background background;
    private final MemberReader reader;
    /// Guards the coming and going of groups and users; what is delivered takes only the group's own lock.
    private final Object lock = new Object();

    private final Map<Long, LocalGroup> groups = new ConcurrentHashMap<>();
    private final Map<Long, Set<Long>> groupsOf = new HashMap<>();
    private int arriving;
    private volatile @Nullable ScheduledExecutorService scheduler;

    LocalMembers(Bus bus, Delivery delivery, Source source, Background background) {
        this.bus = bus;
        this.delivery = delivery;
        this.source = source;
        this.background = background;
        this.reader = new MemberReader(delivery, source, background);
    }

    /// From now on what goes to large groups is gathered.
    void start(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    /// Where memberships are stored.
    public interface Source {
        /// All groups of these users.
        List<Membership> ofUsers(Collection<Long> tinyIDs);

        /// Those of these users that are members, at one moment.
        Snapshot ofGroup(long group, Collection<Long> tinyIDs);
    }

    /// @param version of the group's members
    /// @param joined the timeline's last sequence when the user joined
    public record Membership(long tinyID, long group, long version, long joined) {}

    /// @param lastSequence of the timeline
    /// @param joined of each member, the timeline's last sequence when they joined
    public record Snapshot(long version, long lastSequence, Map<Long, Long> joined) {}

    /// A change of a group's members.
    ///
    /// @param version after it
    /// @param joined who came, with the timeline's last sequence before that
    /// @param left who went
    /// @param ended there is no such group any more
    public record Change(long group, long version, Map<Long, Long> joined, Collection<Long> left, boolean ended) {}

    /// Makes the groups of users who signed in known here. From when this returns, what is sent to them
    /// arrives. Blocks.
    void arrived(Collection<Long> tinyIDs) {
        var missing = new ArrayList<Long>();
        synchronized (lock) {
            tinyIDs.stream().filter(user -> !groupsOf.containsKey(user)).forEach(missing::add);
            if (missing.isEmpty()) {
                return;
            }
            arriving++;
        }
        try {
            var memberships = source.ofUsers(missing);
            while (joinMissing(memberships)) {
                memberships = source.ofUsers(missing); // what changed before the joining went unheard
            }
            synchronized (lock) {
                missing.forEach(user -> groupsOf.computeIfAbsent(user, key -> new HashSet<>()));
                memberships.forEach(this::add);
            }
        } finally {
            synchronized (lock) {
                arriving--;
            }
        }
    }

    private boolean joinMissing(List<Membership> memberships) {
        var fresh = new HashSet<Long>();
        synchronized (lock) {
            for (var membership : memberships) {
                if (groups.putIfAbsent(
                                membership.group(), new LocalGroup(delivery, () -> scheduler, LocalGroup.UNKNOWN))
                        == null) {
                    fresh.add(membership.group());
                }
            }
        }
        fresh.forEach(group -> bus.join(new Address.Group(group)));
        return !fresh.isEmpty();
    }

    private void add(Membership membership) {
        var local = groups.computeIfAbsent(
                membership.group(), group -> new LocalGroup(delivery, () -> scheduler, LocalGroup.UNKNOWN));
        remember(membership.tinyID(), membership.group());
        synchronized (local) {
            if (local.version == LocalGroup.UNKNOWN || local.version == membership.version()) {
                local.version = membership.version();
                local.joined.put(membership.tinyID(), membership.joined());
            } else {
                local.candidates.add(membership.tinyID());
                reader.readSoon(membership.group(), local);
            }
        }
    }

    private void remember(long tinyID, long group) {
        groupsOf.computeIfAbsent(tinyID, user -> new HashSet<>()).add(group);
    }

    /// Never blocks.
    void apply(Change change) {
        synchronized (lock) {
            var here = new HashMap<>(change.joined());
            // who has just gone and is not forgotten yet comes back without being asked about again
            here.keySet().removeIf(user -> !delivery.isHere(user) && !groupsOf.containsKey(user));
            here.keySet().forEach(user -> remember(user, change.group()));
            change.left().forEach(user -> {
                var others = groupsOf.get(user);
                if (others != null) {
                    others.remove(change.group());
                }
            });
            var local = groups.get(change.group());
            if (change.ended()) {
                end(change.group());
            } else if (local != null) {
                apply(change, here, local);
            } else if (!here.isEmpty()) {
                begin(change, here);
            }
        }
    }

    private void end(long group) {
        var local = groups.remove(group);
        if (local != null) {
            synchronized (local) {
                local.joined.clear();
                local.waiting.clear();
            }
            groupsOf.values().forEach(all -> all.remove(group));
            bus.leave(new Address.Group(group));
        }
    }

    private void apply(Change change, Map<Long, Long> here, LocalGroup local) {
        synchronized (local) {
            if (change.version() == local.version + 1) {
                local.version = change.version();
                local.joined.putAll(here);
                local.writeGathered(() -> {}); // before anybody is gone
                local.joined.keySet().removeAll(change.left());
                local.deliverWaiting();
            } else if (change.version() > local.version) {
                local.candidates.addAll(here.keySet());
                reader.readSoon(change.group(), local);
            } else {
                overtaken(change, here, local);
            }
        }
    }

    /// What was read is newer than a change, but may not have asked about those whom it concerns.
    private void overtaken(Change change, Map<Long, Long> here, LocalGroup local) {
        var unsure = new HashSet<>(change.left());
        unsure.retainAll(local.joined.keySet());
        local.joined.keySet().removeAll(unsure);
        here.keySet().stream().filter(user -> !local.joined.containsKey(user)).forEach(unsure::add);
        if (local.candidates.addAll(unsure)) {
            reader.readSoon(change.group(), local);
        }
    }

    /// The first members of a group on this node. What is sent to it before the bus brings it here is missed;
    /// whoever may have missed something is told.
    private void begin(Change change, Map<Long, Long> here) {
        var local = new LocalGroup(delivery, () -> scheduler, change.version());
        local.joined.putAll(here);
        local.early.addAll(here.keySet());
        groups.put(change.group(), local);
        bus.join(new Address.Group(change.group()), () -> {
            synchronized (local) {
                reader.readSoon(change.group(), local);
            }
        });
    }

    /// Delivers envelopes to the members here, or keeps them until they are known. Never blocks.
    ///
    /// @param together what came to the group at once, in order
    /// @param outbox what is sent with the caller's batch
    void received(long group, List<Envelope> together, Outbox outbox) {
        var local = groups.get(group);
        if (local == null) {
            return;
        }
        synchronized (local) {
            int known = local.waiting.isEmpty() ? local.known(together) : 0;
            if (known > 0) {
                local.deliver(together.subList(0, known), outbox);
            }
            if (known < together.size()) {
                local.waiting.addAll(together.subList(known, together.size()));
                reader.readSoon(group, local);
            }
        }
    }

    /// The members here that an envelope to their group reaches. A list of the caller's own.
    List<Long> reachedBy(Envelope envelope) {
        var local = envelope.to() instanceof Address.Group(long group) ? groups.get(group) : null;
        if (local == null) {
            return new ArrayList<>();
        }
        synchronized (local) {
            return local.reached(envelope);
        }
    }

    /// Changes may have been missed: everything known here is read anew.
    void gap() {
        synchronized (lock) {
            groups.forEach((group, local) -> {
                synchronized (local) {
                    reader.readSoon(group, local);
                }
            });
            var users = List.copyOf(groupsOf.keySet());
            groupsOf.clear();
            if (!users.isEmpty()) {
                background.start("group-members", () -> arrivedAfterGap(users));
            }
        }
    }

    private void arrivedAfterGap(List<Long> users) {
        try {
            arrived(users.stream().filter(delivery::isHere).toList());
        } catch (RuntimeException failed) {
            LOG.warn("the groups of {} users cannot be read", users.size(), failed);
        }
    }

    /// Forgets users who have no session here any more, and groups without members here.
    void sweep() {
        synchronized (lock) {
            groupsOf.entrySet().removeIf(entry -> {
                if (delivery.isHere(entry.getKey())) {
                    return false;
                }
                entry.getValue().forEach(group -> forget(group, entry.getKey()));
                return true;
            });
            if (arriving > 0) {
                return; // their groups have no member yet
            }
            groups.entrySet().removeIf(entry -> {
                synchronized (entry.getValue()) {
                    var local = entry.getValue();
                    if (!local.joined.isEmpty() || local.loading) {
                        return false;
                    }
                }
                bus.leave(new Address.Group(entry.getKey()));
                return true;
            });
        }
    }

    private void forget(long group, long tinyID) {
        var local = groups.get(group);
        if (local != null) {
            synchronized (local) {
                local.joined.remove(tinyID);
            }
        }
    }

    /// Members of a group who have a session here.
    List<Long> of(long group) {
        var local = groups.get(group);
        if (local == null) {
            return List.of();
        }
        synchronized (local) {
            return List.copyOf(local.joined.keySet());
        }
    }
}
