package im.parley.server.search;

import im.parley.server.message.LogFollower;
import im.parley.server.message.Views;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the search index up to the log: one thread with a connection of its own. It is told which timelines
/// this node changed; what it is not told, since a node died or messages of the bus were lost, it finds by
/// comparing the cursors with the heads at the start, after [#lookAround] and every half minute.
///
/// It lets messages gather ([Backlog]), and rests at least as long as it works, so that it never takes more than half
/// of one of the database's processes.
public final class SearchIndexer implements LogFollower, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SearchIndexer.class);

    private static final Duration LOOK_AROUND_EVERY = Duration.ofSeconds(30);

    /// How long nobody has written in a timeline before a look around brings it.
    private static final Duration QUIET = Backlog.PATIENCE;

    private static final Duration SHORTEST_REST = Duration.ofMillis(50);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Most timelines of one batch.
    private static final int BATCH = SearchIndex.MAX_MESSAGES / Backlog.GATHERED;

    /// Most timelines that one look around brings; the next one finds the rest.
    private static final int FOUND_AT_ONCE = 20_000;

    /// Most passages of removed messages that one look around takes away.
    private static final int REMOVED_AT_ONCE = 20_000;

    private final ConnectionSource source;
    private final Views views;
    private final Backlog backlog = new Backlog(System::nanoTime);
    private final Semaphore work = new Semaphore(0);
    private final Thread thread;
    private long lookAroundAt = System.nanoTime(); // of the thread alone
    private volatile boolean lookAround = true;
    private volatile boolean closing;

    /// @param name names the thread
    /// @param source opens the connection that only the indexer uses
    public SearchIndexer(String name, ConnectionSource source, Views views) {
        this.source = source;
        this.views = views;
        this.thread = Thread.ofVirtual().name(name + "-indexer").unstarted(this::run);
    }

    /// Begins to follow the log.
    public void start() {
        thread.start();
    }

    @Override
    public void changed(long conversation) {
        if (backlog.tell(conversation)) {
            work.release();
        }
    }

    /// Something may have happened that this node was not told of.
    public void lookAround() {
        lookAround = true;
        work.release();
    }

    private void run() {
        Connection connection = null;
        while (!closing) {
            long begun = System.nanoTime();
            var rest = SHORTEST_REST;
            try {
                if (connection == null) {
                    connection = source.open();
                }
                work(Jdbi.create(connection).installPlugin(new PostgresPlugin()));
                rest = longer(SHORTEST_REST, Duration.ofNanos(System.nanoTime() - begun));
            } catch (SQLException | RuntimeException failed) {
                log.warn("the search index waits: {}", failed.getMessage());
                log.debug("the search index waits", failed);
                close(connection);
                connection = null;
                rest = AFTER_FAILURE;
            }
            rest(rest);
        }
        close(connection);
    }

    private void work(Jdbi jdbi) {
        if (lookAround || System.nanoTime() - lookAroundAt >= 0) {
            var quiet = lookAround ? Duration.ZERO : QUIET;
            lookAround = false;
            backlog.found(behind(jdbi, quiet));
            removeOld(jdbi);
            lookAroundAt = System.nanoTime() + LOOK_AROUND_EVERY.toNanos();
        }
        var batch = backlog.due(BATCH);
        if (!batch.isEmpty()) {
            var followed = jdbi.inTransaction(handle -> SearchIndex.follow(handle, batch));
            backlog.visited(batch, followed.open()); // only now: what failed is tried again
        }
    }

    /// @param quiet timelines with newer messages are left to the backlogs of the nodes that store them
    private List<Long> behind(Jdbi jdbi, Duration quiet) {
        var found = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT head.id FROM conversation head
                        LEFT JOIN search_cursor cursor ON cursor.conversation_id = head.id
                        WHERE (head.last_sequence > coalesce(cursor.sequence, 0)
                                OR head.last_change > coalesce(cursor.change, 0))
                            AND head.last_time <= (extract(epoch FROM now()) * 1000)::bigint - :quiet
                        LIMIT :limit
                        """)
                .bind("quiet", quiet.toMillis())
                .bind("limit", FOUND_AT_ONCE)
                .mapTo(Long.class)
                .list());
        if (found.size() == FOUND_AT_ONCE) {
            lookAround = true;
        }
        return found;
    }

    private void removeOld(Jdbi jdbi) {
        int removed = jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM search_passage WHERE ctid = ANY (ARRAY(
                            SELECT ctid FROM search_passage WHERE time < :since LIMIT :rows))
                        """)
                .bind("since", views.oldestKept())
                .bind("rows", REMOVED_AT_ONCE)
                .execute());
        if (removed == REMOVED_AT_ONCE) {
            lookAround = true;
        }
    }

    /// Gives the database time for others, then waits until there is something to do.
    private void rest(Duration least) {
        try {
            Thread.sleep(least); // indexing must not slow sends
            if (backlog.isIdle() && !lookAround && !closing) {
                work.tryAcquire(
                        Math.max(lookAroundAt - System.nanoTime(), SHORTEST_REST.toNanos()), TimeUnit.NANOSECONDS);
            }
            work.drainPermits();
        } catch (InterruptedException woken) {
            log.debug("the indexer is to stop");
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException alreadyGone) {
            log.debug("closing the indexer's connection", alreadyGone);
        }
    }

    /// Ends after the batch under way; the next start goes on where this one stopped.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /// Opens the connection that only the indexer uses.
    public interface ConnectionSource {
        Connection open() throws SQLException;
    }
}
