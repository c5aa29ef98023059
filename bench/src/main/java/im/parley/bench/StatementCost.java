package im.parley.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What PostgreSQL counted for statements since the counters were reset (pg_stat_statements).
///
/// @param query the statement, parameters as `$1`
/// @param calls how often it ran
/// @param rows how many rows it returned or changed
/// @param milliseconds time in all, waiting included
/// @param blocks pages of tables and indexes it looked at
/// @param dirtied pages it changed for the first time since they were written
/// @param walBytes what it added to the log
record StatementCost(
        String query, long calls, long rows, double milliseconds, long blocks, long dirtied, long walBytes) {
    private static final int SHOWN = 12;
    private static final int SHOWN_CHARACTERS = 70;

    static void reset(Target target) throws IOException, SQLException {
        try (var database = target.database()) {
            if (database != null) {
                reset(database);
            }
        }
    }

    static void reset(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA public");
            statement.execute("SELECT public.pg_stat_statements_reset()");
        }
    }

    /// The most expensive ones first.
    static List<StatementCost> read(Connection database) throws SQLException {
        var costs = new ArrayList<StatementCost>();
        try (var statement = database.createStatement();
                var row = statement.executeQuery("""
                        SELECT query, calls, rows, total_exec_time, shared_blks_hit + shared_blks_read AS blocks,
                               shared_blks_dirtied, wal_bytes::bigint
                        FROM public.pg_stat_statements ORDER BY total_exec_time DESC LIMIT 20""")) {
            while (row.next()) {
                costs.add(new StatementCost(
                        row.getString(1).strip().replaceAll("\\s+", " "),
                        row.getLong(2),
                        row.getLong(3),
                        row.getDouble(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)));
            }
        }
        return costs;
    }

    /// A table of those that took most time; nothing where the database cannot be reached.
    static void report(Report report, Target target) throws IOException, SQLException {
        try (var database = target.database()) {
            if (database != null) {
                report(report, database);
            }
        }
    }

    static void report(Report report, Connection database) throws SQLException {
        var table = report.table(
                "Statements by time in the last run, with waiting (pg_stat_statements)",
                "statement",
                "calls",
                "rows",
                "ms per call",
                "pages per call",
                "log bytes per call");
        for (var cost : read(database)) {
            if (table.size() < SHOWN && !cost.query.contains("pg_stat_statements")) {
                table.row(
                        cost.query.substring(0, Math.min(SHOWN_CHARACTERS, cost.query.length())),
                        cost.calls,
                        cost.rows,
                        cost.milliseconds / cost.calls,
                        (double) cost.blocks / cost.calls,
                        (double) cost.walBytes / cost.calls);
            }
        }
    }

    boolean storesMessages() {
        return query.toLowerCase(Locale.ROOT).contains("insert into message");
    }
}
