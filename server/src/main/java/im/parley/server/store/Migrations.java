package im.parley.server.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings an app's schema to the newest of the numbered files in `db/migration`. Servers that start at once
/// wait for one another.
final class Migrations {
    /// Key of the lock under which schemas are made: "parley" in ASCII.
    private static final long LOCK = 0x7061726c6579L;

    private Migrations() {}

    static void apply(PostgresUrl url, String schema) {
        try (var connection = DriverManager.getConnection(url.jdbcUrl(), url.properties("parley-migration", null))) {
            if (isCurrent(connection, schema)) {
                return;
            }
            createSchema(connection, schema);
        } catch (SQLException failed) {
            throw new StoreException(
                    "Cannot create schema " + schema + " at " + url.display() + ": "
                            + Database.oneLine(failed.getMessage()),
                    failed);
        }
        try {
            flyway(url, schema).migrate();
        } catch (FlywayException failed) {
            throw new StoreException(
                    "Cannot bring schema " + schema + " up to date: " + Database.oneLine(failed.getMessage()), failed);
        }
    }

    /// Whether every migration was applied just as it is here. Flyway finds the same, but takes a second of
    /// each start to load.
    private static boolean isCurrent(Connection connection, String schema) throws SQLException {
        try (var statement = connection.createStatement()) {
            var table = schema + ".flyway_schema_history";
            try (var known = statement.executeQuery("SELECT to_regclass('" + table + "')")) {
                known.next();
                if (known.getString(1) == null) {
                    return false;
                }
            }
            var applied = new HashMap<String, Integer>();
            try (var rows = statement.executeQuery(
                    "SELECT version, checksum FROM " + table + " WHERE success AND version IS NOT NULL")) {
                while (rows.next()) {
                    applied.put(rows.getString(1), rows.getInt(2));
                }
            }
            return applied.entrySet().containsAll(MigrationFiles.checksums().entrySet());
        } catch (IOException unreadable) {
            return false; // Flyway has its own ways
        }
    }

    /// `IF NOT EXISTS` alone fails when two servers create it in the same moment.
    private static void createSchema(Connection connection, String schema) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
            connection.commit();
        }
    }

    private static Flyway flyway(PostgresUrl url, String schema) {
        var source = new org.postgresql.ds.PGSimpleDataSource();
        source.setUrl(url.jdbcUrl());
        source.setUser(url.user());
        source.setPassword(url.password());
        source.setApplicationName("parley-migration");
        return Flyway.configure()
                .dataSource(source)
                .schemas(schema)
                .createSchemas(false)
                .locations("classpath:db/migration")
                .load();
    }
}
