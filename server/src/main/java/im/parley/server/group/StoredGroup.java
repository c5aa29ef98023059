package im.parley.server.group;

import im.parley.protocol.group.Group;
import im.parley.protocol.group.GroupField;
import im.parley.protocol.group.SelfInfo;
import im.parley.protocol.group.UpdateGroup;
import im.parley.server.message.RoomTimelines.Head;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of `chat_group`.
///
/// @param id the number of its timeline
/// @param owner account number; 0: none
/// @param createdAt milliseconds since 1970
/// @param infoAt milliseconds since 1970
/// @param maxMembers 0: no limit
/// @param admins account numbers; of a live room alone, elsewhere members have roles
record StoredGroup(
        long id,
        String groupID,
        GroupType type,
        String name,
        String introduction,
        String notification,
        String avatar,
        long owner,
        long createdAt,
        long infoAt,
        long infoSequence,
        int memberCount,
        int maxMembers,
        boolean isMuted,
        String joinOption,
        String inviteOption,
        boolean isSupportTopic,
        List<GroupField> fields,
        List<Long> admins) {
    private static final long MILLIS = 1000;

    /// The columns in the order of [#of], of a table called `g`.
    static final String COLUMNS = "g.id, g.group_id, g.type, g.name, g.introduction, g.notification, g.avatar, g.owner,"
            + " g.created_at, g.info_at, g.info_sequence, g.member_count, g.max_members, g.mute_all, g.join_option,"
            + " g.invite_option, g.support_topic, g.custom_fields, g.admins";

    /// @param first the column that holds the id
    static StoredGroup of(ResultSet row, int first) throws SQLException {
        return new StoredGroup(
                row.getLong(first),
                row.getString(first + 1),
                GroupType.of(row.getString(first + 2)),
                row.getString(first + 3),
                row.getString(first + 4),
                row.getString(first + 5),
                row.getString(first + 6),
                row.getLong(first + 7),
                row.getLong(first + 8),
                row.getLong(first + 9),
                row.getLong(first + 10),
                row.getInt(first + 11),
                row.getInt(first + 12),
                row.getBoolean(first + 13),
                row.getString(first + 14),
                row.getString(first + 15),
                row.getBoolean(first + 16),
                Fields.parse(row.getString(first + 17)),
                List.of((Long[]) row.getArray(first + 18).getArray())); // the driver's type for bigint[]
    }

    /// Under another number.
    StoredGroup withID(long other) {
        return copy(other, owner, infoAt, infoSequence, memberCount, maxMembers, admins);
    }

    /// With another owner.
    ///
    /// @param other account number; 0: nobody
    StoredGroup ownedBy(long other) {
        return copy(id, other, infoAt, infoSequence, memberCount, maxMembers, admins);
    }

    /// The next state of its profile.
    StoredGroup changedAt(long now) {
        return copy(id, owner, now, infoSequence + 1, memberCount, maxMembers, admins);
    }

    /// With so many more members.
    StoredGroup withMembers(int difference) {
        return copy(id, owner, infoAt, infoSequence, memberCount + difference, maxMembers, admins);
    }

    /// With room for so many.
    StoredGroup withMaxMembers(int most) {
        return copy(id, owner, infoAt, infoSequence, memberCount, most, admins);
    }

    private StoredGroup copy(
            long id, long owner, long infoAt, long infoSequence, int memberCount, int maxMembers, List<Long> admins) {
        return new StoredGroup(
                id,
                groupID,
                type,
                name,
                introduction,
                notification,
                avatar,
                owner,
                createdAt,
                infoAt,
                infoSequence,
                memberCount,
                maxMembers,
                isMuted,
                joinOption,
                inviteOption,
                isSupportTopic,
                fields,
                admins);
    }

    /// With the fields that an update names.
    StoredGroup with(UpdateGroup update) {
        return new StoredGroup(
                id,
                groupID,
                type,
                orElse(update.name(), name),
                orElse(update.introduction(), introduction),
                orElse(update.notification(), notification),
                orElse(update.avatar(), avatar),
                owner,
                createdAt,
                infoAt,
                infoSequence,
                memberCount,
                maxMembers,
                orElse(update.muteAllMembers(), isMuted),
                type.isJoinOptionSettable() ? orElse(update.joinOption(), joinOption) : joinOption,
                orElse(update.inviteOption(), inviteOption),
                isSupportTopic,
                update.groupCustomField() == null ? fields : Fields.merge(fields, update.groupCustomField()),
                admins);
    }

    /// With other admins.
    StoredGroup withAdmins(List<Long> others) {
        return copy(id, owner, infoAt, infoSequence, memberCount, maxMembers, List.copyOf(others));
    }

    /// What somebody is in a live room, in it or not.
    GroupRole roleInRoom(long tinyID) {
        return tinyID == owner ? GroupRole.OWNER : admins.contains(tinyID) ? GroupRole.ADMIN : GroupRole.MEMBER;
    }

    private static <T> T orElse(@Nullable T wanted, T now) {
        return wanted == null ? now : wanted;
    }

    /// As clients get it.
    ///
    /// @param ownerID empty: none
    /// @param head of its timeline; null: it has none
    /// @param self null for who is no member
    Group show(String ownerID, @Nullable Head head, @Nullable SelfInfo self) {
        return show(ownerID, head, memberCount, self);
    }

    /// @param count members now
    Group show(String ownerID, @Nullable Head head, int count, @Nullable SelfInfo self) {
        return head == null
                ? show(ownerID, 0, 0, count, self)
                : show(ownerID, head.lastSequence(), head.lastTime() / MILLIS, count, self);
    }

    /// @param lastTime seconds since 1970
    Group show(String ownerID, long lastSequence, long lastTime, int count, @Nullable SelfInfo self) {
        return new Group(
                groupID,
                type.wireName(),
                name,
                introduction,
                notification,
                avatar,
                ownerID,
                createdAt / MILLIS,
                infoAt / MILLIS,
                infoSequence,
                count,
                maxMembers,
                isMuted,
                joinOption,
                inviteOption,
                fields,
                isSupportTopic,
                lastSequence + 1,
                lastTime,
                self);
    }
}
