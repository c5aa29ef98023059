package im.parley.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/// One app's schema: a pool for everybody and a connection of its own for the append writer. Safe for use
/// by many threads. Unqualified table names mean the app's tables.
public final class AppStore implements AutoCloseable {
    /// Most connections of the pool. Two cores of PostgreSQL do not get faster with more, and
    /// `max_connections` serves eight apps.
    private static final int POOL_SIZE = 10;
    /// How long a request waits for a connection before it fails as overload.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PostgresUrl url;
    private final String schema;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private AppStore(PostgresUrl url, String schema) {
        this.url = url;
        this.schema = schema;
        this.pool = new HikariDataSource(poolConfig(url, schema));
        this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
    }

    static AppStore open(PostgresUrl url, String schema) {
        Migrations.apply(url, schema);
        return new AppStore(url, schema);
    }

    /// Queries on pooled connections. What fails because the database is away throws what [StoreErrors]
    /// understands.
    public Jdbi jdbi() {
        return jdbi;
    }

    /// The pool below [#jdbi()].
    public DataSource dataSource() {
        return pool;
    }

    /// A connection outside the pool, for the append writer: statements are prepared on the server at once
    /// and values travel in binary. Auto-commit is on; the caller owns and closes it.
    ///
    /// @throws SQLException if the database is not reachable
    public Connection openWriter() throws SQLException {
        return open("parley-writer");
    }

    /// A connection outside the pool, for the search index; like [#openWriter()], but what it commits may be
    /// lost, all of a commit or none of it, when the database's machine fails.
    ///
    /// @throws SQLException if the database is not reachable
    public Connection openIndexer() throws SQLException {
        var connection = open("parley-indexer");
        try (var statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
        return connection;
    }

    private Connection open(String name) throws SQLException {
        var properties = url.properties(name, schema);
        properties.setProperty("prepareThreshold", "1"); // server-prepared from the first execution on
        properties.setProperty("binaryTransfer", "true");
        return DriverManager.getConnection(url.jdbcUrl(), properties);
    }

    /// Name of the schema, such as `app_1400000001`.
    public String schema() {
        return schema;
    }

    /// Closes the pool; connections of [#openWriter()] are their owners'. Repeatable.
    @Override
    public void close() {
        pool.close();
    }

    private static HikariConfig poolConfig(PostgresUrl url, String schema) {
        var config = new HikariConfig();
        config.setPoolName(schema);
        config.setJdbcUrl(url.jdbcUrl());
        config.setDataSourceProperties(url.properties("parley", schema));
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setValidationTimeout(Duration.ofSeconds(2).toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        config.setMaxLifetime(Duration.ofMinutes(30).toMillis());
        config.setLeakDetectionThreshold(Duration.ofSeconds(60).toMillis());
        return config;
    }
}
