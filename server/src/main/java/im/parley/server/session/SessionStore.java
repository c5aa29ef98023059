package im.parley.server.session;

import im.parley.protocol.session.Platform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The tables `session` and `node`. Safe for use by many threads.
///
/// Sign-ins of one user take turns on an advisory lock, which unlike a row lock writes nothing: of two
/// that come at once on two nodes, the second sees the first.
final class SessionStore {
    /// Seconds without a heartbeat after which a node's sessions count no more: three may be late.
    private static final int DEAD_AFTER = 20;
    /// Seconds after which the rows of a dead node are removed.
    private static final int REMOVED_AFTER = 60;

    private static final String SIGN_IN = """
            SELECT pg_advisory_xact_lock(?);
            SELECT s.instance_id, s.platform, s.signed_in_at, s.node, s.connection_id
            FROM session s JOIN node n ON n.incarnation = s.node
            WHERE s.tiny_id = ? AND n.seen_at > clock_timestamp() - interval '%d seconds';
            INSERT INTO session (tiny_id, instance_id, node, connection_id, platform, signed_in_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tiny_id, instance_id) DO UPDATE SET
                node = excluded.node, connection_id = excluded.connection_id, platform = excluded.platform
            RETURNING signed_in_at
            """.formatted(DEAD_AFTER);

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

    /// Adds the instance, or moves it to its new place with the age it had. One round trip.
    SignedIn signIn(Session.Identity who, Instance.Place place, long now) {
        return jdbi.withHandle(handle -> signIn(handle.getConnection(), who, place, now));
    }

    // Three statements sent as one: until the answer to the last they are one transaction, each with a fresh view.
    private static SignedIn signIn(Connection connection, Session.Identity who, Instance.Place place, long now) {
        try (var statement = connection.prepareStatement(SIGN_IN)) {
            statement.setLong(1, who.tinyID());
            statement.setLong(2, who.tinyID());
            statement.setLong(3, who.tinyID());
            statement.setString(4, who.instanceID());
            statement.setString(5, place.node());
            statement.setLong(6, place.connectionID());
            statement.setString(7, who.platform().name());
            statement.setLong(8, now);
            statement.execute();
            statement.getMoreResults();
            var before = new ArrayList<Instance>();
            try (var rows = statement.getResultSet()) {
                while (rows.next()) {
                    before.add(instance(rows));
                }
            }
            statement.getMoreResults();
            try (var row = statement.getResultSet()) {
                row.next();
                return new SignedIn(row.getLong(1), before);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the session of " + who.userID() + " could not be stored", failed);
        }
    }

    /// Removes the sign-ins of this node; what has since been signed in anew is not touched.
    void remove(String node, Collection<Session> sessions) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        DELETE FROM session s
                        USING unnest(:tinyIDs, :instanceIDs, :connectionIDs) AS gone (tiny_id, instance_id, connection_id)
                        WHERE s.tiny_id = gone.tiny_id AND s.instance_id = gone.instance_id
                            AND s.node = :node AND s.connection_id = gone.connection_id
                        """)
                .bind("node", node)
                .bindArray(
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
                        sessions.stream().map(Session::connectionID).toArray())
                .execute());
    }

    /// Registers a node that has just started: what earlier runs under its name left is removed.
    void register(String incarnation, String name) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            WITH earlier AS (DELETE FROM node WHERE name = :name RETURNING incarnation)
                            DELETE FROM session WHERE node IN (SELECT incarnation FROM earlier)
                            """).bind("name", name).execute();
            insertNode(handle, incarnation, name);
        });
    }

    /// Registers a node whose rows were lost, by a crash of the database or because it was taken for
    /// dead.
    void registerAgain(String incarnation, String name, Collection<Session> sessions) {
        jdbi.useTransaction(handle -> {
            insertNode(handle, incarnation, name);
            handle.createUpdate("""
                            INSERT INTO session (tiny_id, instance_id, node, connection_id, platform, signed_in_at)
                            SELECT tiny_id, instance_id, :node, connection_id, platform, signed_in_at
                            FROM unnest(:tinyIDs, :instanceIDs, :connectionIDs, :platforms, :times)
                                AS mine (tiny_id, instance_id, connection_id, platform, signed_in_at)
                            ON CONFLICT (tiny_id, instance_id) DO NOTHING
                            """)
                    .bind("node", incarnation)
                    .bindArray(
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
                            sessions.stream().map(Session::connectionID).toArray())
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

    /// Says that a node is alive and removes what dead ones left.
    ///
    /// @return false if the node is not registered any more
    boolean heartbeat(String incarnation) {
        return jdbi.withHandle(handle -> {
            var alive = handle.createUpdate(
                            "UPDATE node SET seen_at = clock_timestamp() WHERE incarnation = :incarnation")
                    .bind("incarnation", incarnation)
                    .execute();
            handle.createUpdate("""
                            WITH dead AS (
                                DELETE FROM node WHERE seen_at < clock_timestamp() - interval '%d seconds'
                                RETURNING incarnation)
                            DELETE FROM session WHERE node IN (SELECT incarnation FROM dead)
                            """.formatted(REMOVED_AFTER)).execute();
            return alive == 1;
        });
    }

    /// Removes a node that stops, and its sessions.
    void unregister(String incarnation) {
        jdbi.useTransaction(handle -> {
            handle.execute("DELETE FROM session WHERE node = ?", incarnation);
            handle.execute("DELETE FROM node WHERE incarnation = ?", incarnation);
        });
    }

    private static void insertNode(Handle handle, String incarnation, String name) {
        handle.createUpdate("""
                        INSERT INTO node (incarnation, name, seen_at) VALUES (:incarnation, :name, clock_timestamp())
                        ON CONFLICT (incarnation) DO UPDATE SET seen_at = excluded.seen_at
                        """)
                .bind("incarnation", incarnation)
                .bind("name", name)
                .execute();
    }

    private static Instance instance(ResultSet row) throws SQLException {
        return new Instance(
                row.getString(1),
                Platform.valueOf(row.getString(2)),
                row.getLong(3),
                new Instance.Place(row.getString(4), row.getLong(5)));
    }
}
