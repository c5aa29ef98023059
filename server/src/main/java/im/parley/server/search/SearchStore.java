package im.parley.server.search;

import im.parley.server.message.MessageFeed.After;
import im.parley.server.message.MessageFeed.Entry;
import im.parley.server.message.MessageLookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/// Asks the index, and the log for what the index has not yet. Who may see what is asked of the log's own tables in
/// the same statement.
final class SearchStore {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Jdbi jdbi;

    SearchStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Timelines with hits, the one with the newest hit first.
    ///
    /// @param after where the page before ended
    Page<Timeline> timelines(SearchQuery query, Position after, int limit) {
        return run(
                query,
                """
                , found AS MATERIALIZED (
                    SELECT conversation_id, count(*) AS hits, max(sequence) AS sequence, max(time) AS time
                    FROM seen GROUP BY conversation_id
                )
                SELECT whole.total, page.conversation_id, page.hits, page.sequence, page.time
                FROM (SELECT count(*) AS total FROM found) whole
                LEFT JOIN LATERAL (
                    SELECT * FROM found WHERE (time, conversation_id) < (:first, :second)
                    ORDER BY time DESC, conversation_id DESC LIMIT :limit) page ON true
                ORDER BY page.time DESC, page.conversation_id DESC
                """,
                after,
                limit,
                (row, context) -> new Timeline(row.getLong(2), row.getInt(3), row.getLong(4), row.getLong(5)));
    }

    /// Hits of one timeline, the newest first.
    ///
    /// @param after where the page before ended
    Page<Long> messages(SearchQuery query, Position after, int limit) {
        return run(query, """
                SELECT whole.total, page.sequence
                FROM (SELECT count(*) AS total FROM seen) whole
                LEFT JOIN LATERAL (
                    SELECT * FROM seen WHERE sequence < :first AND sequence < :second
                    ORDER BY sequence DESC LIMIT :limit) page ON true
                ORDER BY page.sequence DESC
                """, after, limit, (row, context) -> row.getLong(2));
    }

    private <T> Page<T> run(SearchQuery query, String rest, Position after, int limit, RowMapper<T> mapper) {
        return jdbi.inTransaction(handle -> {
            // what moves from the log's end into the index meanwhile is seen on one side
            handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL statement_timeout = "
                    + LONGEST.toMillis());
            var tail = SearchTail.read(handle, query);
            var results = new ArrayList<T>();
            int total = bind(handle, query, tail, hits(query, tail) + rest)
                    .bind("first", after.first())
                    .bind("second", after.second())
                    .bind("limit", limit)
                    .reduceResultSet(0, (before, rows, context) -> {
                        if (rows.getObject(2) != null) {
                            results.add(mapper.map(rows, context));
                        }
                        return rows.getInt(1);
                    });
            return new Page<T>(total, results);
        });
    }

    /// The candidates, compared with the keywords, and what the tail has of them; then what the viewer may see.
    private static String hits(SearchQuery query, SearchTail tail) {
        var conditions = new StringBuilder();
        if (query.conversation() != null) {
            conditions.append(" AND s.conversation_id = :conversation");
        }
        if (query.senders() != null) {
            conditions.append(" AND m.sender = ANY (:senders)");
        }
        if (!query.types().isEmpty()) {
            conditions.append(" AND m.type = ANY (:types)");
        }
        if (!query.keywords().isEmpty()) {
            conditions.append(IntStream.range(0, query.keywords().size())
                    .mapToObj(i -> "strpos(m.text, :keyword" + i + ") > 0")
                    .collect(Collectors.joining(query.all() ? " AND " : " OR ", " AND (", ")")));
        }
        if (!tail.changed().isEmpty()) {
            conditions.append("""
                     AND NOT EXISTS (
                        SELECT FROM unnest(:changedConversations, :changedSequences) AS changed (conversation, sequence)
                        WHERE changed.conversation = s.conversation_id AND changed.sequence = m.sequence)
                    """);
        }
        var also = tail.hits().isEmpty()
                ? ""
                : "UNION ALL SELECT * FROM unnest(:tailConversations, :tailSequences, :tailTimes)";
        return """
                WITH hit AS MATERIALIZED (
                    SELECT s.conversation_id, m.sequence, m.time FROM search_passage s
                    CROSS JOIN LATERAL unnest(s.sequences, s.senders, s.times, s.types, s.texts)
                        AS m (sequence, sender, time, type, text)
                    WHERE s.lexemes @@ CAST(:candidates AS tsquery) AND m.text IS NOT NULL
                        AND m.time >= :from AND m.time <= :to %s
                    %s
                ), seen AS MATERIALIZED (
                    SELECT hit.* FROM hit
                    JOIN participant me ON me.tiny_id = :viewer AND me.conversation_id = hit.conversation_id
                    WHERE %s
                )
                """.formatted(conditions, also, MessageLookup.VISIBLE);
    }

    private static Query bind(Handle handle, SearchQuery query, SearchTail tail, String sql) {
        var bound = handle.createQuery(sql)
                .bind("candidates", query.candidates())
                .bind("from", query.from())
                .bind("to", query.to())
                .bind("viewer", query.viewer());
        if (query.conversation() != null) {
            bound.bind("conversation", query.conversation());
        }
        if (query.senders() != null) {
            bound.bind("senders", query.senders().toArray(Long[]::new));
        }
        if (!query.types().isEmpty()) {
            bound.bind("types", query.types().toArray(String[]::new));
        }
        if (!tail.changed().isEmpty()) {
            bound.bind("changedConversations", Numbers.of(tail.changed(), After::conversation))
                    .bind("changedSequences", Numbers.of(tail.changed(), After::position));
        }
        if (!tail.hits().isEmpty()) {
            bound.bind("tailConversations", Numbers.of(tail.hits(), Entry::conversation))
                    .bind("tailSequences", Numbers.of(tail.hits(), Entry::sequence))
                    .bind("tailTimes", Numbers.of(tail.hits(), Entry::time));
        }
        for (int i = 0; i < query.keywords().size(); i++) {
            bound.bind("keyword" + i, query.keywords().get(i));
        }
        return bound;
    }

    /// @param total of all pages
    record Page<T>(int total, List<T> results) {}

    /// A timeline with hits.
    ///
    /// @param sequence of the newest hit
    /// @param time of the newest hit, milliseconds since 1970
    record Timeline(long conversation, int hits, long sequence, long time) {}

    /// Where a page ended, exclusive: a timeline's time and number, or twice a message's sequence.
    record Position(long first, long second) {
        static final Position START = new Position(Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
