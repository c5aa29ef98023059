package im.parley.server.push;

import im.parley.server.push.PushLane.Parts;
import java.util.List;

/// Has jobs done on several lanes side by side, one for each provider: one that hangs holds up no other, and on each
/// lane jobs are taken in their order.
final class PushDispatcher implements AutoCloseable {
    private final List<PushLane> lanes;

    PushDispatcher(String name, PushProviders providers, Parts parts) {
        this.lanes = providers.ways().stream()
                .map(way -> new PushLane(name, way, parts))
                .toList();
    }

    void start() {
        lanes.forEach(PushLane::start);
    }

    /// There may be something to do. Never blocks.
    void wake() {
        lanes.forEach(PushLane::wake);
    }

    @Override
    public void close() {
        lanes.forEach(PushLane::stop);
        lanes.forEach(PushLane::close);
    }
}
