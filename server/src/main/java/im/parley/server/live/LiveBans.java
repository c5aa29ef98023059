package im.parley.server.live;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.group.DeleteMembers;
import im.parley.protocol.group.GroupLeft;
import im.parley.protocol.group.TipMember;
import im.parley.server.bus.Address;
import im.parley.server.fanout.Fanout;
import im.parley.server.group.LiveGroup;
import im.parley.server.message.Notices;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps users out of rooms for a time.
final class LiveBans {
    private static final long MILLIS = 1000;
    private static final int NOTICE_BANNED = 21;
    private static final int NOTICE_UNBANNED = 22;

    private final SanctionStore sanctions;
    private final LiveStore store;
    private final LiveTips tips;
    private final LiveCallbacks callbacks;
    private final Accounts accounts;
    private final Settings settings;
    private final Fanout fanout;
    private final Notices notices;
    private final Clock clock;

    LiveBans(
            SanctionStore sanctions,
            LiveStore store,
            LiveTips tips,
            LiveCallbacks callbacks,
            Accounts accounts,
            Settings settings,
            Fanout fanout,
            Notices notices,
            Clock clock) {
        this.sanctions = sanctions;
        this.store = store;
        this.tips = tips;
        this.callbacks = callbacks;
        this.accounts = accounts;
        this.settings = settings;
        this.fanout = fanout;
        this.notices = notices;
        this.clock = clock;
    }

    /// Bans users, in the room or not.
    ///
    /// @return their userIDs
    List<String> ban(Caller caller, LiveGroup room, DeleteMembers request) {
        settings.checkEnabled(AppSettings.LIVE_BAN);
        if (request.duration() == null || request.duration() <= 0) { // deleteGroupMember#2
            throw ErrorCode.BAN_DURATION_INVALID.because(
                    "duration is " + request.duration() + ", expected the seconds of the ban, 1 or more");
        }
        if (!room.isManagedBy(caller)) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because("only the owner and admins of a live room may ban");
        }
        var users = users(caller, room, request);
        var numbers = users.stream().map(Account::tinyID).toList();
        long until = clock.millis() + request.duration() * MILLIS;
        var changed = sanctions.ban(room.id(), numbers, until);
        var left = store.leave(room.id(), numbers);
        for (var sanction : changed) {
            signal(sanction);
            fanout.toUser(sanction.tinyID(), null, new GroupLeft(room.groupID(), "banned"));
        }
        tell(caller, room, request, users);
        callbacks.kicked(caller, room, left);
        return users.stream().map(Account::userID).toList();
    }

    /// Lets users come again; who is not banned is passed over.
    void unban(Caller caller, LiveGroup room, Collection<String> userIDs) {
        var numbers =
                accounts.load(userIDs).values().stream().map(Account::tinyID).toList();
        var changed = sanctions.unban(room.id(), numbers, clock.millis());
        if (changed.isEmpty()) {
            return;
        }
        changed.forEach(this::signal);
        var users = accounts.byTinyID(changed.stream().map(Sanction::tinyID).toList());
        tips.tell(
                room,
                Types.GRP_TIP_UNBAN_AVCHATROOM_MEMBER,
                accounts.get(caller.userID()),
                named(users.values(), null),
                null,
                null);
        notices.send(userIDs(users.values()), LiveTips.notice(room, NOTICE_UNBANNED, caller.userID(), ""));
    }

    /// What there is against a user in a room.
    List<Sanction> of(long room, long tinyID) {
        return sanctions.of(room, List.of(tinyID));
    }

    /// Who is banned now, who may come again first before the others.
    List<Sanction> banned(LiveGroup room, int offset, int limit) {
        return sanctions.banned(room.id(), clock.millis(), offset, limit);
    }

    private void signal(Sanction sanction) {
        fanout.signal(new Address.Room(sanction.room()), Sanction.KIND, sanction.bytes());
        fanout.signal(new Address.User(sanction.tinyID()), Sanction.KIND, sanction.bytes());
    }

    private List<Account> users(Caller caller, LiveGroup room, DeleteMembers request) {
        var known = accounts.load(request.userIDList());
        var users = new ArrayList<Account>();
        for (var userID : request.userIDList()) {
            var user = known.get(userID);
            if (user != null) {
                room.checkMaySanction(caller, user.tinyID(), "banned");
            }
            if (user != null && !users.contains(user)) {
                users.add(user);
            }
        }
        if (users.isEmpty()) {
            throw ErrorCode.MEMBER_NOT_IN_GRP.because("none of " + request.userIDList() + " is registered");
        }
        return users;
    }

    private void tell(Caller caller, LiveGroup room, DeleteMembers request, List<Account> users) {
        var reason = request.reason();
        tips.tell(
                room,
                Types.GRP_TIP_BAN_AVCHATROOM_MEMBER,
                accounts.get(caller.userID()),
                named(users, reason),
                store.count(room.id()),
                null);
        var notice = LiveTips.notice(room, NOTICE_BANNED, caller.userID(), reason == null ? "" : reason);
        notices.send(userIDs(users), notice);
    }

    private static List<TipMember> named(Collection<Account> users, @Nullable String reason) {
        return users.stream()
                .map(user -> new TipMember(user.userID(), user.nick(), user.avatar(), null, reason, null))
                .toList();
    }

    private static List<String> userIDs(Collection<Account> users) {
        return users.stream().map(Account::userID).toList();
    }
}
