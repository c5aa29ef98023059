package im.parley.server.session;

import im.parley.protocol.session.Platform;
import im.parley.server.session.SessionListener.Orphan;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/// The tables `session` and `node`. Safe for use by many threads.
///
/// Sign-ins of one user take turns on an advisory lock, which unlike a row lock writes nothing: of two
/// that come at once on two nodes, the second sees the first.
final class SessionStore {
    /// See [ClusterSessions#ALIVE].
    static final String ALIVE = "SELECT incarnation FROM node WHERE alive_until > clock_timestamp()";

    private static final String SIGN_IN = """
            SELECT pg_advisory_xact_lock(tiny_id) FROM unnest(?) AS coming (tiny_id);
            SELECT s.tiny_id, s.instance_id, s.platform, s.signed_in_at, s.node, s.connection_id
            FROM session s JOIN node n ON n.incarnation = s.node
            WHERE s.tiny_id = ANY (?) AND n.alive_until > clock_timestamp();
            INSERT INTO session (tiny_id, instance_id, node, connection_id, platform, signed_in_at)
            SELECT tiny_id, instance_id, ?, connection_id, platform, ?
            FROM unnest(?, ?, ?, ?) AS coming (tiny_id, instance_id, connection_id, platform)
            ON CONFLICT (tiny_id, instance_id) DO UPDATE SET
                node = excluded.node, connection_id = excluded.connection_id, platform = excluded.platform
            RETURNING tiny_id, signed_in_at
            """;

    private final Jdbi jdbi;

    SessionStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// What a sign-in found.
    ///
    /// @param signedInAt the instance's age
    /// @param before what was signed in before on living nodes, the instance's own earlier sign-in
    ///     included
    record SignedIn(long signedInAt, List<Instance> before) {}

    /// Adds the instances, or moves them to their new place with the age they had. One round trip.
    ///
    /// @param sessions of different users
    /// @return what each user's sign-in found, by tinyID
    Map<Long, SignedIn> signIn(Collection<Session> sessions, String node, long now) {
        var sorted = sessions.stream()
                .sorted(Comparator.comparingLong(Session::tinyID)) // two nodes lock in the same order
                .toList();
        return jdbi.withHandle(handle -> signIn(handle.getConnection(), sorted, node, now));
    }

    // Three statements sent as one: until the answer to the last they are one transaction, each with a fresh view.
    private static Map<Long, SignedIn> signIn(Connection connection, List<Session> sessions, String node, long now) {
        var tinyIDs = sessions.stream().map(Session::tinyID).toArray(Long[]::new);
        try (var statement = connection.prepareStatement(SIGN_IN)) {
            var users = connection.createArrayOf("bigint", tinyIDs);
            statement.setArray(1, users);
            statement.setArray(2, users);
            statement.setString(3, node);
            statement.setLong(4, now);
            statement.setArray(5, users);
            statement.setArray(6, texts(connection, sessions, Session::instanceID));
            statement.setArray(
                    7,
                    connection.createArrayOf(
                            "bigint",
                            sessions.stream().map(Session::connectionID).toArray(Long[]::new)));
            statement.setArray(
                    8, texts(connection, sessions, session -> session.platform().name()));
            statement.execute();
            statement.getMoreResults();
            var before = instancesByUser(statement.getResultSet());
            statement.getMoreResults();
            var found = new HashMap<Long, SignedIn>();
            try (var rows = statement.getResultSet()) {
                while (rows.next()) {
                    var tinyID = rows.getLong(1);
                    found.put(tinyID, new SignedIn(rows.getLong(2), before.getOrDefault(tinyID, List.of())));
                }
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(sessions.size() + " sessions could not be stored", failed);
        }
    }

    private static Array texts(Connection connection, List<Session> sessions, Function<Session, String> text)
            throws SQLException {
        return connection.createArrayOf("text", sessions.stream().map(text).toArray(String[]::new));
    }

    private static Map<Long, List<Instance>> instancesByUser(ResultSet rows) throws SQLException {
        var byUser = new HashMap<Long, List<Instance>>();
        try (rows) {
            while (rows.next()) {
                byUser.computeIfAbsent(rows.getLong(1), tinyID -> new ArrayList<>())
                        .add(instance(rows));
            }
        }
        return byUser;
    }

    /// What the users have signed in on living nodes, by tinyID.
    Map<Long, List<Instance>> instances(Collection<Long> tinyIDs) {
        return jdbi.withHandle(handle -> {
            var byUser = new HashMap<Long, List<Instance>>();
            handle.createQuery("""
                            SELECT s.tiny_id, s.instance_id, s.platform, s.signed_in_at, s.node, s.connection_id
                            FROM session s JOIN node n ON n.incarnation = s.node
                            WHERE s.tiny_id = ANY (:users) AND n.alive_until > clock_timestamp()
                            """)
                    .bindArray("users", Long.class, tinyIDs.toArray())
                    .map((row, context) -> byUser.computeIfAbsent(row.getLong(1), tinyID -> new ArrayList<>())
                            .add(instance(row)))
                    .list();
            return byUser;
        });
    }

    /// Those of these users that have signed in on a living node.
    Set<Long> online(Collection<Long> tinyIDs) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT DISTINCT s.tiny_id FROM session s JOIN node n ON n.incarnation = s.node
                        WHERE s.tiny_id = ANY (:users) AND n.alive_until > clock_timestamp()
                        """)
                .bindArray("users", Long.class, tinyIDs.toArray())
                .mapTo(Long.class)
                .set());
    }

    /// See [ClusterSessions#onlineNow].
    ClusterSessions.Online onlineNow(Collection<Long> tinyIDs) {
        // joined with the users, not compared with an array of them: that would be searched for each row of a scan
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT (extract(epoch FROM statement_timestamp()) * 1000000)::bigint, ARRAY(
                            SELECT tiny_id FROM unnest(:users) AS u (tiny_id) WHERE EXISTS (
                                SELECT FROM session s JOIN node n ON n.incarnation = s.node
                                WHERE s.tiny_id = u.tiny_id AND n.alive_until > clock_timestamp()))
                        """)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .map((row, context) -> new ClusterSessions.Online(
                        new HashSet<>(Arrays.asList((Long[]) row.getArray(2).getArray())), row.getLong(1)))
                .one());
    }

    /// Removes the sign-ins of this node; what has since been signed in anew is not touched.
    void remove(String node, Collection<Session> sessions) {
        jdbi.useHandle(handle ->
                bind(handle.createUpdate("""
                        WITH gone AS (
                            SELECT tiny_id, instance_id FROM session
                            JOIN unnest(:tinyIDs, :instanceIDs, :connectionIDs)
                                AS ended (tiny_id, instance_id, connection_id)
                                USING (tiny_id, instance_id, connection_id)
                            WHERE node = :node
                            ORDER BY tiny_id, instance_id -- locks in the order in which sign-ins do
                            FOR UPDATE OF session)
                        DELETE FROM session s USING gone
                        WHERE s.tiny_id = gone.tiny_id AND s.instance_id = gone.instance_id
                        """), sessions).bind("node", node).execute());
    }

    /// Binds what tells each session from all others.
    private static Update bind(Update update, Collection<Session> sessions) {
        return update.bindArray(
                        "tinyIDs",
                        Long.class,
                        sessions.stream().map(Session::tinyID).toArray())
                .bindArray(
                        "instanceIDs",
                        String.class,
                        sessions.stream().map(Session::instanceID).toArray())
                .bindArray(
                        "connectionIDs",
                        Long.class,
                        sessions.stream().map(Session::connectionID).toArray());
    }

    /// Registers a node that has just started: what earlier runs under its name left is removed.
    ///
    /// @return their sessions
    List<Orphan> register(String incarnation, String name, Duration patience) {
        return jdbi.inTransaction(handle -> {
            var left = handle.createQuery("""
                            WITH earlier AS (DELETE FROM node WHERE name = :name RETURNING incarnation)
                            DELETE FROM session WHERE node IN (SELECT incarnation FROM earlier)
                            RETURNING tiny_id, platform
                            """)
                    .bind("name", name)
                    .map((row, context) -> orphan(row))
                    .list();
            insertNode(handle, incarnation, name, patience);
            return left;
        });
    }

    /// Registers a node whose rows were lost, by a crash of the database or because it was taken for
    /// dead.
    void registerAgain(String incarnation, String name, Duration patience, Collection<Session> sessions) {
        jdbi.useTransaction(handle -> {
            insertNode(handle, incarnation, name, patience);
            bind(handle.createUpdate("""
                            INSERT INTO session (tiny_id, instance_id, node, connection_id, platform, signed_in_at)
                            SELECT tiny_id, instance_id, :node, connection_id, platform, signed_in_at
                            FROM unnest(:tinyIDs, :instanceIDs, :connectionIDs, :platforms, :times)
                                AS mine (tiny_id, instance_id, connection_id, platform, signed_in_at)
                            ON CONFLICT (tiny_id, instance_id) DO NOTHING
                            """), sessions)
                    .bind("node", incarnation)
                    .bindArray(
                            "platforms",
                            String.class,
                            sessions.stream().map(s -> s.platform().name()).toArray())
                    .bindArray(
                            "times",
                            Long.class,
                            sessions.stream().map(Session::signedInAt).toArray())
                    .execute();
        });
    }

    /// Says that a node is alive.
    ///
    /// @param sessions how many it has
    /// @param patience for how long that counts
    /// @return false if the node is not registered any more
    boolean heartbeat(String incarnation, int sessions, Duration patience) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                UPDATE node SET
                                    alive_until = clock_timestamp() + :millis * interval '1 millisecond',
                                    sessions = :sessions
                                WHERE incarnation = :incarnation
                                """)
                        .bind("incarnation", incarnation)
                        .bind("sessions", sessions)
                        .bind("millis", patience.toMillis())
                        .execute()
                == 1);
    }

    /// The nodes that are alive, by their names.
    List<ClusterSessions.Node> nodes() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT name, sessions FROM node WHERE alive_until > clock_timestamp() ORDER BY name
                        """)
                .map((row, context) -> new ClusterSessions.Node(row.getString(1), row.getInt(2)))
                .list());
    }

    /// The addresses of the nodes that are alive, each once.
    List<String> addresses() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        SELECT address FROM node, unnest(addresses) WITH ORDINALITY AS a (address, place)
                        WHERE alive_until > clock_timestamp() GROUP BY address ORDER BY min(place), address
                        """).mapTo(String.class).list());
    }

    /// Removes what dead nodes left. Of several nodes that look at once, one gets it.
    ///
    /// @return their sessions
    List<Orphan> removeDead() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        WITH dead AS (DELETE FROM node WHERE alive_until < clock_timestamp() RETURNING incarnation),
                        gone AS (
                            SELECT tiny_id, instance_id FROM session
                            WHERE node IN (SELECT incarnation FROM dead)
                            ORDER BY tiny_id, instance_id
                            FOR UPDATE)
                        DELETE FROM session s USING gone
                        WHERE s.tiny_id = gone.tiny_id AND s.instance_id = gone.instance_id
                        RETURNING s.tiny_id, s.platform
                        """).map((row, context) -> orphan(row)).list());
    }

    /// Removes a node that stops, and its sessions.
    ///
    /// @return users whose sessions that were
    List<Long> unregister(String incarnation) {
        return jdbi.inTransaction(handle -> {
            var left = handle.createQuery("DELETE FROM session WHERE node = :node RETURNING tiny_id")
                    .bind("node", incarnation)
                    .mapTo(Long.class)
                    .list();
            handle.execute("DELETE FROM node WHERE incarnation = ?", incarnation);
            return left;
        });
    }

    private static void insertNode(Handle handle, String incarnation, String name, Duration patience) {
        handle.createUpdate("""
                        INSERT INTO node (incarnation, name, alive_until, addresses)
                        VALUES (:incarnation, :name, clock_timestamp() + :millis * interval '1 millisecond', :addresses)
                        ON CONFLICT (incarnation) DO UPDATE SET alive_until = excluded.alive_until
                        """)
                .bind("incarnation", incarnation)
                .bind("name", name)
                .bind("millis", patience.toMillis())
                .bind("addresses", HostAddresses.all().toArray(String[]::new))
                .execute();
    }

    private static Orphan orphan(ResultSet row) throws SQLException {
        return new Orphan(row.getLong(1), Platform.valueOf(row.getString(2)));
    }

    private static Instance instance(ResultSet row) throws SQLException {
        return new Instance(
                row.getString(2),
                Platform.valueOf(row.getString(3)),
                row.getLong(4),
                new Instance.Place(row.getString(5), row.getLong(6)));
    }
}
