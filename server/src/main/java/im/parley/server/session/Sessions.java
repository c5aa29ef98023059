package im.parley.server.session;

import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The sessions of this node. Safe for use by many threads; reading takes no lock.
///
/// While a user has a session here, this node has joined the user's address on the bus. Joining and
/// leaving happen while the user's entry is locked, so a leave never overtakes the join of a newer
/// session.
public final class Sessions {
    private final ConcurrentHashMap<Long, List<Session>> byUser = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Bus bus;

    public Sessions(Bus bus) {
        this.bus = bus;
    }

    /// The user's sessions here; usually one, empty if there is none. Never changes afterwards.
    public List<Session> of(long tinyID) {
        return byUser.getOrDefault(tinyID, List.of());
    }

    /// How many sessions there are.
    public int count() {
        return count.get();
    }

    /// Calls the action with each session; those that come or go meanwhile may be met or missed.
    public void forEach(Consumer<Session> action) {
        byUser.values().forEach(sessions -> sessions.forEach(action));
    }

    /// Adds a session. From when this returns, events for its user reach it.
    ///
    /// @return the session of the same instance that it takes the place of, if there was one
    @Nullable
    Session add(Session session) {
        var replaced = new Session[1];
        byUser.compute(session.tinyID(), (tinyID, present) -> {
            if (present == null) {
                bus.join(new Address.User(tinyID));
                return List.of(session);
            }
            var all = new ArrayList<>(present);
            for (var other : present) {
                if (other.instanceID().equals(session.instanceID())) {
                    replaced[0] = other;
                    all.remove(other);
                }
            }
            all.add(session);
            return List.copyOf(all);
        });
        if (replaced[0] == null) {
            count.incrementAndGet();
        }
        return replaced[0];
    }

    /// Removes a session; one that has been replaced is gone already.
    ///
    /// @return whether it was there
    boolean remove(Session session) {
        var removed = new boolean[1];
        byUser.computeIfPresent(session.tinyID(), (tinyID, present) -> {
            var rest = new ArrayList<>(present);
            removed[0] = rest.remove(session);
            if (!rest.isEmpty()) {
                return List.copyOf(rest);
            }
            bus.leave(new Address.User(tinyID));
            return null;
        });
        if (removed[0]) {
            count.decrementAndGet();
        }
        return removed[0];
    }
}
