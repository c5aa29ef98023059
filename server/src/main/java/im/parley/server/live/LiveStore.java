package im.parley.server.live;

import im.parley.server.session.ClusterSessions;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Rows of `live_member`. Safe for use by many threads.
final class LiveStore {
    /// For how long somebody may have a row before this node's memory has them.
    static final Duration COMING_IN = Duration.ofSeconds(10);

    private static final long MILLIS = 1000;

    private final Jdbi jdbi;
    private final String node;

    /// @param node the name of this run of this node
    LiveStore(Jdbi jdbi, String node) {
        this.jdbi = jdbi;
        this.node = node;
    }

    /// What somebody who wants in finds.
    ///
    /// @param isElsewhere they are in another room and stay there
    /// @param wasIn on some node
    /// @param left rooms that they are out of now, on all nodes
    record Entered(Sanction sanction, boolean isElsewhere, boolean wasIn, List<Long> left) {}

    /// Takes a user in at this node and out of all other rooms, unless they are banned. One round trip.
    ///
    /// @param isReturn who is in another room stays there
    Entered enter(long room, long tinyID, boolean isReturn, long now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        WITH sanction AS (
                            SELECT banned_until, muted_until, version FROM live_sanction
                            WHERE group_id = :room AND tiny_id = :user
                        ), elsewhere AS (
                            SELECT FROM live_member WHERE :return AND tiny_id = :user AND group_id <> :room AND node IN (%1$s)
                        ), allowed AS (
                            SELECT WHERE NOT EXISTS (SELECT FROM sanction WHERE banned_until > :now)
                                AND NOT EXISTS (SELECT FROM elsewhere)
                        ), gone AS (
                            DELETE FROM live_member m USING allowed
                            WHERE m.tiny_id = :user AND m.group_id <> :room
                            RETURNING m.group_id, m.node
                        ), come AS (
                            INSERT INTO live_member (tiny_id, node, group_id, joined_at)
                            SELECT :user, :node, :room, :now FROM allowed ON CONFLICT DO NOTHING
                        )
                        SELECT (SELECT banned_until FROM sanction), (SELECT muted_until FROM sanction),
                            (SELECT version FROM sanction), EXISTS (SELECT FROM elsewhere),
                            EXISTS (SELECT FROM live_member
                                WHERE tiny_id = :user AND group_id = :room AND node IN (%1$s)),
                            (SELECT array_agg(DISTINCT group_id) FROM gone WHERE node IN (%1$s))
                        """.formatted(ClusterSessions.ALIVE))
                .bind("room", room)
                .bind("user", tinyID)
                .bind("node", node)
                .bind("return", isReturn)
                .bind("now", now)
                .map((row, context) -> new Entered(
                        new Sanction(room, tinyID, row.getLong(1), row.getLong(2), row.getLong(3)),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        longs(row.getArray(6))))
                .one());
    }

    private static List<Long> longs(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((Long[]) array.getArray());
    }

    /// Takes users out of a room, on all nodes.
    ///
    /// @return those who were in it
    List<Long> leave(long room, Collection<Long> tinyIDs) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        WITH gone AS (
                            DELETE FROM live_member WHERE tiny_id = ANY (:users) AND group_id = :room
                            RETURNING tiny_id, node)
                        SELECT DISTINCT tiny_id FROM gone WHERE node IN (%s)
                        """.formatted(ClusterSessions.ALIVE))
                .bind("users", tinyIDs.toArray(Long[]::new))
                .bind("room", room)
                .mapTo(Long.class)
                .list());
    }

    /// Who is in which room.
    record Stay(long tinyID, long room) {}

    /// Takes users out of rooms, at this node.
    ///
    /// @return what has ended by that; who is still in at another node is left out
    List<Stay> leaveHere(Collection<Stay> stays) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        WITH gone AS (
                            DELETE FROM live_member m USING unnest(:users, :rooms) AS k (tiny_id, group_id)
                            WHERE m.tiny_id = k.tiny_id AND m.group_id = k.group_id AND m.node = :node
                            RETURNING m.tiny_id, m.group_id)
                        SELECT gone.tiny_id, gone.group_id FROM gone
                        WHERE NOT EXISTS (SELECT FROM live_member o
                            WHERE o.tiny_id = gone.tiny_id AND o.group_id = gone.group_id AND o.node <> :node
                                AND o.node IN (%s))
                        """.formatted(ClusterSessions.ALIVE))
                .bind("users", stays.stream().map(Stay::tinyID).toArray(Long[]::new))
                .bind("rooms", stays.stream().map(Stay::room).toArray(Long[]::new))
                .bind("node", node)
                .map((row, context) -> new Stay(row.getLong(1), row.getLong(2)))
                .list());
    }

    /// Makes this node's rows what they should be: those that got lost are written, others removed, unless they
    /// are so young that their users may be on their way in.
    ///
    /// @param stays of all users here
    /// @param missing those of them to be written if they are lost
    void repair(Collection<Stay> stays, Collection<Stay> missing, long now) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            DELETE FROM live_member m WHERE m.node = :node AND m.joined_at < :settled AND NOT EXISTS (
                                SELECT FROM unnest(:users, :rooms) AS k (tiny_id, group_id)
                                WHERE k.tiny_id = m.tiny_id AND k.group_id = m.group_id)
                            """)
                    .bind("users", stays.stream().map(Stay::tinyID).toArray(Long[]::new))
                    .bind("rooms", stays.stream().map(Stay::room).toArray(Long[]::new))
                    .bind("node", node)
                    .bind("settled", now - COMING_IN.toMillis())
                    .execute();
            handle.createUpdate("""
                            INSERT INTO live_member (tiny_id, node, group_id, joined_at)
                            SELECT k.tiny_id, :node, k.group_id, :now
                            FROM unnest(:users, :rooms) AS k (tiny_id, group_id) ON CONFLICT DO NOTHING
                            """)
                    .bind("users", missing.stream().map(Stay::tinyID).toArray(Long[]::new))
                    .bind("rooms", missing.stream().map(Stay::room).toArray(Long[]::new))
                    .bind("node", node)
                    .bind("now", now)
                    .execute();
        });
    }

    /// Removes what dead nodes left.
    void forgetDeadNodes() {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "DELETE FROM live_member WHERE node <> :node AND node NOT IN (" + ClusterSessions.KNOWN + ")")
                .bind("node", node)
                .execute());
    }

    /// How many rows this node has.
    int rowsHere() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM live_member WHERE node = :node")
                .bind("node", node)
                .mapTo(Integer.class)
                .one());
    }

    /// Removes all rows of this node.
    void leaveAll() {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM live_member WHERE node = ?", node));
    }

    int count(long room) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT count(DISTINCT tiny_id) FROM live_member WHERE group_id = :room"
                                + " AND node IN (" + ClusterSessions.ALIVE + ")")
                        .bind("room", room)
                        .mapTo(Integer.class)
                        .one());
    }

    /// When the user joined, milliseconds since 1970; empty if they are not in the room.
    Optional<Long> joinedAt(long room, long tinyID) {
        return Optional.ofNullable(joinedAt(room, List.of(tinyID)).get(tinyID));
    }

    /// When those of these users joined who are in the room, by account number.
    Map<Long, Long> joinedAt(long room, Collection<Long> tinyIDs) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT tiny_id, min(joined_at) FROM live_member WHERE tiny_id = ANY (:users)"
                                + " AND group_id = :room AND node IN (" + ClusterSessions.ALIVE + ") GROUP BY tiny_id")
                .bind("users", tinyIDs.toArray(Long[]::new))
                .bind("room", room)
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// The rooms that a user is in.
    List<Long> of(long tinyID) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT DISTINCT group_id FROM live_member WHERE tiny_id = :user"
                                + " AND node IN (" + ClusterSessions.ALIVE + ")")
                        .bind("user", tinyID)
                        .mapTo(Long.class)
                        .list());
    }

    /// Those of these users of this node who came into their room on another one later.
    List<Long> movedOn(Collection<Long> tinyIDs) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT DISTINCT m.tiny_id FROM live_member m
                        JOIN live_member here ON here.tiny_id = m.tiny_id AND here.group_id = m.group_id
                        WHERE m.tiny_id = ANY (:users) AND here.node = :node AND m.node IN (%s)
                            AND (m.joined_at, m.node) > (here.joined_at, here.node)
                        """.formatted(ClusterSessions.ALIVE))
                .bind("users", tinyIDs.toArray(Long[]::new))
                .bind("node", node)
                .mapTo(Long.class)
                .list());
    }

    /// Who came last, newest first; who is in it on several nodes takes one place.
    ///
    /// @param mark only those with it; null: all
    /// @return when each joined, milliseconds since 1970
    Map<Long, Long> newest(long room, @Nullable Integer mark, int limit) {
        return newest(room, mark, new Span(0, Long.MAX_VALUE), limit);
    }

    /// The same of who came before a time. Those who came in the same second stand on one page, which may be
    /// longer for that.
    ///
    /// @param before milliseconds since 1970
    Map<Long, Long> newestBefore(long room, @Nullable Integer mark, long before, int limit) {
        var page = newest(room, mark, new Span(0, before), limit);
        if (page.size() < limit) {
            return page;
        }
        long last = Collections.min(page.values());
        return newest(room, mark, new Span(last - last % MILLIS, before), Integer.MAX_VALUE);
    }

    /// @param from milliseconds since 1970
    /// @param before the same, exclusive
    private record Span(long from, long before) {}

    private Map<Long, Long> newest(long room, @Nullable Integer mark, Span span, int limit) {
        return jdbi.withHandle(handle -> {
            var newest = new LinkedHashMap<Long, Long>();
            handle.createQuery("""
                            SELECT m.tiny_id, m.joined_at FROM live_member m
                            WHERE m.group_id = :room AND m.node IN (%1$s)
                                AND m.joined_at >= :from AND m.joined_at < :before
                                AND NOT EXISTS (SELECT FROM live_member again
                                    WHERE again.tiny_id = m.tiny_id AND again.group_id = m.group_id
                                        AND (again.joined_at, again.node) > (m.joined_at, m.node)
                                        AND again.node IN (%1$s))
                                AND (:mark::int IS NULL OR EXISTS (SELECT FROM live_mark k WHERE k.group_id = :room
                                    AND k.tiny_id = m.tiny_id AND k.mark = :mark))
                            ORDER BY m.joined_at DESC, m.tiny_id DESC LIMIT :limit
                            """.formatted(ClusterSessions.ALIVE))
                    .bind("room", room)
                    .bind("mark", mark)
                    .bind("from", span.from())
                    .bind("before", span.before())
                    .bind("limit", limit)
                    .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                    .forEach(row -> newest.put(row.getKey(), row.getValue()));
            return newest;
        });
    }

    static List<Stay> stays(Map<Long, Long> roomOf) {
        var stays = new ArrayList<Stay>(roomOf.size());
        roomOf.forEach((user, room) -> stays.add(new Stay(user, room)));
        return stays;
    }
}
