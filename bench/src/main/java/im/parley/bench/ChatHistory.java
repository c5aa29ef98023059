package im.parley.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A past to fill a new server with, by SQL, into the schema of an app: users who have talked to each
/// other.
///
/// @param prefix user IDs are this and a number from 0
/// @param users how many
/// @param peers each talks with this many of those after him, and so with as many before him
/// @param messages how many each conversation has
/// @param payload an SQL expression for a message's payload, of conversation `c.id` and sequence `s`
record ChatHistory(String prefix, int users, int peers, int messages, String payload) {
    private static final String PAYLOAD =
            "{\"text\":\"" + "lorem ipsum ".repeat(17).substring(0, 200) + "\"}";

    /// When it began: young enough for any retention time.
    private static final long SECONDS_AGO = 3600;

    /// One text in all messages.
    ChatHistory(String prefix, int users, int peers, int messages) {
        this(prefix, users, peers, messages, "'" + PAYLOAD + "'");
    }

    ChatHistory {
        if (2 * peers >= users) {
            throw new IllegalArgumentException(users + " users cannot have " + peers + " peers each, twice");
        }
    }

    int conversations() {
        return users * peers;
    }

    String user(int number) {
        return prefix + Math.floorMod(number, users);
    }

    /// Writes it all and brings the tables in order: statistics, visibility, a checkpoint.
    void load(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            statement.execute("INSERT INTO account (user_id, created_at) SELECT '" + prefix
                    + "' || i, 0 FROM generate_series(0, " + (users - 1) + ") i");
            statement.execute("""
                    INSERT INTO conversation (low_user, high_user, last_sequence, last_time, shown_sequence, shown_order,
                                              unread_low, unread_high)
                    SELECT least(a.tiny_id, b.tiny_id), greatest(a.tiny_id, b.tiny_id), %2$d,
                           (extract(epoch FROM now()) * 1000)::bigint, %2$d,
                           (extract(epoch FROM now()) * 1000000)::bigint, %2$d / 2, %2$d / 2
                    FROM generate_series(0, %3$d - 1) i CROSS JOIN generate_series(1, %4$d) j
                         JOIN account a ON a.user_id = '%1$s' || i
                         JOIN account b ON b.user_id = '%1$s' || (i + j) %% %3$d""".formatted(prefix, messages, users, peers));
            statement.execute("""
                    INSERT INTO participant (tiny_id, conversation_id)
                    SELECT low_user, id FROM conversation UNION ALL SELECT high_user, id FROM conversation
                    ON CONFLICT DO NOTHING""");
            loadMessages(database);
            statement.execute("VACUUM (ANALYZE) account, conversation, participant, message");
            statement.execute("CHECKPOINT");
        }
    }

    /// The same, as if the search index had followed it when it was written. It would else do so now, for many
    /// minutes, and take part of the machine from what is measured.
    void loadIndexed(Connection database) throws SQLException {
        load(database);
        try (var statement = database.createStatement()) {
            statement.execute("INSERT INTO search_cursor (conversation_id, sequence, change)"
                    + " SELECT id, last_sequence, last_change FROM conversation ON CONFLICT DO NOTHING");
            statement.execute("VACUUM (ANALYZE) search_cursor");
        }
    }

    /// In the order of time, as they would have come: conversations are scattered over the table. The
    /// indexes are made afterwards, which is many times faster.
    private void loadMessages(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            var restore = dropIndexes(database);
            statement.execute(
                    """
                    INSERT INTO message (conversation_id, sequence, sender, client_id, time, unread_low, unread_high, flags,
                                         type, payload)
                    SELECT c.id, s, CASE s %% 2 WHEN 0 THEN c.low_user ELSE c.high_user END,
                           (%4$d + s)::bigint << 32 | s, (%4$d + s) * 1000::bigint, (s + 1) / 2, s / 2, 0,
                           'TIMTextElem', %1$s
                    FROM generate_series(1, %2$d) s
                         CROSS JOIN (SELECT c.* FROM conversation c JOIN account a ON a.tiny_id = c.low_user
                                     WHERE a.user_id LIKE '%3$s%%' AND c.last_sequence = %2$d) c
                    ORDER BY s, c.id""".formatted(payload, messages, prefix, Instant.now().getEpochSecond() - SECONDS_AGO));
            statement.execute("SET maintenance_work_mem = '512MB'");
            for (var sql : restore) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> dropIndexes(Connection database) throws SQLException {
        var restore = new ArrayList<String>();
        var drop = new ArrayList<String>();
        try (var statement = database.createStatement();
                var indexes = statement.executeQuery("""
                        SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS index,
                               c.conname, pg_get_constraintdef(c.oid) AS "constraint"
                        FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid
                        WHERE i.indrelid = 'message'::regclass""")) {
            while (indexes.next()) {
                var constraint = indexes.getString("conname");
                if (constraint == null) {
                    drop.add("DROP INDEX " + indexes.getString("name"));
                    restore.add(indexes.getString("index"));
                } else {
                    drop.add("ALTER TABLE message DROP CONSTRAINT " + constraint);
                    restore.add(
                            "ALTER TABLE message ADD CONSTRAINT " + constraint + ' ' + indexes.getString("constraint"));
                }
            }
        }
        try (var statement = database.createStatement()) {
            for (var sql : drop) {
                statement.execute(sql);
            }
        }
        return restore;
    }
}
