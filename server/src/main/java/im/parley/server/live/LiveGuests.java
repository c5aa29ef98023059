package im.parley.server.live;

import im.parley.protocol.CloseReason;
import im.parley.protocol.ErrorCode;
import im.parley.server.fanout.LocalRooms;
import im.parley.server.group.LiveGroup;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Connection;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.SettingValues;
import im.parley.server.settings.Settings;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Who listens in the rooms of this node without having signed in. They are their sockets: nobody sees them, they
/// are counted nowhere and gone when the socket is (`joinGroup#5`). Safe for use by many threads.
final class LiveGuests {
    /// Somebody who looks around moves about once a second; a room that does not exist costs a look into the database.
    private static final int JOINS_PER_SECOND = 10;

    private final LocalRooms local;
    private final Settings settings;
    private final CallRate joins = CallRate.perSecond("group.join", JOINS_PER_SECOND);
    private final AtomicInteger count = new AtomicInteger();

    LiveGuests(LocalRooms local, Settings settings) {
        this.local = local;
        this.settings = settings;
        settings.onChange(this::settingsChanged);
    }

    /// What holds a socket for somebody who may only listen.
    private final class Guest implements Caller {
        private final Connection connection;

        Guest(Connection connection) {
            this.connection = connection;
        }

        @Override
        public long tinyID() {
            return 0;
        }

        @Override
        public String userID() {
            return "";
        }

        @Override
        public String instanceID() {
            return connection.remoteAddress();
        }

        @Override
        public boolean isGuest() {
            return true;
        }

        @Override
        public void closed(@Nullable CloseReason why) {
            local.leaveAsGuest(connection);
            count.decrementAndGet();
        }
    }

    /// Lets somebody listen in this room and in no other. Blocks.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#APP_NOT_ENABLED]; [ErrorCode#NOT_LOGGED_IN] while guests
    ///     are not wanted; [ErrorCode#SERVER_OVERLOADED] where there are as many as may be;
    ///     [ErrorCode#OVER_FREQUENCY_LIMIT]; [ErrorCode#REPEAT_LOGIN] if somebody signs in on the socket meanwhile
    void enter(Connection connection, LiveGroup room) {
        if (!settings.get(AppSettings.APP_ENABLED)) {
            throw ErrorCode.APP_NOT_ENABLED.because("the app is switched off");
        }
        var guest = connection.caller() instanceof Guest known ? known : new Guest(connection);
        joins.take(guest);
        if (connection.caller() != guest) {
            admit(connection, guest);
        }
        synchronized (guest) { // one move at a time
            local.enterAsGuest(room.id(), connection);
        }
        if (connection.caller() != guest) { // the socket went away meanwhile
            local.leaveAsGuest(room.id(), connection);
        }
    }

    private void admit(Connection connection, Guest guest) {
        int most = settings.get(AppSettings.LIVE_GUESTS);
        if (most == 0) {
            throw ErrorCode.NOT_LOGGED_IN.because("nobody is signed in, and guests are not let in");
        }
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            throw ErrorCode.SERVER_OVERLOADED.because(most + " guests are here already, no more are let in");
        }
        if (!connection.signIn(guest)) {
            count.decrementAndGet();
            throw ErrorCode.REPEAT_LOGIN.because("the connection is closed or somebody is signed in on it");
        }
    }

    /// Lets a guest go, who may then sign in on another socket.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#MEMBER_NOT_IN_GRP]
    void leave(Connection connection, LiveGroup room) {
        var guest = connection.caller();
        if (guest == null || !leave(room.id(), connection, guest)) {
            throw ErrorCode.MEMBER_NOT_IN_GRP.because(
                    "nobody listens in live room \"" + room.groupID() + "\" on this socket");
        }
    }

    private boolean leave(long room, Connection connection, Caller guest) {
        synchronized (guest) {
            return local.leaveAsGuest(room, connection);
        }
    }

    private void settingsChanged(SettingValues before, SettingValues after) {
        if (!after.get(AppSettings.APP_ENABLED) || after.get(AppSettings.LIVE_GUESTS) == 0) {
            local.guests().forEach(guest -> guest.close(CloseReason.GOING_AWAY));
        }
    }
}
