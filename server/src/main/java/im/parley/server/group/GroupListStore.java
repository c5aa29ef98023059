package im.parley.server.group;

import im.parley.server.group.GroupStore.Membership;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Lists of groups from the rows of `chat_group`, `group_member` and `group_count`.
final class GroupListStore {
    private static final String OF_USER = """
             FROM group_member m JOIN chat_group g ON g.id = m.group_id
            WHERE m.tiny_id = :user AND g.type = ANY (:types) AND g.support_topic = :topics
            """;

    private GroupListStore() {}

    /// Groups that somebody may be listed in.
    ///
    /// @param type null: all but live rooms, which have no rows of members
    /// @param withTopics those whose conversations are topics, or those alone that have none
    record Kind(@Nullable GroupType type, boolean withTopics) {
        private void bind(SqlStatement<?> statement, long tinyID) {
            var types = type == null ? GroupType.values() : new GroupType[] {type};
            statement
                    .bind("user", tinyID)
                    .bind("types", Arrays.stream(types).map(GroupType::wireName).toArray(String[]::new))
                    .bind("topics", withTopics);
        }
    }

    static int count(Handle handle, long tinyID, Kind kind) {
        var query = handle.createQuery("SELECT count(*)" + OF_USER);
        kind.bind(query, tinyID);
        return query.mapTo(Integer.class).one();
    }

    /// Some of the user's groups, in the order of their IDs.
    static List<Membership> page(Handle handle, long tinyID, Kind kind, int offset, int limit) {
        var query = handle.createQuery("SELECT " + StoredGroup.COLUMNS + ", " + StoredMember.COLUMNS + OF_USER
                + " ORDER BY g.group_id OFFSET :offset LIMIT :limit");
        kind.bind(query, tinyID);
        return query.bind("offset", offset)
                .bind("limit", limit)
                .map((row, context) -> Membership.of(row))
                .list();
    }

    /// @param number grows with the time of making
    record Named(long number, String groupID) {}

    /// Groups that were made after one.
    ///
    /// @param type null: all
    /// @param after number of that one; 0: none
    static List<Named> made(Handle handle, @Nullable GroupType type, long after, int limit) {
        var query =
                handle.createQuery("SELECT id, group_id FROM chat_group WHERE id > :after%s ORDER BY id LIMIT :limit"
                        .formatted(type == null ? "" : " AND type = :type"));
        if (type != null) {
            query.bind("type", type.wireName());
        }
        return query.bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Named(row.getLong(1), row.getString(2)))
                .list();
    }

    /// How many groups there are.
    ///
    /// @param type null: of all
    static long count(Handle handle, @Nullable GroupType type) {
        return handle.createQuery("""
                        SELECT coalesce(sum(groups), 0) FROM group_count WHERE :type::text IS NULL OR type = :type
                        """)
                .bind("type", type == null ? null : type.wireName())
                .mapTo(Long.class)
                .one();
    }
}
