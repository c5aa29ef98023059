package im.parley.server.group;

import im.parley.server.push.PushRooms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of `chat_group` and `group_member`.
final class GroupStore {
    private GroupStore() {}

    static Optional<StoredGroup> find(Handle handle, String groupID) {
        return byGroupID(handle, List.of(groupID)).stream().findFirst();
    }

    static List<StoredGroup> byGroupID(Handle handle, Collection<String> groupIDs) {
        return handle.createQuery(
                        "SELECT " + StoredGroup.COLUMNS + " FROM chat_group g WHERE g.group_id = ANY (:groups)")
                .bind("groups", groupIDs.toArray(String[]::new))
                .map((row, context) -> StoredGroup.of(row, 1))
                .list();
    }

    static Map<Long, StoredGroup> byID(Handle handle, Collection<Long> ids) {
        return handle
                .createQuery("SELECT " + StoredGroup.COLUMNS + " FROM chat_group g WHERE g.id = ANY (:ids)")
                .bind("ids", ids.toArray(Long[]::new))
                .map((row, context) -> StoredGroup.of(row, 1))
                .stream()
                .collect(Collectors.toMap(StoredGroup::id, Function.identity()));
    }

    /// The user's groups with an ID after this one, in the order of their IDs; live rooms are left out.
    static List<Membership> ofUser(Handle handle, long tinyID, String after, int limit) {
        return handle.createQuery("SELECT " + StoredGroup.COLUMNS + ", " + StoredMember.COLUMNS + """
                         FROM group_member m JOIN chat_group g ON g.id = m.group_id
                        WHERE m.tiny_id = :user AND g.group_id > :after AND g.type <> :live
                        ORDER BY g.group_id LIMIT :limit
                        """)
                .bind("user", tinyID)
                .bind("after", after)
                .bind("live", GroupType.AVCHATROOM.wireName())
                .bind("limit", limit)
                .map((row, context) -> Membership.of(row))
                .list();
    }

    /// The user's groups of some types.
    static List<Long> ofUser(Handle handle, long tinyID, Collection<String> types) {
        return handle.createQuery("""
                        SELECT g.id FROM group_member m JOIN chat_group g ON g.id = m.group_id
                        WHERE m.tiny_id = :user AND g.type = ANY (:types) ORDER BY g.id
                        """)
                .bind("user", tinyID)
                .bind("types", types.toArray(String[]::new))
                .mapTo(Long.class)
                .list();
    }

    private static final int GROUP_COLUMNS = 19;

    record Membership(StoredGroup group, StoredMember member) {
        /// @param row the columns of both, one after the other
        static Membership of(ResultSet row) throws SQLException {
            return new Membership(StoredGroup.of(row, 1), StoredMember.of(row, 1 + GROUP_COLUMNS));
        }
    }

    /// @return false if the ID is in use
    static boolean insert(Handle handle, StoredGroup group) {
        return handle.createUpdate("""
                        WITH made AS (
                            INSERT INTO chat_group (id, group_id, type, name, introduction, notification, avatar, owner,
                                created_at, info_at, max_members, mute_all, join_option, invite_option, support_topic,
                                custom_fields)
                            VALUES (:id, :groupID, :type, :name, :introduction, :notification, :avatar,
                                nullif(:owner, 0), :createdAt, :createdAt, :maxMembers, false, :joinOption,
                                :inviteOption, :topics, :fields::jsonb)
                            ON CONFLICT (group_id) DO NOTHING RETURNING id, type)
                        INSERT INTO group_count AS c (type, shard, groups) SELECT type, id % 16, 1 FROM made
                        ON CONFLICT (type, shard) DO UPDATE SET groups = c.groups + 1
                        """)
                        .bind("id", group.id())
                        .bind("groupID", group.groupID())
                        .bind("type", group.type().wireName())
                        .bind("name", group.name())
                        .bind("introduction", group.introduction())
                        .bind("notification", group.notification())
                        .bind("avatar", group.avatar())
                        .bind("owner", group.owner())
                        .bind("createdAt", group.createdAt())
                        .bind("maxMembers", group.maxMembers())
                        .bind("joinOption", group.joinOption())
                        .bind("inviteOption", group.inviteOption())
                        .bind("topics", group.isSupportTopic())
                        .bind("fields", Fields.write(group.fields()))
                        .execute()
                == 1;
    }

    /// Stores a changed profile.
    static void update(Handle handle, StoredGroup group) {
        handle.createUpdate("""
                        UPDATE chat_group
                        SET name = :name, introduction = :introduction, notification = :notification, avatar = :avatar,
                            owner = nullif(:owner, 0), info_at = :infoAt, info_sequence = :infoSequence,
                            max_members = :maxMembers,
                            mute_all = :muted, join_option = :joinOption, invite_option = :inviteOption,
                            custom_fields = :fields::jsonb
                        WHERE id = :id
                        """)
                .bind("id", group.id())
                .bind("name", group.name())
                .bind("introduction", group.introduction())
                .bind("notification", group.notification())
                .bind("avatar", group.avatar())
                .bind("owner", group.owner())
                .bind("infoAt", group.infoAt())
                .bind("infoSequence", group.infoSequence())
                .bind("maxMembers", group.maxMembers())
                .bind("muted", group.isMuted())
                .bind("joinOption", group.joinOption())
                .bind("inviteOption", group.inviteOption())
                .bind("fields", Fields.write(group.fields()))
                .execute();
    }

    /// Stores who the admins of a live room are.
    static void appoint(Handle handle, StoredGroup room) {
        handle.createUpdate("UPDATE chat_group SET admins = :admins WHERE id = :id")
                .bind("id", room.id())
                .bind("admins", room.admins().toArray(Long[]::new))
                .execute();
    }

    /// Makes somebody an admin of no live room.
    static void dismissAdmin(Handle handle, long tinyID) {
        handle.createUpdate("""
                        UPDATE chat_group SET admins = array_remove(admins, :user)
                        WHERE admins <> '{}' AND :user = ANY (admins)
                        """).bind("user", tinyID).execute();
    }

    /// Keeps a group from being dismissed until the transaction ends.
    ///
    /// @return whether there is one
    static boolean keep(Handle handle, String groupID) {
        return handle.createQuery("SELECT true FROM chat_group WHERE group_id = :group FOR KEY SHARE")
                .bind("group", groupID)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }

    /// Keeps a member in a group until the transaction ends.
    ///
    /// @return whether they are one
    static boolean keep(Handle handle, long group, long tinyID) {
        return handle.createQuery(
                        "SELECT true FROM group_member WHERE group_id = :group AND tiny_id = :user FOR KEY SHARE")
                .bind("group", group)
                .bind("user", tinyID)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }

    static void delete(Handle handle, long id) {
        for (var table : List.of("group_member", "group_attributes", "group_counter")) {
            handle.createUpdate("DELETE FROM " + table + " WHERE group_id = :id")
                    .bind("id", id)
                    .execute();
        }
        // last, since whoever makes a group waits for the row that counts them
        handle.createUpdate("""
                        WITH gone AS (DELETE FROM chat_group WHERE id = :id RETURNING id, type)
                        UPDATE group_count c SET groups = groups - 1 FROM gone
                        WHERE c.type = gone.type AND c.shard = gone.id % 16
                        """).bind("id", id).execute();
    }

    static Optional<StoredMember> member(Handle handle, long group, long tinyID) {
        return Optional.ofNullable(members(handle, group, List.of(tinyID)).get(tinyID));
    }

    /// Those of these users that are members.
    static Map<Long, StoredMember> members(Handle handle, long group, Collection<Long> tinyIDs) {
        return handle
                .createQuery("SELECT " + StoredMember.COLUMNS + """
                         FROM group_member m WHERE m.group_id = :group AND m.tiny_id = ANY (:users)
                        """)
                .bind("group", group)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .map((row, context) -> StoredMember.of(row, 1))
                .stream()
                .collect(Collectors.toMap(StoredMember::tinyID, Function.identity()));
    }

    /// Memberships of these users in these groups, pair by pair.
    static List<StoredMember> members(Handle handle, List<Long> groups, List<Long> tinyIDs) {
        return handle.createQuery("SELECT " + StoredMember.COLUMNS + """
                         FROM unnest(:groups, :users) AS k (group_id, tiny_id)
                        JOIN group_member m ON m.group_id = k.group_id AND m.tiny_id = k.tiny_id
                        """)
                .bind("groups", groups.toArray(Long[]::new))
                .bind("users", tinyIDs.toArray(Long[]::new))
                .map((row, context) -> StoredMember.of(row, 1))
                .list();
    }

    /// Who is muted, who may write again first before the others.
    static List<Muted> muted(Handle handle, long group, long now, int limit) {
        return handle.createQuery("""
                        SELECT tiny_id, muted_until FROM group_member
                        WHERE group_id = :group AND muted_until > 0 AND muted_until > :now
                        ORDER BY muted_until, tiny_id LIMIT :limit
                        """)
                .bind("group", group)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> new Muted(row.getLong(1), row.getLong(2)))
                .list();
    }

    /// Everybody with one of these roles.
    static List<Long> withRoles(Handle handle, long group, Collection<GroupRole> roles) {
        return handle.createQuery("SELECT tiny_id FROM group_member WHERE group_id = :group AND role = ANY (:roles)")
                .bind("group", group)
                .bind("roles", roles.stream().map(GroupRole::stored).toArray(Integer[]::new))
                .mapTo(Long.class)
                .list();
    }

    static List<Long> everybody(Handle handle, long group) {
        return handle.createQuery("SELECT tiny_id FROM group_member WHERE group_id = :group")
                .bind("group", group)
                .mapTo(Long.class)
                .list();
    }

    /// Members that have a phone, by account number.
    ///
    /// @param after exclusive
    static List<Long> withDevices(Handle handle, long group, long after, int limit) {
        return handle.createQuery("""
                        SELECT m.tiny_id FROM group_member m
                        WHERE m.group_id = :group AND m.tiny_id > :after AND %s
                        ORDER BY m.tiny_id LIMIT :limit
                        """.formatted(PushRooms.HAS_DEVICE))
                .bind("group", group)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    /// Members who joined after a point, in the order of joining.
    ///
    /// @param role null: all
    static List<StoredMember> page(Handle handle, long group, MemberCursor after, @Nullable GroupRole role, int limit) {
        return handle.createQuery("SELECT " + StoredMember.COLUMNS + """
                         FROM group_member m
                        WHERE m.group_id = :group AND (m.joined_at, m.tiny_id) > (:joinedAt, :user)
                            AND (:role::int IS NULL OR m.role = :role)
                        ORDER BY m.joined_at, m.tiny_id LIMIT :limit
                        """)
                .bind("group", group)
                .bind("joinedAt", after.joinedAt())
                .bind("user", after.tinyID())
                .bind("role", role == null ? null : role.stored())
                .bind("limit", limit)
                .map((row, context) -> StoredMember.of(row, 1))
                .list();
    }

    /// Some members of some roles, in the order of joining.
    ///
    /// @param roles empty: all
    static List<StoredMember> page(Handle handle, long group, Collection<GroupRole> roles, int offset, int limit) {
        return handle.createQuery("SELECT " + StoredMember.COLUMNS + """
                         FROM group_member m
                        WHERE m.group_id = :group AND (cardinality(:roles::int[]) = 0 OR m.role = ANY (:roles::int[]))
                        ORDER BY m.joined_at, m.tiny_id OFFSET :offset LIMIT :limit
                        """)
                .bind("group", group)
                .bind("roles", roles.stream().map(GroupRole::stored).toArray(Integer[]::new))
                .bind("offset", offset)
                .bind("limit", limit)
                .map((row, context) -> StoredMember.of(row, 1))
                .list();
    }

    /// All memberships of these users.
    static List<StoredMember> ofUsers(Handle handle, Collection<Long> tinyIDs) {
        return handle.createQuery(
                        "SELECT " + StoredMember.COLUMNS + " FROM group_member m WHERE m.tiny_id = ANY (:users)")
                .bind("users", tinyIDs.toArray(Long[]::new))
                .map((row, context) -> StoredMember.of(row, 1))
                .list();
    }

    /// IDs of the groups that the user is in, owns or waits to be let into.
    static List<String> concerning(Handle handle, long tinyID) {
        return handle.createQuery("""
                        SELECT g.group_id FROM chat_group g WHERE g.id IN (
                            SELECT group_id FROM group_member WHERE tiny_id = :user
                            UNION SELECT id FROM chat_group WHERE owner = :user
                            UNION SELECT group_id FROM group_application WHERE tiny_id = :user)
                        """).bind("user", tinyID).mapTo(String.class).list();
    }

    /// How many groups each of these users is in, live rooms not counted; who is in none is left out.
    static Map<Long, Integer> counts(Handle handle, Collection<Long> tinyIDs) {
        return handle
                .createQuery("""
                        SELECT m.tiny_id, count(*) FROM group_member m JOIN chat_group g ON g.id = m.group_id
                        WHERE m.tiny_id = ANY (:users) AND g.type <> :live GROUP BY m.tiny_id
                        """)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .bind("live", GroupType.AVCHATROOM.wireName())
                .map((row, context) -> Map.entry(row.getLong(1), row.getInt(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// How many groups of a type the user owns.
    static int owned(Handle handle, long owner, GroupType type) {
        return handle.createQuery("SELECT count(*) FROM chat_group WHERE owner = :owner AND type = :type")
                .bind("owner", owner)
                .bind("type", type.wireName())
                .mapTo(Integer.class)
                .one();
    }

    /// Adds members and counts them.
    static void add(Handle handle, long group, Collection<StoredMember> members) {
        int added = handle.createUpdate("""
                        INSERT INTO group_member
                            (group_id, tiny_id, role, joined_at, joined_sequence, name_card, custom_fields)
                        SELECT :group, k.tiny_id, k.role, k.joined_at, k.joined_sequence, k.name_card, k.fields::jsonb
                        FROM unnest(:users, :roles, :times, :sequences, :nameCards, :fields)
                            AS k (tiny_id, role, joined_at, joined_sequence, name_card, fields)
                        """)
                .bind("group", group)
                .bind("users", members.stream().map(StoredMember::tinyID).toArray(Long[]::new))
                .bind(
                        "roles",
                        members.stream().map(member -> member.role().stored()).toArray(Integer[]::new))
                .bind("times", members.stream().map(StoredMember::joinedAt).toArray(Long[]::new))
                .bind(
                        "sequences",
                        members.stream().map(StoredMember::joinedSequence).toArray(Long[]::new))
                .bind("nameCards", members.stream().map(StoredMember::nameCard).toArray(String[]::new))
                .bind(
                        "fields",
                        members.stream()
                                .map(member -> Fields.write(member.fields()))
                                .toArray(String[]::new))
                .execute();
        count(handle, group, added);
    }

    /// Removes members and counts them.
    static void remove(Handle handle, long group, Collection<Long> tinyIDs) {
        int removed = handle.createUpdate("DELETE FROM group_member WHERE group_id = :group AND tiny_id = ANY (:users)")
                .bind("group", group)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .execute();
        count(handle, group, -removed);
    }

    private static void count(Handle handle, long group, int difference) {
        handle.createUpdate("UPDATE chat_group SET member_count = member_count + :difference WHERE id = :group")
                .bind("difference", difference)
                .bind("group", group)
                .execute();
    }

    /// Stores what a member is now.
    static void update(Handle handle, StoredMember member) {
        handle.createUpdate("""
                        UPDATE group_member
                        SET role = :role, name_card = :nameCard, muted_until = :mutedUntil, custom_fields = :fields::jsonb
                        WHERE group_id = :group AND tiny_id = :user
                        """)
                .bind("role", member.role().stored())
                .bind("nameCard", member.nameCard())
                .bind("mutedUntil", member.mutedUntil())
                .bind("fields", Fields.write(member.fields()))
                .bind("group", member.group())
                .bind("user", member.tinyID())
                .execute();
    }
}
