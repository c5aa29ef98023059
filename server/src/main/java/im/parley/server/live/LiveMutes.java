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
        if (room.owner() != caller.tinyID()) {
            throw ErrorCode.GROUP_PERMISSION_DENIED.because("only the owner of a live room may mute its members");
        }
        var user = accounts.find(request.userID()).orElseThrow(() -> notIn(room, request.userID()));
        long joinedAt = store.joinedAt(room.id(), user.tinyID()).orElseThrow(() -> notIn(room, request.userID()));
        long until = request.muteTime() == 0 ? 0 : clock.millis() + request.muteTime() * MILLIS;
        for (var sanction : sanctions.mute(room.id(), List.of(user.tinyID()), until)) {
            fanout.signal(new Address.Room(room.id()), Sanction.KIND, sanction.bytes());
            fanout.signal(new Address.User(user.tinyID()), Sanction.KIND, sanction.bytes());
        }
        fanout.toUser(
                user.tinyID(),
                null,
                new SelfInfoChanged(room.groupID(), LiveRooms.selfInfo(Types.GRP_MBR_ROLE_MEMBER, joinedAt, until)));
        tips.tell(
                room,
                Types.GRP_TIP_MBR_PROFILE_UPDATED,
                accounts.get(caller.userID()),
                List.of(new TipMember(user.userID(), user.nick(), user.avatar(), request.muteTime(), null, null)),
                null,
                null);
        return member(user, joinedAt, until);
    }

    private static RuntimeException notIn(LiveGroup room, String userID) {
        return ErrorCode.MEMBER_NOT_IN_GRP.because(
                "user \"" + userID + "\" is not in live room \"" + room.groupID() + '"');
    }

    private static GroupMember member(Account user, long joinedAt, long mutedUntil) {
        return new GroupMember(
                user.userID(),
                user.nick(),
                user.avatar(),
                Types.GRP_MBR_ROLE_MEMBER,
                joinedAt / MILLIS,
                "",
                mutedUntil / MILLIS,
                List.of(),
                0,
                false,
                List.of());
    }
}
