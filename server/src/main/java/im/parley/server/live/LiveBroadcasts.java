package im.parley.server.live;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.MessageReceived;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.group.Groups;
import im.parley.server.message.Broadcasts;
import im.parley.server.message.Content;
import im.parley.server.operation.Frame;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Accounts;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a back end says in all live rooms. Each node tells those of its rooms, as nobody knows them all.
public final class LiveBroadcasts {
    static final String KIND = "live.broadcast";
    private static final Logger LOG = LoggerFactory.getLogger(LiveBroadcasts.class);

    private final Broadcasts messages;
    private final Groups groups;
    private final Accounts accounts;
    private final Settings settings;
    private final Fanout fanout;
    private final Clock clock;

    LiveBroadcasts(
            Broadcasts messages, Groups groups, Accounts accounts, Settings settings, Fanout fanout, Clock clock) {
        this.messages = messages;
        this.groups = groups;
        this.accounts = accounts;
        this.settings = settings;
        this.fanout = fanout;
        this.clock = clock;
    }

    private record Broadcast(List<Message> messages) {}

    /// Sends messages, in this order, to everybody who is in a live room now.
    ///
    /// @param from userID
    /// @param random of the first, the others get the next ones
    /// @return what the broadcast is known by: when it was made, milliseconds since 1970
    /// @throws im.parley.protocol.ChatException [ErrorCode#FEATURE_NOT_ENABLED] while the setting
    ///     `message.broadcastLive` is off, [ErrorCode#GROUP_ACCOUNT_NOT_FOUND] for an unknown sender,
    ///     [ErrorCode#GROUP_INVALID_PARAMETERS] for no content, and what [Broadcasts#of] throws
    public long send(String from, long random, List<Content> contents, @Nullable String cloudCustomData) {
        settings.checkEnabled(AppSettings.BROADCAST_LIVE);
        var sender = accounts.find(from)
                .orElseThrow(() -> ErrorCode.GROUP_ACCOUNT_NOT_FOUND.because("user \"" + from + "\" does not exist"));
        if (contents.isEmpty() || contents.size() > Limits.BROADCAST_MESSAGES) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because(
                    "MsgBody has " + contents.size() + " elements, expected 1 to " + Limits.BROADCAST_MESSAGES);
        }
        long now = clock.millis();
        var all = new ArrayList<Message>();
        for (var content : contents) {
            var own = (random + all.size()) & 0xffff_ffffL;
            all.add(messages.of(sender, own, content.type(), content.payload(), cloudCustomData, now));
        }
        fanout.signal(new Address.Everyone(), KIND, ProtocolJson.bytes(new Broadcast(all)));
        return now;
    }

    /// Brings the rooms here what some node was asked to tell them. Blocks.
    void tell(Envelope signal) {
        try {
            var broadcast = ProtocolJson.mapper().readValue(signal.body(), Broadcast.class);
            var rooms = groups.liveRooms(fanout.rooms().rooms());
            var envelopes = new ArrayList<Envelope>();
            rooms.forEach((id, room) -> broadcast.messages().forEach(message -> {
                var here = message.broadcast(room.groupID(), message.cloudCustomData());
                envelopes.add(new Envelope(
                        new Address.Room(id), Envelope.PUSH, null, Frame.pushText(new MessageReceived(here))));
            }));
            fanout.received(envelopes);
        } catch (IOException | RuntimeException failed) {
            LOG.warn("a broadcast does not reach the live rooms of this node", failed);
        }
    }
}
