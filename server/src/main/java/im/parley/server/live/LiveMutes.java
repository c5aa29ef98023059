package im.parley.server.live;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.group.GroupMember;
import im.parley.protocol.group.MuteMember;
import im.parley.protocol.group.SelfInfoChanged;
import im.parley.protocol.group.TipMember;
import im.parley.server.bus.Address;
import im.parley.server.fanout.Fanout;
import im.parley.server.group.LiveGroup;
import im.parley.server.group.Muted;
import im.parley.server.operation.Caller;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.List;

/// Keeps members of rooms from writing for a time.
final class LiveMutes {
    private static final long MILLIS = 1000;

    private final SanctionStore sanctions;
    private final LiveStore store;
    private final LiveTips tips;
    private final Accounts accounts;
    private final Fanout fanout;
    private final Clock clock;

    LiveMutes(SanctionStore sanctions, LiveStore store, LiveTips tips, Accounts accounts, Fanout fanout, Clock clock) {
        this.sanctions = sanctions;
        this.store = store;
        this.tips = tips;
        this.accounts = accounts;
        this.fanout = fanout;
        this.clock = clock;
    }

    /// See [MuteMember].
    GroupMember mute(Caller caller, LiveGroup room, MuteMember request) {
        if (request.userID().equals(caller.userID())) {
            throw ErrorCode.CANNOT_MUTE_SELF.because("userID is the caller, expected another member");
        }
        return mute(caller, room, List.of(request.userID()), request.muteTime()).getFirst();
    }

    /// Mutes who is in the room, or lets them write again; others are passed over.
    ///
    /// @param seconds 0: they may write again
    List<GroupMember> mute(Caller caller, LiveGroup room, List<String> userIDs, long seconds) {
        if (!room.isManagedBy(caller)) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because(
                    "only the owner and admins of a live room may mute its members");
        }
        var users = accounts.load(userIDs).values();
        var joinedAt =
                store.joinedAt(room.id(), users.stream().map(Account::tinyID).toList());
        var here = users.stream()
                .filter(user -> joinedAt.containsKey(user.tinyID()))
                .toList();
        check(caller, room, userIDs, here);
        long until = seconds == 0 ? 0 : clock.millis() + seconds * MILLIS;
        for (var sanction :
                sanctions.mute(room.id(), here.stream().map(Account::tinyID).toList(), until)) {
            fanout.signal(new Address.Room(room.id()), Sanction.KIND, sanction.bytes());
            fanout.signal(new Address.User(sanction.tinyID()), Sanction.KIND, sanction.bytes());
        }
        here.forEach(user -> {
            var self = LiveRooms.selfInfo(room.role(user.tinyID()), joinedAt.getOrDefault(user.tinyID(), 0L), until);
            fanout.toUser(user.tinyID(), null, new SelfInfoChanged(room.groupID(), self));
        });
        tell(caller, room, here, seconds);
        return here.stream()
                .map(user -> member(room, user, joinedAt.getOrDefault(user.tinyID(), 0L), until))
                .toList();
    }

    private static void check(Caller caller, LiveGroup room, List<String> userIDs, List<Account> here) {
        if (here.isEmpty()) {
            throw ErrorCode.MEMBER_NOT_IN_GRP.because(
                    "none of " + userIDs + " is in live room \"" + room.groupID() + '"');
        }
        here.forEach(user -> room.checkMaySanction(caller, user.tinyID(), "muted"));
    }

    private void tell(Caller caller, LiveGroup room, List<Account> users, long seconds) {
        tips.tell(
                room,
                Types.GRP_TIP_MBR_PROFILE_UPDATED,
                accounts.get(caller.userID()),
                users.stream()
                        .map(user -> new TipMember(user.userID(), user.nick(), user.avatar(), seconds, null, null))
                        .toList(),
                null,
                null);
    }

    /// Who is muted, who may write again first before the others.
    List<Muted> muted(long room, int limit) {
        return sanctions.muted(room, clock.millis(), limit);
    }

    private static GroupMember member(LiveGroup room, Account user, long joinedAt, long mutedUntil) {
        return new GroupMember(
                user.userID(),
                user.nick(),
                user.avatar(),
                room.role(user.tinyID()),
                joinedAt / MILLIS,
                "",
                mutedUntil / MILLIS,
                List.of(),
                0,
                false,
                List.of());
    }
}
