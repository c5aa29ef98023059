package im.parley.server.group;

import im.parley.protocol.Types;
import im.parley.protocol.group.GroupField;
import im.parley.protocol.group.GroupMember;
import im.parley.protocol.group.SelfInfo;
import im.parley.protocol.group.UpdateMember;
import im.parley.server.users.Account;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// A row of `group_member`.
///
/// @param joinedAt milliseconds since 1970
/// @param joinedSequence where they came, see [im.parley.server.message.Rooms.Room#place]
/// @param mutedUntil milliseconds since 1970
record StoredMember(
        long group,
        long tinyID,
        GroupRole role,
        long joinedAt,
        long joinedSequence,
        String nameCard,
        long mutedUntil,
        List<GroupField> fields) {
    private static final long MILLIS = 1000;

    /// The columns in the order of [#of], of a table called `m`.
    static final String COLUMNS =
            "m.group_id, m.tiny_id, m.role, m.joined_at, m.joined_sequence, m.name_card, m.muted_until, m.custom_fields";

    /// @param first the column that holds the group
    static StoredMember of(ResultSet row, int first) throws SQLException {
        return new StoredMember(
                row.getLong(first),
                row.getLong(first + 1),
                GroupRole.ofStored(row.getInt(first + 2)),
                row.getLong(first + 3),
                row.getLong(first + 4),
                row.getString(first + 5),
                row.getLong(first + 6),
                Fields.parse(row.getString(first + 7)));
    }

    StoredMember withRole(GroupRole other) {
        return new StoredMember(group, tinyID, other, joinedAt, joinedSequence, nameCard, mutedUntil, fields);
    }

    StoredMember mutedUntil(long millis) {
        return new StoredMember(group, tinyID, role, joinedAt, joinedSequence, nameCard, millis, fields);
    }

    /// With what an update names.
    StoredMember with(UpdateMember update) {
        return new StoredMember(
                group,
                tinyID,
                role,
                joinedAt,
                joinedSequence,
                update.nameCard() == null ? nameCard : update.nameCard(),
                mutedUntil,
                update.memberCustomField() == null ? fields : Fields.merge(fields, update.memberCustomField()));
    }

    /// As the member gets it.
    SelfInfo asSelf() {
        return new SelfInfo(
                role.wireName(),
                joinedAt / MILLIS,
                nameCard,
                mutedUntil / MILLIS,
                fields,
                Types.MSG_REMIND_ACPT_AND_NOTE);
    }

    /// As other members get it.
    ///
    /// @param lastSent when they last wrote, milliseconds since 1970; 0: never
    GroupMember show(Account account, boolean isOnline, long lastSent) {
        return new GroupMember(
                account.userID(),
                account.nick(),
                account.avatar(),
                role.wireName(),
                joinedAt / MILLIS,
                nameCard,
                mutedUntil / MILLIS,
                fields,
                lastSent / MILLIS,
                isOnline,
                List.of());
    }
}
