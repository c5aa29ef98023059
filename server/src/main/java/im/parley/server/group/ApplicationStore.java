package im.parley.server.group;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Rows of `group_application`. Changed under the lock of the group's timeline only.
final class ApplicationStore {
    private static final String COLUMNS =
            "a.group_id, a.id, a.kind, a.tiny_id, a.applicant, a.note, a.authentication, a.applied_at, a.told";

    private ApplicationStore() {}

    private static Application application(ResultSet row) throws SQLException {
        return new Application(
                row.getLong(1),
                row.getLong(2),
                Application.Kind.of(row.getInt(3)),
                row.getLong(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getLong(8),
                List.of((Long[]) row.getArray(9).getArray()));
    }

    /// @param draft whose id is chosen here
    static Application insert(Handle handle, Application draft) {
        return handle.createQuery("""
                        INSERT INTO group_application AS a (group_id, kind, tiny_id, applicant, note, authentication,
                            applied_at, told)
                        VALUES (:group, :kind, :user, :applicant, :note, :authentication, :appliedAt, :told)
                        RETURNING\s""" + COLUMNS)
                .bind("group", draft.group())
                .bind("kind", draft.kind().number())
                .bind("user", draft.tinyID())
                .bind("applicant", draft.applicant())
                .bind("note", draft.note())
                .bind("authentication", draft.authentication())
                .bind("appliedAt", draft.appliedAt())
                .bind("told", draft.told().toArray(Long[]::new))
                .map((row, context) -> application(row))
                .one();
    }

    static Optional<Application> find(Handle handle, long group, long id) {
        return handle.createQuery(
                        "SELECT " + COLUMNS + " FROM group_application a WHERE a.group_id = :group AND a.id = :id")
                .bind("group", group)
                .bind("id", id)
                .map((row, context) -> application(row))
                .findOne();
    }

    /// What waits for these users.
    static List<Application> of(Handle handle, long group, Application.Kind kind, Collection<Long> tinyIDs) {
        return handle.createQuery("SELECT " + COLUMNS + """
                         FROM group_application a
                        WHERE a.group_id = :group AND a.kind = :kind AND a.tiny_id = ANY (:users)
                        """)
                .bind("group", group)
                .bind("kind", kind.number())
                .bind("users", tinyIDs.toArray(Long[]::new))
                .map((row, context) -> application(row))
                .list();
    }

    static void delete(Handle handle, Application application) {
        handle.createUpdate("DELETE FROM group_application WHERE group_id = :group AND id = :id")
                .bind("group", application.group())
                .bind("id", application.id())
                .execute();
    }

    /// Deletes what waits for these users, of every kind.
    static List<Application> deleteOf(Handle handle, long group, Collection<Long> tinyIDs) {
        return handle.createQuery("""
                        DELETE FROM group_application a WHERE a.group_id = :group AND a.tiny_id = ANY (:users)
                        RETURNING\s""" + COLUMNS)
                .bind("group", group)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .map((row, context) -> application(row))
                .list();
    }

    static List<Application> deleteAll(Handle handle, long group) {
        return handle.createQuery("DELETE FROM group_application a WHERE a.group_id = :group RETURNING " + COLUMNS)
                .bind("group", group)
                .map((row, context) -> application(row))
                .list();
    }

    /// What waits in the groups where the user has one of these roles, the newest first.
    ///
    /// @param before exclusive
    static List<Application> ofManager(
            Handle handle, long tinyID, Collection<GroupRole> roles, long before, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + """
                         FROM group_member me JOIN group_application a ON a.group_id = me.group_id
                        WHERE me.tiny_id = :user AND me.role = ANY (:roles) AND a.id < :before
                        ORDER BY a.id DESC LIMIT :limit
                        """)
                .bind("user", tinyID)
                .bind("roles", roles.stream().map(GroupRole::stored).toArray(Integer[]::new))
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> application(row))
                .list();
    }
}
