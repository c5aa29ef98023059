package im.parley.server.presence;

import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.session.Session;
import im.parley.server.session.Sessions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which sessions of this node subscribed to whom. While somebody here is subscribed to a user, this node
/// has joined the address of that user's status on the bus. Safe for use by many threads; reading takes no
/// lock.
final class Watchers {
    private final Bus bus;
    private final Sessions sessions;
    private final Map<Long, Set<Session>> watching = new ConcurrentHashMap<>(); // by whom they watch; joined on the bus
    private final Map<Session, LinkedHashSet<Long>> lists = new ConcurrentHashMap<>(); // each guarded by itself

    Watchers(Bus bus, Sessions sessions) {
        this.bus = bus;
        this.sessions = sessions;
    }

    /// Subscribes. What changes after this returns reaches the session. May block.
    ///
    /// @param most subscriptions of a session
    /// @return those that ended because there are too many, the oldest
    List<Long> add(Session session, Collection<Long> users, int most) {
        var list = lists.computeIfAbsent(session, it -> new LinkedHashSet<>());
        var evicted = new ArrayList<Long>();
        var joining = new ArrayList<Address>();
        synchronized (list) {
            for (var user : users) {
                list.remove(user);
                list.add(user); // as the newest
                watching.compute(user, (it, watchers) -> {
                    var all = watchers == null ? ConcurrentHashMap.<Session>newKeySet() : watchers;
                    all.add(session);
                    return all;
                });
                joining.add(new Address.Status(user)); // if another session is just doing so, this one waits as well
            }
            while (list.size() > most) {
                var oldest = list.removeFirst();
                evicted.add(oldest);
                stop(session, oldest);
            }
        }
        bus.join(joining);
        users.forEach(user -> watching.compute(user, (it, watchers) -> {
            if (watchers == null) { // nobody watches any more, and left before it was joined
                bus.leave(new Address.Status(user));
            }
            return watchers;
        }));
        if (!sessions.of(session.tinyID()).contains(session)) {
            end(session); // it has ended meanwhile
        }
        return evicted;
    }

    /// Ends subscriptions. Never blocks.
    void remove(Session session, Collection<Long> users) {
        var list = lists.get(session);
        if (list != null) {
            synchronized (list) {
                for (var user : users) {
                    if (list.remove(user)) {
                        stop(session, user);
                    }
                }
            }
        }
    }

    /// Ends all subscriptions of a session. Never blocks.
    void end(Session session) {
        var list = lists.remove(session);
        if (list != null) {
            synchronized (list) {
                list.forEach(user -> stop(session, user));
                list.clear();
            }
        }
    }

    private void stop(Session session, long user) {
        watching.computeIfPresent(user, (it, watchers) -> {
            watchers.remove(session);
            if (!watchers.isEmpty()) {
                return watchers;
            }
            bus.leave(new Address.Status(user));
            return null;
        });
    }

    /// The sessions that subscribed to a user.
    Collection<Session> of(long user) {
        return watching.getOrDefault(user, Set.of());
    }

    /// Whom anybody here subscribed to. A copy.
    List<Long> watched() {
        return List.copyOf(watching.keySet());
    }
}
