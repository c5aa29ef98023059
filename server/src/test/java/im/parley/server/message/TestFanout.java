package im.parley.server.message;

import im.parley.server.bus.Bus;
import im.parley.server.fanout.Fanout;
import im.parley.server.metrics.Metrics;
import im.parley.server.session.Sessions;
import im.parley.server.store.TestDatabase;
import java.time.Duration;
import java.util.Map;

/// What brings events to the sessions of a node that has none, and knows no groups.
public final class TestFanout {
    private TestFanout() {}

    /// One that has not begun to hear the bus.
    public static Fanout on(Bus bus, Metrics metrics) {
        return new Fanout(
                bus,
                new Sessions(bus),
                NoGroups.INSTANCE,
                users -> Map.of(),
                () -> Duration.ofSeconds(10),
                TestDatabase.background(),
                metrics);
    }
}
