package im.parley.server.live;

import im.parley.protocol.MessageId;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.MessageReceived;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.message.PassedMessages;
import im.parley.server.message.SystemAccount;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The newest messages of the rooms that have users here, for those who come and for those who take back what they
/// said. They are kept as they came and read only when somebody asks. Safe for use by many threads.
final class RecentMessages implements PassedMessages {
    private static final Logger LOG = LoggerFactory.getLogger(RecentMessages.class);
    private static final Duration SHOWN_FOR = Duration.ofHours(24);
    /// Of one room: what it may have by default in the two minutes in which messages may be revoked.
    private static final int MOST = 4_800;

    // how pushes begin, up to the message's ID
    private static final byte[] RECEIVED = bytes("{\"event\":\"message.received\",\"body\":{\"message\":{\"ID\":\"");
    private static final byte[] REVOKED = bytes("{\"event\":\"message.revoked\",\"body\":{\"messageList\":[{\"ID\":\"");
    private static final String OF_THE_SYSTEM = SystemAccount.TINY_ID + "-";

    private final Settings settings;
    private final BiPredicate<Long, Long> isHere;
    private final Clock clock;
    private final Map<Long, Deque<Kept>> newest = new ConcurrentHashMap<>();

    /// @param isHere whether, in this room, this user is
    RecentMessages(Settings settings, BiPredicate<Long, Long> isHere, Clock clock) {
        this.settings = settings;
        this.isHere = isHere;
        this.clock = clock;
    }

    /// @param at when it came, milliseconds since 1970
    /// @param revocation what told that it was taken back; null: nothing
    private record Kept(String id, long at, byte[] push, byte @Nullable [] revocation) {}

    private record Received(MessageReceived body) {}

    private record Revoked(Messages body) {}

    private record Messages(List<Message> messageList) {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Sees a push to a room. Never blocks.
    void see(Envelope envelope) {
        if (!(envelope.to() instanceof Address.Room(long room))) {
            return;
        }
        var push = envelope.body();
        var received = idAfter(RECEIVED, push);
        if (received != null) {
            if (!received.startsWith(OF_THE_SYSTEM)) { // tips say what was so then
                keep(room, new Kept(received, clock.millis(), push, null));
            }
            return;
        }
        var revoked = idAfter(REVOKED, push);
        if (revoked != null) {
            revoke(room, revoked, push);
        }
    }

    private static @Nullable String idAfter(byte[] beginning, byte[] push) {
        if (push.length < beginning.length
                || !Arrays.equals(push, 0, beginning.length, beginning, 0, beginning.length)) {
            return null;
        }
        int end = beginning.length;
        while (end < push.length && push[end] != '"') {
            end++;
        }
        return new String(push, beginning.length, end - beginning.length, StandardCharsets.UTF_8);
    }

    private void keep(long room, Kept message) {
        var messages = newest.computeIfAbsent(room, id -> new ArrayDeque<>());
        int shown = settings.get(AppSettings.LIVE_HISTORY);
        long revocable = message.at()
                - Duration.ofSeconds(settings.get(AppSettings.REVOKE_WINDOW)).toMillis();
        synchronized (messages) {
            messages.add(message);
            while (messages.size() > MOST
                    || messages.size() > shown && messages.getFirst().at() < revocable) {
                messages.remove();
            }
        }
    }

    private void revoke(long room, String id, byte[] revocation) {
        var messages = newest.get(room);
        if (messages != null) {
            synchronized (messages) {
                var marked = messages.stream()
                        .map(kept -> kept.id().equals(id) ? new Kept(id, kept.at(), kept.push(), revocation) : kept)
                        .toList();
                messages.clear();
                messages.addAll(marked);
            }
        }
    }

    @Override
    public Optional<Message> find(long room, long tinyID, MessageId id) {
        var messages = newest.get(room);
        if (messages == null || !isHere.test(room, tinyID)) {
            return Optional.empty();
        }
        var text = id.text();
        Optional<Kept> found;
        synchronized (messages) {
            found = messages.stream().filter(kept -> kept.id().equals(text)).findFirst();
        }
        return found.map(RecentMessages::read);
    }

    /// What a newcomer is shown, oldest first.
    List<Message> of(long room) {
        int shown = settings.get(AppSettings.LIVE_HISTORY);
        var messages = newest.get(room);
        if (shown == 0 || messages == null) {
            return List.of();
        }
        long since = clock.millis() - SHOWN_FOR.toMillis();
        List<Kept> all;
        synchronized (messages) {
            all = messages.stream()
                    .filter(kept -> kept.at() >= since && kept.revocation() == null)
                    .toList();
        }
        return all.stream()
                .skip(Math.max(0, all.size() - shown))
                .map(RecentMessages::read)
                .filter(Objects::nonNull)
                .toList();
    }

    /// As it is now; null if it cannot be read.
    private static @Nullable Message read(Kept kept) {
        var revocation = kept.revocation();
        var mapper = ProtocolJson.mapper();
        try {
            return revocation == null
                    ? mapper.readValue(kept.push(), Received.class).body().message()
                    : mapper.readValue(revocation, Revoked.class)
                            .body()
                            .messageList()
                            .getFirst();
        } catch (IOException broken) {
            LOG.warn("a message of another version cannot be read", broken);
            return null;
        }
    }

    /// Forgets all rooms but these.
    void keepOnly(Collection<Long> rooms) {
        newest.keySet().retainAll(rooms);
    }
}
