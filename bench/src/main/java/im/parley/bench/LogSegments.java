package im.parley.bench;

import java.sql.Connection;
import java.sql.SQLException;

/// The files of PostgreSQL's write-ahead log. A young database makes each anew, 16 MB of zeros forced to the disk
/// while sends wait; after its first checkpoints it writes over old ones.
final class LogSegments {
    /// More than a benchmark fills.
    private static final int COUNT = 24;

    private LogSegments() {}

    /// Brings a young database to where it is after its first quarter of an hour.
    static void recycle(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            for (int i = 0; i < COUNT; i++) {
                statement.execute("SELECT pg_logical_emit_message(false, 'bench', 'x'), pg_switch_wal()");
            }
            statement.execute("CHECKPOINT");
        }
    }
}
