package im.parley.server.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.protocol.Types;
import im.parley.protocol.group.CountOnline;
import im.parley.protocol.group.DeleteMembers;
import im.parley.protocol.group.GroupJoined;
import im.parley.protocol.group.GroupLeft;
import im.parley.protocol.group.JoinGroup;
import im.parley.protocol.group.ListMembers;
import im.parley.protocol.group.MarkMembers;
import im.parley.protocol.group.MuteMember;
import im.parley.protocol.group.QuitGroup;
import im.parley.protocol.group.SelfInfo;
import im.parley.server.bus.Address;
import im.parley.server.fanout.Fanout;
import im.parley.server.fanout.LocalRooms;
import im.parley.server.group.Groups;
import im.parley.server.group.LiveGroup;
import im.parley.server.group.LiveGroups;
import im.parley.server.group.Muted;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Connection;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is in which live room: coming, going, being counted. Safe for use by many threads.
public final class LiveRooms implements LiveGroups {
    private static final long MILLIS = 1000;
    private static final int MAX_ROOMS = 100_000;
    private static final Duration COUNTED_FOR = Duration.ofSeconds(1);
    /// Up to here a room's count is looked up anew whenever somebody comes or goes here.
    private static final int EXACT = 1_000;

    private final Groups groups;
    private final Accounts accounts;
    private final LiveStore store;
    private final LiveTips tips;
    private final LiveMemberList list;
    private final LiveBans bans;
    private final LiveMutes mutes;
    private final LiveMarks marks;
    private final LiveGuests guests;
    private final Sanctions sanctions;
    private final RecentMessages recent;
    private final LiveCallbacks callbacks;
    private final Fanout fanout;
    private final LocalRooms local;
    private final String node;
    private final Clock clock;
    private final Cache<Long, Integer> counts = Caffeine.newBuilder()
            .maximumSize(MAX_ROOMS)
            .expireAfterWrite(COUNTED_FOR)
            .build();

    LiveRooms(Parts parts, Groups groups, Accounts accounts, Fanout fanout, String node, Clock clock) {
        this.groups = groups;
        this.accounts = accounts;
        this.store = parts.store();
        this.tips = parts.tips();
        this.list = parts.list();
        this.bans = parts.bans();
        this.mutes = parts.mutes();
        this.marks = parts.marks();
        this.guests = parts.guests();
        this.sanctions = parts.sanctions();
        this.recent = parts.recent();
        this.callbacks = parts.callbacks();
        this.fanout = fanout;
        this.local = fanout.rooms();
        this.node = node;
        this.clock = clock;
    }

    /// What it is made of.
    record Parts(
            LiveStore store,
            LiveTips tips,
            LiveMemberList list,
            LiveBans bans,
            LiveMutes mutes,
            LiveMarks marks,
            LiveGuests guests,
            Sanctions sanctions,
            RecentMessages recent,
            LiveCallbacks callbacks) {}

    @Override
    public JoinGroup.Result join(Caller caller, JoinGroup request) {
        var room = groups.live(request.groupID());
        var me = accounts.get(caller.userID());
        if (!isBanned(room.id(), me.tinyID())) {
            callbacks.askToJoin(caller, room);
        }
        var entered = store.enter(room.id(), me.tinyID(), Boolean.TRUE.equals(request.isReturn()), clock.millis());
        sanctions.learn(entered.sanction());
        if (entered.isElsewhere()) {
            throw ErrorCode.MEMBER_NOT_IN_GRP.because(
                    "the caller is in another live room than \"" + room.groupID() + "\" by now");
        }
        if (sanctions.isBanned(room.id(), me.tinyID())) {
            throw banned(room, me, entered.sanction());
        }
        local.enter(room.id(), me.tinyID());
        if (sanctions.isBanned(room.id(), me.tinyID())) { // meanwhile
            out(room.id(), me.tinyID());
            throw banned(room, me, entered.sanction());
        }
        changed(room.id());
        moved(me.tinyID(), room.id(), entered.left());
        entered.left().forEach(left -> tellLeft(left, List.of(me.tinyID()), caller, null));
        var group = room.profile().with(count(room.id()), self(room.id(), room.role(me.tinyID()), me.tinyID()));
        if (!entered.wasIn()) {
            fanout.toUser(me.tinyID(), caller.instanceID(), new GroupJoined(group));
            tips.joined(room, me, group.memberCount());
            callbacks.joined(caller, room);
        }
        return new JoinGroup.Result(
                entered.wasIn() ? Types.JOIN_STATUS_ALREADY_IN_GROUP : Types.JOIN_STATUS_SUCCESS,
                group,
                recent.of(room.id()));
    }

    @Override
    public JoinGroup.Result joinAsGuest(Connection connection, JoinGroup request) {
        var room = groups.live(request.groupID());
        guests.enter(connection, room);
        return new JoinGroup.Result(Types.JOIN_STATUS_SUCCESS, room.profile().with(count(room.id()), null));
    }

    @Override
    public Nothing quitAsGuest(Connection connection, QuitGroup request) {
        guests.leave(connection, groups.live(request.groupID()));
        return Nothing.INSTANCE;
    }

    /// Whether they still are: what is remembered of a ban may be late.
    private boolean isBanned(long room, long tinyID) {
        if (sanctions.isBanned(room, tinyID)) {
            bans.of(room, tinyID).forEach(sanctions::learn);
        }
        return sanctions.isBanned(room, tinyID);
    }

    @Override
    public CountOnline.Result countAsGuest(Connection connection, CountOnline request) {
        var here = local.roomOf(connection);
        if (here == null || here != groups.live(request.groupID()).id()) {
            return new CountOnline.Result(0);
        }
        return new CountOnline.Result(count(here));
    }

    private RuntimeException banned(LiveGroup room, Account user, Sanction sanction) {
        local.leave(room.id(), user.tinyID());
        return ErrorCode.GROUP_PERMISSION_DENIED.because("user \"" + user.userID() + "\" is banned from live room \""
                + room.groupID() + "\" until " + sanction.bannedUntil() / MILLIS);
    }

    private void out(long room, long tinyID) {
        local.leave(room, tinyID);
        store.leave(room, List.of(tinyID));
    }

    /// Tells the other nodes on which the user may be in other rooms.
    private void moved(long tinyID, long room, Collection<Long> left) {
        var signal = new Moved(tinyID, room, node).bytes();
        fanout.signal(new Address.User(tinyID), Moved.KIND, signal);
        left.forEach(other -> fanout.signal(new Address.Room(other), Moved.KIND, signal));
    }

    @Override
    public Nothing quit(Caller caller, QuitGroup request) {
        var room = groups.live(request.groupID());
        if (room.owner() == caller.tinyID()) {
            throw ErrorCode.GROUP_OWNER_CANNOT_QUIT.because("the owner of a live room cannot quit");
        }
        var left = store.leave(room.id(), List.of(caller.tinyID()));
        if (!local.leave(room.id(), caller.tinyID()) && left.isEmpty()) {
            throw ErrorCode.MEMBER_NOT_IN_GRP.because("the caller is not in live room \"" + room.groupID() + '"');
        }
        moved(caller.tinyID(), 0, List.of(room.id()));
        tips.quit(room, accounts.get(caller.userID()), caller.instanceID());
        tellLeft(room.id(), left, caller, caller.instanceID());
        return Nothing.INSTANCE;
    }

    @Override
    public DeleteMembers.Result delete(Caller caller, DeleteMembers request) {
        var room = groups.live(request.groupID());
        var banned = bans.ban(caller, room, request);
        changed(room.id());
        var self = self(room.id(), room.role(caller.tinyID()), caller.tinyID());
        return new DeleteMembers.Result(room.profile().with(count(room.id()), self), banned);
    }

    @Override
    public ListMembers.Result members(Caller caller, ListMembers request) {
        return list.page(caller, groups.live(request.groupID()), request);
    }

    @Override
    public MuteMember.Result mute(Caller caller, MuteMember request) {
        var room = groups.live(request.groupID());
        var member = mutes.mute(caller, room, request);
        var self = self(room.id(), room.role(caller.tinyID()), caller.tinyID());
        return new MuteMember.Result(room.profile().with(count(room.id()), self), member);
    }

    @Override
    public void mute(Administrator admin, String groupID, List<String> userIDs, long seconds) {
        mutes.mute(admin, groups.live(groupID), userIDs, seconds);
    }

    @Override
    public List<Muted> muted(long room, int limit) {
        return mutes.muted(room, limit);
    }

    @Override
    public List<Long> of(long tinyID) {
        return store.of(tinyID);
    }

    @Override
    public Set<Long> among(long room, Collection<Long> tinyIDs) {
        return store.joinedAt(room, tinyIDs).keySet();
    }

    @Override
    public MarkMembers.Result mark(Caller caller, MarkMembers request) {
        return marks.mark(caller, groups.live(request.groupID()), request);
    }

    /// Tells a room, the users themselves and the app's back end that they are out of it.
    ///
    /// @param leaver who asked for it; null: nobody did
    /// @param exceptInstance the instance that asked for it
    void tellLeft(long room, List<Long> users, @Nullable Caller leaver, @Nullable String exceptInstance) {
        changed(room);
        if (users.isEmpty()) {
            return;
        }
        var profile = groups.liveRooms(List.of(room)).get(room);
        if (profile == null) {
            return;
        }
        int count = count(room);
        var known = accounts.byTinyID(users).values();
        known.forEach(user -> {
            fanout.toUser(user.tinyID(), exceptInstance, new GroupLeft(profile.groupID(), "quit"));
            tips.left(profile, user, count);
        });
        callbacks.quit(leaver, profile, known);
    }

    @Override
    public boolean isHere(long room, long tinyID) {
        return local.isIn(room, tinyID) && !sanctions.isBanned(room, tinyID); // who is banned leaves a moment later
    }

    @Override
    public long mutedUntil(long room, long tinyID) {
        return sanctions.mutedUntil(room, tinyID);
    }

    @Override
    public int count(long room) {
        return Objects.requireNonNull(counts.get(room, store::count));
    }

    /// Somebody came or went here.
    private void changed(long room) {
        counts.asMap().computeIfPresent(room, (id, count) -> count <= EXACT ? null : count);
    }

    @Override
    public @Nullable SelfInfo self(long room, String role, long tinyID) {
        return store.joinedAt(room, tinyID)
                .map(joinedAt -> selfInfo(role, joinedAt, mutedUntil(room, tinyID)))
                .orElse(null);
    }

    /// @param joinedAt milliseconds since 1970, like `mutedUntil`
    static SelfInfo selfInfo(String role, long joinedAt, long mutedUntil) {
        return new SelfInfo(
                role, joinedAt / MILLIS, "", mutedUntil / MILLIS, List.of(), Types.MSG_REMIND_ACPT_AND_NOTE);
    }

    @Override
    public void ended(long room) {
        if (local.isOpen(room)) { // its rows go with the next look at them
            Thread.ofVirtual().name("live-ended").start(() -> local.end(room));
        }
    }

    /// A user is elsewhere now. Never blocks.
    void onMoved(Moved moved) {
        if (!moved.node().equals(node)) {
            Thread.ofVirtual().name("live-moved").start(() -> local.leaveOthers(moved.tinyID(), moved.room()));
        }
    }

    /// Somebody may do more or less than before. Never blocks.
    void onSanction(Sanction sanction) {
        sanctions.learn(sanction);
        if (sanctions.isBanned(sanction.room(), sanction.tinyID())) {
            Thread.ofVirtual().name("live-ban").start(() -> local.leave(sanction.room(), sanction.tinyID()));
        }
    }
}
