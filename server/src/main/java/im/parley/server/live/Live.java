package im.parley.server.live;

import im.parley.server.fanout.Fanout;
import im.parley.server.group.GroupTips;
import im.parley.server.group.Groups;
import im.parley.server.message.Broadcasts;
import im.parley.server.message.Notices;
import im.parley.server.message.PassedMessages;
import im.parley.server.message.RoomTimelines;
import im.parley.server.session.ClusterSessions;
import im.parley.server.session.Sessions;
import im.parley.server.settings.Settings;
import im.parley.server.store.Background;
import im.parley.server.users.Accounts;
import im.parley.server.webhook.Callbacks;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The live rooms of one app on this node: puts their parts together, starts and stops them.
public final class Live implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    private final LiveRooms rooms;
    private final LiveRooms.Parts parts;
    private final LiveSweep sweep;
    private final LiveBroadcasts broadcasts;
    private final BackEndRooms backEnd;
    private final SanctionStore sanctions;
    private final Fanout fanout;

    public Live(
            Jdbi jdbi,
            Groups groups,
            RoomTimelines timelines,
            Accounts accounts,
            Settings settings,
            Fanout fanout,
            Notices notices,
            Broadcasts messages,
            Sessions sessions,
            ClusterSessions cluster,
            Callbacks webhooks,
            Clock clock) {
        this.fanout = fanout;
        this.sanctions = new SanctionStore(jdbi);
        var store = new LiveStore(jdbi, cluster.incarnation());
        var tips = new LiveTips(timelines, new GroupTips(settings), fanout);
        var callbacks = new LiveCallbacks(webhooks, store, accounts);
        var marks = new LiveMarks(jdbi, store, accounts, settings);
        this.parts = new LiveRooms.Parts(
                store,
                tips,
                new LiveMemberList(store, marks, accounts, settings),
                new LiveBans(sanctions, store, tips, callbacks, accounts, settings, fanout, notices, clock),
                new LiveMutes(sanctions, store, tips, accounts, fanout, clock),
                marks,
                new LiveGuests(fanout.rooms(), settings),
                new Sanctions(clock),
                new RecentMessages(settings, fanout.rooms()::isIn, clock),
                callbacks);
        this.rooms = new LiveRooms(parts, groups, accounts, fanout, cluster.incarnation(), clock);
        this.backEnd = new BackEndRooms(groups, rooms, parts, accounts);
        this.broadcasts = new LiveBroadcasts(messages, groups, accounts, settings, fanout, clock);
        var connections = new LiveConnections(callbacks, groups, store, cluster::online, fanout.rooms());
        this.sweep = new LiveSweep(rooms, parts, connections, fanout.rooms(), sessions, clock);
    }

    /// What groups ask.
    public LiveRooms rooms() {
        return rooms;
    }

    /// What back ends do in them.
    public BackEndRooms ofBackEnds() {
        return backEnd;
    }

    /// What back ends say in all of them.
    public LiveBroadcasts broadcasts() {
        return broadcasts;
    }

    /// What is remembered of what was said.
    public PassedMessages recent() {
        return parts.recent();
    }

    /// Begins to hear what other nodes change, and to look after who is here.
    public void start(Background background) {
        fanout.onSignal(Moved.KIND, envelope -> rooms.onMoved(Moved.of(envelope)));
        fanout.onSignal(Sanction.KIND, envelope -> rooms.onSanction(Sanction.of(envelope)));
        fanout.onSignal(
                LiveBroadcasts.KIND, signal -> background.start("live-broadcast", () -> broadcasts.tell(signal)));
        fanout.onRoomPush(parts.recent()::see);
        fanout.onGap(() -> background.start("live-gap", this::readSanctions));
        sweep.start(background);
    }

    /// Signals may have been lost.
    private void readSanctions() {
        var byRoom = new HashMap<Long, List<Long>>();
        fanout.rooms()
                .rooms()
                .forEach(room -> byRoom.put(room, List.copyOf(fanout.rooms().of(room))));
        try {
            byRoom.forEach((room, users) -> sanctions.of(room, users).forEach(rooms::onSanction));
        } catch (RuntimeException failed) {
            LOG.warn("the sanctions of {} live rooms cannot be read", byRoom.size(), failed);
        }
    }

    /// Nobody is here any more.
    @Override
    public void close() {
        parts.store().leaveAll();
    }
}
