package im.parley.server.store;

import java.nio.file.Path;

/// Which PostgreSQL to use.
public sealed interface DatabaseConfig {
    /// The one this program brings, run as a child process.
    ///
    /// @param data folder of everything that must survive; made when missing
    record Embedded(Path data) implements DatabaseConfig {}

    /// One that somebody else runs, version 15 or newer.
    ///
    /// @param url `postgres://user:password@host:port/database` or the JDBC form. The user must be allowed
    ///     to create schemas in the database.
    record External(String url) implements DatabaseConfig {}
}
