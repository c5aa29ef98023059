package im.parley.server.relation;

import im.parley.protocol.Limits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table `friend_application`. Changes are made under the locked heads of both users.
final class ApplicationTable {
    private static final String COLUMNS =
            "sender, receiver, ordinal, sent_at, source, wording, remark, group_name, both_ways, hidden";

    private ApplicationTable() {}

    /// An application as it is stored.
    ///
    /// @param sentAt milliseconds since 1970
    /// @param remark what the sender will call the receiver
    /// @param groupName where the sender will put the receiver; empty: nowhere
    /// @param hidden the receiver took it off the list
    record Application(
            long sender,
            long receiver,
            long ordinal,
            long sentAt,
            String source,
            String wording,
            String remark,
            String groupName,
            boolean bothWays,
            boolean hidden) {
        /// One that is yet to be stored.
        static Application fresh(
                long sender,
                long receiver,
                long sentAt,
                String source,
                String wording,
                String remark,
                String groupName,
                boolean bothWays) {
            return new Application(sender, receiver, 0, sentAt, source, wording, remark, groupName, bothWays, false);
        }
    }

    /// Stores it, in place of an earlier one of the same sender to the same receiver.
    static void put(Handle handle, Application application) {
        remove(handle, application.sender(), application.receiver()); // so that it is the newest, and unread
        handle.createUpdate("""
                        INSERT INTO friend_application
                            (sender, receiver, sent_at, source, wording, remark, group_name, both_ways)
                        VALUES (:sender, :receiver, :sentAt, :source, :wording, :remark, :groupName, :bothWays)
                        """)
                .bind("sender", application.sender())
                .bind("receiver", application.receiver())
                .bind("sentAt", application.sentAt())
                .bind("source", application.source())
                .bind("wording", application.wording())
                .bind("remark", application.remark())
                .bind("groupName", application.groupName())
                .bind("bothWays", application.bothWays())
                .execute();
    }

    static Optional<Application> find(Handle handle, long sender, long receiver) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM friend_application WHERE sender = :sender AND receiver = :receiver")
                .bind("sender", sender)
                .bind("receiver", receiver)
                .map((row, context) -> application(row))
                .findOne();
    }

    /// @return whether there was one
    static boolean remove(Handle handle, long sender, long receiver) {
        return handle.createUpdate("DELETE FROM friend_application WHERE sender = :sender AND receiver = :receiver")
                        .bind("sender", sender)
                        .bind("receiver", receiver)
                        .execute()
                > 0;
    }

    /// The other side of some of the user's, in both directions.
    static List<Long> others(Handle handle, long user, int limit) {
        return handle.createQuery("""
                        (SELECT receiver FROM friend_application WHERE sender = :user)
                        UNION (SELECT sender FROM friend_application WHERE receiver = :user LIMIT :limit) LIMIT :limit
                        """)
                .bind("user", user)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    /// Removes those between a user and others, in both directions.
    ///
    /// @return the other side of each
    static List<Long> removeBetween(Handle handle, long user, Collection<Long> others) {
        return handle.createQuery("""
                        DELETE FROM friend_application
                        WHERE sender = :user AND receiver = ANY (:others) OR receiver = :user AND sender = ANY (:others)
                        RETURNING CASE WHEN sender = :user THEN receiver ELSE sender END
                        """)
                .bind("user", user)
                .bind("others", others.toArray(Long[]::new))
                .mapTo(Long.class)
                .list();
    }

    /// Removes those between a user and others, in both directions, that have nothing left to ask for.
    ///
    /// @return the other side of each
    static List<Long> removeFulfilled(Handle handle, long user, Collection<Long> others) {
        return handle.createQuery("""
                        DELETE FROM friend_application a
                        WHERE (sender = :user AND receiver = ANY (:others) OR receiver = :user AND sender = ANY (:others))
                            AND EXISTS (SELECT FROM friend WHERE owner = a.sender AND friend = a.receiver)
                            AND (NOT both_ways
                                OR EXISTS (SELECT FROM friend WHERE owner = a.receiver AND friend = a.sender))
                        RETURNING CASE WHEN sender = :user THEN receiver ELSE sender END
                        """)
                .bind("user", user)
                .bind("others", others.toArray(Long[]::new))
                .mapTo(Long.class)
                .list();
    }

    /// Takes it off the receiver's list.
    ///
    /// @return whether it was on it
    static boolean hide(Handle handle, long sender, long receiver) {
        return handle.createUpdate("""
                        UPDATE friend_application SET hidden = true
                        WHERE sender = :sender AND receiver = :receiver AND NOT hidden
                        """)
                        .bind("sender", sender)
                        .bind("receiver", receiver)
                        .execute()
                > 0;
    }

    static int countSent(Handle handle, long sender) {
        return handle.createQuery("SELECT count(*) FROM friend_application WHERE sender = :sender")
                .bind("sender", sender)
                .mapTo(Integer.class)
                .one();
    }

    /// What the lists of these users hold, by user, newest first. A user sees the newest
    /// [Limits#FRIEND_APPLICATIONS] of those received, so that strangers cannot fill the list without bound.
    static Map<Long, List<Application>> of(Handle handle, Collection<Long> users) {
        var lists = new HashMap<Long, List<Application>>();
        handle.createQuery("""
                        SELECT u.tiny_id AS viewer, a.* FROM unnest(:users) AS u (tiny_id) CROSS JOIN LATERAL (
                            (SELECT * FROM friend_application WHERE sender = u.tiny_id)
                            UNION ALL
                            (SELECT * FROM friend_application WHERE receiver = u.tiny_id AND NOT hidden
                            ORDER BY ordinal DESC LIMIT :limit)
                        ) a ORDER BY a.ordinal DESC
                        """)
                .bind("users", users.toArray(Long[]::new))
                .bind("limit", Limits.FRIEND_APPLICATIONS)
                .map((row, context) -> lists.computeIfAbsent(row.getLong("viewer"), viewer -> new ArrayList<>())
                        .add(application(row)))
                .list();
        return lists;
    }

    /// Up to which ordinal these users have read, by user.
    static Map<Long, Long> read(Handle handle, Collection<Long> users) {
        var read = new HashMap<Long, Long>();
        handle.createQuery("SELECT tiny_id, applications_read FROM relation_head WHERE tiny_id = ANY (:users)")
                .bind("users", users.toArray(Long[]::new))
                .map((row, context) -> read.put(row.getLong(1), row.getLong(2)))
                .list();
        return read;
    }

    /// All that the user received so far count as read.
    ///
    /// @return whether some did not
    static boolean markRead(Handle handle, long user) {
        return handle.createUpdate("""
                        UPDATE relation_head h SET applications_read = newest.ordinal
                        FROM (SELECT max(ordinal) AS ordinal FROM friend_application WHERE receiver = :user) newest
                        WHERE h.tiny_id = :user AND h.applications_read < newest.ordinal
                        """).bind("user", user).execute() > 0;
    }

    private static Application application(ResultSet row) throws SQLException {
        return new Application(
                row.getLong("sender"),
                row.getLong("receiver"),
                row.getLong("ordinal"),
                row.getLong("sent_at"),
                row.getString("source"),
                row.getString("wording"),
                row.getString("remark"),
                row.getString("group_name"),
                row.getBoolean("both_ways"),
                row.getBoolean("hidden"));
    }
}
