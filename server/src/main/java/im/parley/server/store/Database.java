package im.parley.server.store;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL behind this server. Safe for use by many threads.
public final class Database implements AutoCloseable {
    private static final int OLDEST = 15;

    private final @Nullable EmbeddedPostgres embedded;
    private final PostgresUrl url;
    private final Map<Integer, AppStore> apps = new ConcurrentHashMap<>();

    private Database(@Nullable EmbeddedPostgres embedded, PostgresUrl url) {
        this.embedded = embedded;
        this.url = url;
    }

    /// Starts the embedded PostgreSQL, or connects to the external one, and returns when it answers.
    ///
    /// @throws StoreException if it cannot be used
    public static Database open(DatabaseConfig config) {
        return switch (config) {
            case DatabaseConfig.Embedded(var data) -> {
                var postgres = EmbeddedPostgres.start(data);
                yield new Database(postgres, postgres.url());
            }
            case DatabaseConfig.External(var text) -> {
                var url = PostgresUrl.parse(text);
                checkVersion(url);
                yield new Database(null, url);
            }
        };
    }

    /// What one app stores. Makes its schema or brings it up to date on first use; later calls return the
    /// same.
    ///
    /// @throws StoreException if that fails
    public AppStore app(int sdkAppID) {
        return apps.computeIfAbsent(sdkAppID, id -> AppStore.open(url, "app_" + id));
    }

    /// Whether the database answers within two seconds.
    public boolean reachable() {
        var properties = url.properties("parley-check", null);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "2");
        try (var connection = DriverManager.getConnection(url.jdbcUrl(), properties)) {
            return connection.isValid(2);
        } catch (SQLException unreachable) {
            return false;
        }
    }

    /// How often the embedded PostgreSQL ended by itself and was started again; 0 for an external one.
    public int restarts() {
        return embedded == null ? 0 : embedded.restarts();
    }

    /// The embedded PostgreSQL's process; 0 for an external one, -1 while it is being restarted.
    public long processId() {
        return embedded == null ? 0 : embedded.processId();
    }

    /// Address with user and password, for another server that is to share this database.
    public String connectUrl() {
        return url.withCredentials();
    }

    /// Address without anything secret.
    public String displayUrl() {
        return url.display();
    }

    /// Closes every app's connections and stops the embedded PostgreSQL cleanly. Repeatable.
    @Override
    public void close() {
        apps.values().forEach(AppStore::close);
        apps.clear();
        if (embedded != null) {
            embedded.close();
        }
    }

    private static void checkVersion(PostgresUrl url) {
        try (var connection = DriverManager.getConnection(url.jdbcUrl(), url.properties("parley-check", null))) {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new StoreException("The database at " + url.display() + " is PostgreSQL " + version
                        + "; Parley needs version " + OLDEST + " or newer.");
            }
        } catch (SQLException refused) {
            throw new StoreException(
                    "Cannot connect to the database at " + url.display() + ": " + oneLine(refused.getMessage()),
                    refused);
        }
    }

    static String oneLine(@Nullable String message) {
        return message == null ? "no reason given" : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
