package im.parley.server.presence;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Push;
import im.parley.protocol.presence.StatusesChanged;
import im.parley.protocol.presence.UserStatus;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.Frame;
import im.parley.server.operation.Outbox;
import im.parley.server.session.Session;
import im.parley.server.store.Background;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Brings changed statuses to the sessions of this node that subscribed to them. What comes in a moment is
/// written to each session as one push, of several changes of one user the newest; each status is encoded
/// once. Safe for use by many threads.
final class StatusPushes {
    /// The kind of signal that carries a status: its version in 8 bytes, then its JSON.
    static final String SIGNAL = "presence.changed";

    /// A change is seen so much later, in exchange for one write instead of many.
    private static final Duration GATHERING = Duration.ofMillis(50);

    private static final byte[] HEAD = bytes("{\"event\":\""
            + StatusesChanged.class.getAnnotation(Push.class).value() + "\",\"body\":{\"userStatusList\":[");
    private static final byte[] TAIL = bytes("]}}");

    private final Watchers watchers;
    private final Background background;
    private final Metrics metrics;
    private Map<Long, Change> waiting = new HashMap<>(); // guarded by this, like the next
    private boolean scheduled;

    StatusPushes(Watchers watchers, Background background, Metrics metrics) {
        this.watchers = watchers;
        this.background = background;
        this.metrics = metrics;
    }

    private record Change(long version, byte[] json) {}

    /// The signal that tells nodes of a user's status.
    static Envelope signal(long tinyID, UserStatus status) {
        var json = json(status);
        var body = ByteBuffer.allocate(Long.BYTES + json.length)
                .putLong(status.version())
                .put(json)
                .array();
        return new Envelope(new Address.Status(tinyID), SIGNAL, null, body);
    }

    /// Another node or this one tells of a status. Never blocks.
    void received(Envelope signal) {
        if (signal.to() instanceof Address.Status(long tinyID)) {
            var body = ByteBuffer.wrap(signal.body());
            var version = body.getLong();
            var json = new byte[body.remaining()];
            body.get(json);
            add(tinyID, new Change(version, json));
        }
    }

    private synchronized void add(long user, Change change) {
        waiting.merge(user, change, (before, after) -> after.version > before.version ? after : before);
        if (!scheduled) {
            scheduled = true;
            background.after(GATHERING, "status-pushes", this::write);
        }
    }

    private void write() {
        Map<Long, Change> changes;
        synchronized (this) {
            changes = waiting;
            waiting = new HashMap<>();
            scheduled = false;
        }
        var bySession = new HashMap<Session, List<byte[]>>();
        changes.forEach((user, change) -> watchers.of(user)
                .forEach(session -> bySession
                        .computeIfAbsent(session, it -> new ArrayList<>(2))
                        .add(change.json)));
        var alone = new HashMap<byte[], Frame>(); // of sessions that are told of one status only
        var outbox = new Outbox();
        bySession.forEach((session, statuses) -> outbox.add(
                session.connection(),
                statuses.size() == 1
                        ? alone.computeIfAbsent(statuses.getFirst(), json -> frame(List.of(json)))
                        : frame(statuses)));
        outbox.send();
        metrics.delivered(bySession.size());
    }

    private static Frame frame(List<byte[]> statuses) {
        var text = new ByteArrayOutputStream(256);
        text.writeBytes(HEAD);
        for (int i = 0; i < statuses.size(); i++) {
            if (i > 0) {
                text.write(',');
            }
            text.writeBytes(statuses.get(i));
        }
        text.writeBytes(TAIL);
        return Frame.of(text.toByteArray());
    }

    private static byte[] json(UserStatus status) {
        try {
            return ProtocolJson.mapper().writeValueAsBytes(status);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
