package im.parley.server.message;

import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes away messages that are older than the setting `message.retentionDays`, and what belongs to them, a
/// little at a time, so that sends do not notice. Run now and then on every node; one of them does the work.
public final class Retention implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int ROWS_AT_ONCE = 5_000;
    private static final String MESSAGES = """
            WITH gone AS (
                DELETE FROM message WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM message WHERE time < :since LIMIT :rows))
                RETURNING conversation_id, sequence
            ), deletions AS (
                DELETE FROM message_deletion x USING gone
                WHERE x.conversation_id = gone.conversation_id AND x.sequence = gone.sequence
            ), extensions AS (
                DELETE FROM message_extension x USING gone
                WHERE x.conversation_id = gone.conversation_id AND x.sequence = gone.sequence
            ), reactions AS (
                DELETE FROM message_reaction x USING gone
                WHERE x.conversation_id = gone.conversation_id AND x.sequence = gone.sequence
            )
            SELECT count(*) FROM gone
            """;
    private static final String MERGERS = """
            WITH gone AS (
                DELETE FROM merger WHERE key = ANY (ARRAY(
                    SELECT key FROM merger WHERE used < :since LIMIT :rows))
                RETURNING key
            )
            SELECT count(*) FROM gone
            """;
    private static final String LOCK = "hashtext('parley.retention.' || current_schema())";

    private final Jdbi jdbi;
    private final Views views;

    public Retention(Jdbi jdbi, Views views) {
        this.jdbi = jdbi;
        this.views = views;
    }

    @Override
    public void run() {
        long removed = 0;
        try {
            for (int rows = remove(MESSAGES); rows > 0; rows = remove(MESSAGES)) {
                removed += rows;
            }
            for (int rows = remove(MERGERS); rows > 0; rows = remove(MERGERS)) {
                log.debug("removed {} parts of merged messages", rows);
            }
        } catch (RuntimeException later) {
            log.warn("old messages are removed later: {}", later.getMessage());
        }
        if (removed > 0) {
            log.info("removed {} messages that were older than the settings keep them", removed);
        }
    }

    private int remove(String sql) {
        return jdbi.inTransaction(handle -> {
            var mine = handle.createQuery("SELECT pg_try_advisory_xact_lock(" + LOCK + ")")
                    .mapTo(Boolean.class)
                    .one();
            return !mine
                    ? 0
                    : handle.createQuery(sql)
                            .bind("since", views.oldestKept())
                            .bind("rows", ROWS_AT_ONCE)
                            .mapTo(Integer.class)
                            .one();
        });
    }
}
