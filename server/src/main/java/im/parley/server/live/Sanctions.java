package im.parley.server.live;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The sanctions in force that this node has heard of. Safe for use by many threads; never blocks.
final class Sanctions {
    private static final long REMEMBERED_MILLIS = 60_000;

    private final Clock clock;
    private final Map<Key, Heard> known = new ConcurrentHashMap<>();

    Sanctions(Clock clock) {
        this.clock = clock;
    }

    private record Key(long room, long tinyID) {}

    private record Heard(Sanction sanction, long at) {}

    /// Keeps the newest of what is heard of a user.
    void learn(Sanction sanction) {
        if (sanction.version() == 0) {
            return;
        }
        var heard = new Heard(sanction, clock.millis());
        known.merge(
                new Key(sanction.room(), sanction.tinyID()),
                heard,
                (old, fresh) -> fresh.sanction().version() >= old.sanction().version() ? fresh : old);
    }

    long mutedUntil(long room, long tinyID) {
        var heard = known.get(new Key(room, tinyID));
        return heard == null ? 0 : heard.sanction().mutedUntil();
    }

    boolean isBanned(long room, long tinyID) {
        var heard = known.get(new Key(room, tinyID));
        return heard != null && heard.sanction().bannedUntil() > clock.millis();
    }

    /// Forgets what is over; for a while it is kept, so that nothing older takes its place.
    void sweep() {
        long now = clock.millis();
        known.values()
                .removeIf(heard -> heard.at() < now - REMEMBERED_MILLIS
                        && heard.sanction().mutedUntil() < now
                        && heard.sanction().bannedUntil() < now);
    }
}
