package im.parley.server.relation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The table `relation_head`.
final class Heads {
    private Heads() {}

    /// Locks the heads of these users until the transaction ends, in the order of their numbers; they exist
    /// from now on.
    static void lock(Handle handle, Collection<Long> users) {
        var sorted = users.stream().distinct().sorted().toArray(Long[]::new);
        handle.createUpdate("""
                        INSERT INTO relation_head (tiny_id) SELECT u FROM unnest(:users) AS u ORDER BY u
                        ON CONFLICT DO NOTHING
                        """).bind("users", sorted).execute();
        handle.createQuery("SELECT tiny_id FROM relation_head WHERE tiny_id = ANY (:users) ORDER BY tiny_id FOR UPDATE")
                .bind("users", sorted)
                .mapTo(Long.class)
                .list();
    }

    /// The versions of a user's lists; zeros for somebody without any.
    static Versions versions(Handle handle, long user) {
        return handle.createQuery("""
                        SELECT friends_version, applications_version, blacklist_version
                        FROM relation_head WHERE tiny_id = :user
                        """)
                .bind("user", user)
                .map((row, context) -> new Versions(row.getLong(1), row.getLong(2), row.getLong(3)))
                .findOne()
                .orElse(Versions.NONE);
    }

    /// Counts a change of the list of each of these users.
    ///
    /// @return the new versions, by user
    static Map<Long, Long> raise(Handle handle, Section section, Collection<Long> users) {
        var raised = new HashMap<Long, Long>();
        handle.createQuery(
                        "UPDATE relation_head SET %1$s = %1$s + 1 WHERE tiny_id = ANY (:users) RETURNING tiny_id, %1$s"
                                .formatted(section.column))
                .bind("users", users.toArray(Long[]::new))
                .map((row, context) -> raised.put(row.getLong(1), row.getLong(2)))
                .list();
        return raised;
    }

    /// A user's friend groups, oldest first.
    static List<String> groups(Handle handle, long user) {
        return groups(handle, List.of(user)).getOrDefault(user, List.of());
    }

    /// The friend groups of these users, by user.
    static Map<Long, List<String>> groups(Handle handle, Collection<Long> users) {
        var groups = new HashMap<Long, List<String>>();
        handle.createQuery("SELECT tiny_id, friend_groups FROM relation_head WHERE tiny_id = ANY (:users)")
                .bind("users", users.toArray(Long[]::new))
                .map((row, context) -> groups.put(row.getLong(1), Rows.texts(row.getArray(2))))
                .list();
        return groups;
    }

    static void setGroups(Handle handle, long user, List<String> groups) {
        handle.createUpdate("UPDATE relation_head SET friend_groups = :groups WHERE tiny_id = :user")
                .bind("user", user)
                .bindArray("groups", String.class, groups.toArray())
                .execute();
    }

    /// The lists that have a version.
    enum Section {
        FRIENDS("friends_version"),
        APPLICATIONS("applications_version"),
        BLACKLIST("blacklist_version");

        private final String column;

        Section(String column) {
            this.column = column;
        }
    }

    record Versions(long friends, long applications, long blacklist) {
        static final Versions NONE = new Versions(0, 0, 0);
    }
}
