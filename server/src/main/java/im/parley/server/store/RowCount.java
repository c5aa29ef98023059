package im.parley.server.store;

import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// How many rows a table has: few are counted, of more the database says what it believes.
///
/// @param isEstimate whether it was not counted
public record RowCount(long rows, boolean isEstimate) {
    /// Counting so many takes a few milliseconds.
    private static final int COUNTED = 10_000;

    private static final String BELIEVED =
            "SELECT reltuples::bigint FROM pg_class WHERE oid = CAST(:table AS regclass)";

    /// @param table its name in the app's schema
    public static RowCount of(Jdbi jdbi, String table) {
        return of(jdbi, table, "true");
    }

    /// The same of nearly all rows.
    ///
    /// @param condition SQL, which estimates pass over
    public static RowCount of(Jdbi jdbi, String table, String condition) {
        return jdbi.withHandle(handle -> {
            long counted = handle.createQuery("SELECT count(*) FROM (SELECT FROM " + table + " WHERE " + condition
                            + " LIMIT :most) AS few")
                    .bind("most", COUNTED + 1)
                    .mapTo(Long.class)
                    .one();
            return counted <= COUNTED ? new RowCount(counted, false) : new RowCount(believed(handle, table), true);
        });
    }

    /// The same by the values of a column with few of them; estimates leave out the rare ones.
    ///
    /// @param column of type text
    public static Map<String, RowCount> by(Jdbi jdbi, String table, String column) {
        return jdbi.withHandle(handle -> {
            var counted = handle.createQuery("SELECT value, count(*) FROM (SELECT " + column + " AS value FROM " + table
                            + " LIMIT :most) AS few GROUP BY value")
                    .bind("most", COUNTED + 1)
                    .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                    .list();
            return counted.stream().mapToLong(Map.Entry::getValue).sum() <= COUNTED
                    ? counted.stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, one -> new RowCount(one.getValue(), false)))
                    : believedBy(handle, table, column);
        });
    }

    private static Map<String, RowCount> believedBy(Handle handle, String table, String column) {
        long all = believed(handle, table);
        return handle
                .createQuery("""
                        SELECT v.value, v.share FROM pg_stats s,
                            unnest(s.most_common_vals::text::text[], s.most_common_freqs) AS v (value, share)
                        WHERE s.schemaname = current_schema() AND s.tablename = :table AND s.attname = :column
                        """)
                .bind("table", table)
                .bind("column", column)
                .map((row, context) ->
                        Map.entry(row.getString(1), new RowCount(Math.round(row.getDouble(2) * all), true)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// More than were counted, whatever the database believes: it looks now and then only.
    private static long believed(Handle handle, String table) {
        return Math.max(
                COUNTED + 1,
                handle.createQuery(BELIEVED)
                        .bind("table", table)
                        .mapTo(Long.class)
                        .one());
    }
}
