package im.parley.server.live;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.MessageReceived;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The newest messages of the rooms that have users here, for those who come. Safe for use by many threads.
final class RecentMessages {
    private static final Logger LOG = LoggerFactory.getLogger(RecentMessages.class);
    private static final Duration SHOWN_FOR = Duration.ofHours(24);
    private static final byte[] A_MESSAGE = "{\"event\":\"message.received\"".getBytes(StandardCharsets.UTF_8);

    private final Settings settings;
    private final Clock clock;
    private final Map<Long, Deque<Message>> newest = new ConcurrentHashMap<>();

    RecentMessages(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    private record Push(MessageReceived body) {}

    /// Sees a push to a room. Never blocks.
    void see(Envelope envelope) {
        int kept = settings.get(AppSettings.LIVE_HISTORY);
        var body = envelope.body();
        if (kept == 0
                || !(envelope.to() instanceof Address.Room(long room))
                || !Arrays.equals(body, 0, Math.min(body.length, A_MESSAGE.length), A_MESSAGE, 0, A_MESSAGE.length)) {
            return;
        }
        try {
            var message =
                    ProtocolJson.mapper().readValue(body, Push.class).body().message();
            if (message.type().equals(Types.MSG_GRP_TIP)) {
                return;
            }
            var messages = newest.computeIfAbsent(room, id -> new ArrayDeque<>());
            synchronized (messages) {
                messages.add(message);
                while (messages.size() > kept) {
                    messages.remove();
                }
            }
        } catch (IOException broken) {
            LOG.warn("a message of another version is not kept for newcomers", broken);
        }
    }

    /// What a newcomer is shown, oldest first.
    List<Message> of(long room) {
        int shown = settings.get(AppSettings.LIVE_HISTORY);
        var messages = newest.get(room);
        if (shown == 0 || messages == null) {
            return List.of();
        }
        long since = clock.instant().minus(SHOWN_FOR).getEpochSecond();
        synchronized (messages) {
            return messages.stream()
                    .filter(message -> message.time() >= since)
                    .skip(Math.max(0, messages.size() - shown))
                    .toList();
        }
    }

    /// Forgets all rooms but these.
    void keepOnly(Collection<Long> rooms) {
        newest.keySet().retainAll(rooms);
    }
}
