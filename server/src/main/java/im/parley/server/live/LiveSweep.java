package im.parley.server.live;

import im.parley.server.fanout.LocalRooms;
import im.parley.server.session.Sessions;
import im.parley.server.store.Background;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets users out of their room whose last session here is gone for a while, and keeps this node's rows what
/// they should be.
final class LiveSweep implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSweep.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    /// A page that is loaded again, or a phone in a tunnel, has come back by then.
    private static final Duration AWAY = Duration.ofSeconds(10);

    private static final Duration REPAIR_EVERY = Duration.ofSeconds(10);

    private final LiveRooms rooms;
    private final LiveStore store;
    private final LocalRooms local;
    private final Sessions sessions;
    private final Sanctions sanctions;
    private final RecentMessages recent;
    private final LiveConnections connections;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private final Map<Long, Long> awaySince = new HashMap<>(); // guarded by running, like the next
    private long repairedAt;

    LiveSweep(
            LiveRooms rooms,
            LiveRooms.Parts parts,
            LiveConnections connections,
            LocalRooms local,
            Sessions sessions,
            Clock clock) {
        this.rooms = rooms;
        this.store = parts.store();
        this.sanctions = parts.sanctions();
        this.recent = parts.recent();
        this.connections = connections;
        this.local = local;
        this.sessions = sessions;
        this.clock = clock;
    }

    void start(Background background) {
        background.every(EVERY, "live-sweep", this);
    }

    @Override
    public void run() {
        if (!running.compareAndSet(false, true)) {
            return; // the last one still waits for the database
        }
        try {
            letOut();
            connections.look(awaySince.keySet());
            recent.keepOnly(local.rooms());
            sanctions.sweep();
            if (clock.millis() - repairedAt >= REPAIR_EVERY.toMillis()) {
                repair();
                repairedAt = clock.millis();
            }
        } catch (RuntimeException failed) {
            LOG.warn("live rooms could not be looked after, will try again", failed);
        } finally {
            running.set(false);
        }
    }

    private void letOut() {
        long now = clock.millis();
        var leaving = new ArrayList<LiveStore.Stay>();
        var all = local.all();
        awaySince.keySet().retainAll(all.keySet());
        all.forEach((user, room) -> {
            if (!sessions.of(user).isEmpty()) {
                awaySince.remove(user);
            } else if (now - awaySince.computeIfAbsent(user, key -> now) >= AWAY.toMillis()) {
                local.leave(room, user);
                leaving.add(new LiveStore.Stay(user, room));
            }
        });
        if (leaving.isEmpty()) {
            return;
        }
        Map<Long, List<Long>> left = store.leaveHere(leaving).stream()
                .collect(Collectors.groupingBy(
                        LiveStore.Stay::room, Collectors.mapping(LiveStore.Stay::tinyID, Collectors.toList())));
        left.forEach((room, users) -> rooms.tellLeft(room, users, null, null));
    }

    /// A database that crashed has forgotten them; one that was away has kept too many.
    private void repair() {
        var stays = LiveStore.stays(local.all());
        if (store.rowsHere() != stays.size()) {
            var signedIn = stays.stream()
                    .filter(stay -> !sessions.of(stay.tinyID()).isEmpty())
                    .toList(); // who is away may be in another room by now
            store.repair(stays, signedIn, clock.millis());
        }
        store.forgetDeadNodes();
    }
}
