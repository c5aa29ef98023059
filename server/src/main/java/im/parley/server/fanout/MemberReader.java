package im.parley.server.fanout;

import im.parley.server.fanout.LocalMembers.Source;
import im.parley.server.store.Background;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads anew who is in a group, until what waits for it can be delivered.
final class MemberReader {
    private static final Logger LOG = LoggerFactory.getLogger(MemberReader.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MAX_TRIES = 150;

    private final Delivery delivery;
    private final Source source;
    private final Background background;

    MemberReader(Delivery delivery, Source source, Background background) {
        this.delivery = delivery;
        this.source = source;
        this.background = background;
    }

    /// Reads the members anew, soon. The caller holds the group's lock.
    void readSoon(long group, LocalGroup local) {
        if (!local.loading) {
            local.loading = true;
            background.start("group-members", () -> readPatiently(group, local));
        }
    }

    private void readPatiently(long group, LocalGroup local) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            try {
                if (readOnce(group, local)) {
                    return;
                }
            } catch (RuntimeException failed) {
                LOG.warn("the members of group {} cannot be read yet: {}", group, failed.getMessage());
            }
            try {
                Thread.sleep(PAUSE); // the database is away, or the change is not to be seen yet
            } catch (InterruptedException stopping) {
                return;
            }
        }
        synchronized (local) {
            LOG.warn("{} events of group {} are given up, its members here catch up", local.waiting.size(), group);
            local.waiting.clear();
            local.loading = false;
            delivery.resync(List.copyOf(local.joined.keySet()));
        }
    }

    /// @return whether nothing waits for a newer version any more
    private boolean readOnce(long group, LocalGroup local) {
        Set<Long> users;
        synchronized (local) {
            users = new HashSet<>(local.joined.keySet());
            users.addAll(local.candidates);
        }
        var snapshot = source.ofGroup(group, users);
        synchronized (local) {
            if (snapshot.version() > local.version && !users.containsAll(local.joined.keySet())) {
                return false; // who has come meanwhile may have gone again, and was not asked about
            }
            if (snapshot.version() >= local.version) {
                var missedFrom = local.newcomers(snapshot);
                local.version = snapshot.version();
                local.joined
                        .keySet()
                        .removeIf(user ->
                                users.contains(user) && !snapshot.joined().containsKey(user));
                local.joined.putAll(snapshot.joined());
                local.candidates.removeAll(users);
                local.early.removeAll(users);
                if (!missedFrom.isEmpty()) {
                    delivery.resync(missedFrom);
                }
            }
            local.deliverWaiting();
            if (local.waiting.isEmpty() && local.candidates.isEmpty()) {
                local.loading = false;
                return true;
            }
            return false;
        }
    }
}
