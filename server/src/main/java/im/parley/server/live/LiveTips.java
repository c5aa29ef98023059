package im.parley.server.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.group.GroupNoticePayload;
import im.parley.protocol.group.GroupRef;
import im.parley.protocol.group.GroupTipPayload;
import im.parley.protocol.group.TipMember;
import im.parley.protocol.message.UserInfo;
import im.parley.server.fanout.Fanout;
import im.parley.server.group.GroupTips;
import im.parley.server.group.LiveGroup;
import im.parley.server.message.RoomTimelines;
import im.parley.server.users.Account;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Tells rooms who comes, goes or is put out. Where a crowd comes or goes, not of everyone: each tip goes to all
/// who are in, so that their number would grow with the square of the crowd.
final class LiveTips {
    /// Of one room and node. As many messages as a room may have by default ([GroupTipPayload#memberCount]
    /// says the rest).
    private static final int PER_SECOND = 40;

    private static final int NOTICE_QUIT = 8;
    private static final int MAX_ROOMS = 100_000;

    private final RoomTimelines timelines;
    private final GroupTips tips;
    private final Fanout fanout;
    private final Cache<Long, AtomicInteger> told = Caffeine.newBuilder()
            .maximumSize(MAX_ROOMS)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    LiveTips(RoomTimelines timelines, GroupTips tips, Fanout fanout) {
        this.timelines = timelines;
        this.tips = tips;
        this.fanout = fanout;
    }

    void joined(LiveGroup room, Account user, int count) {
        comesOrGoes(room, user, Types.GRP_TIP_MBR_JOIN, count, 1);
    }

    void left(LiveGroup room, Account user, int count) {
        comesOrGoes(room, user, Types.GRP_TIP_MBR_QUIT, count, null);
    }

    private void comesOrGoes(LiveGroup room, Account user, int operation, int count, @Nullable Integer joinType) {
        if (told.get(room.id(), id -> new AtomicInteger()).incrementAndGet() <= PER_SECOND) {
            var member = new TipMember(user.userID(), user.nick(), user.avatar(), null, null, null);
            tell(room, operation, user, List.of(member), count, joinType);
        }
    }

    /// Tells the other instances of who quits.
    void quit(LiveGroup room, Account user, String exceptInstance) {
        var notice = notice(room, NOTICE_QUIT, user.userID(), "");
        fanout.publish(
                List.of(timelines.passNotice(room.id(), user.userID(), notice).toUser(user.tinyID(), exceptInstance)));
    }

    /// What a notice says of a room.
    ///
    /// @param operation see [GroupNoticePayload]
    static RawJson notice(LiveGroup room, int operation, String operatorID, String message) {
        var profile = room.profile();
        return RawJson.of(ProtocolJson.bytes(new GroupNoticePayload(
                operation,
                operatorID,
                message,
                new GroupRef(room.groupID(), null, profile.name(), profile.type()),
                null,
                null,
                null)));
    }

    /// Unless the settings want no such tip.
    ///
    /// @param members whom it concerns and what it tells of each
    /// @param count who is in now; null where that did not change
    void tell(
            LiveGroup room,
            int operation,
            Account operator,
            List<TipMember> members,
            @Nullable Integer count,
            @Nullable Integer joinType) {
        if (!tips.tellLive(operation)) {
            return;
        }
        var payload = new GroupTipPayload(
                operation,
                operator.userID(),
                new UserInfo(operator.userID(), operator.nick(), operator.avatar()),
                members.stream().map(TipMember::userID).toList(),
                members,
                count,
                new GroupRef(room.groupID(), room.profile().name(), null, null),
                null,
                joinType);
        var tip = timelines.pass(room.id(), room.groupID(), RawJson.of(ProtocolJson.bytes(payload)));
        fanout.publish(List.of(tip.toMembers(null)));
    }
}
