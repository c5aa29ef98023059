package im.parley.server.search;

import im.parley.server.message.LogFollower;
import im.parley.server.message.Rounds;
import im.parley.server.message.Views;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
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
/// of one of the database's processes; a twentieth while many messages wait to be stored, since searches also
/// find what the index has not yet.
public final class SearchIndexer implements LogFollower, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SearchIndexer.class);

    private static final Duration LOOK_AROUND_EVERY = Duration.ofSeconds(30);

    /// How long nobody has written in a timeline before a look around brings it.
    private static final Duration QUIET = Backlog.PATIENCE;

    private static final Duration SHORTEST_REST = Duration.ofMillis(50);

    /// So many messages wait to be stored only where sends come faster than the machine takes them.
    private static final int CROWDED = 100;

    /// Its rest is then so many times as long as its work.
    private static final int RESTS_WHEN_CROWDED = 19;

    /// Most timelines of one batch.
    private static final int BATCH = SearchIndex.MAX_MESSAGES / Backlog.GATHERED;

    /// Most timelines that one look around brings; the next one finds the rest.
    private static final int FOUND_AT_ONCE = 20_000;

    /// Most passages of removed messages that one look around takes away.
    private static final int REMOVED_AT_ONCE = 20_000;

    private final ConnectionSource source;
    private final Views views;
    private final IntSupplier waiting;
    private final Backlog backlog = new Backlog(System::nanoTime);
    private final Rounds rounds;
    private @Nullable Connection connection; // of the thread alone, and of who waited for its end
    private @Nullable Jdbi jdbi; // on the connection
    private long lookAroundAt = System.nanoTime(); // of the thread alone
    private volatile boolean lookAround = true;

    /// @param name names the thread
    /// @param source opens the connection that only the indexer uses
    /// @param waiting how many messages wait to be stored
    public SearchIndexer(String name, ConnectionSource source, Views views, IntSupplier waiting) {
        this.source = source;
        this.views = views;
        this.waiting = waiting;
        this.rounds = new Rounds(name + "-indexer", "the search index", this::round);
    }

    /// Begins to follow the log.
    public void start() {
        rounds.start();
    }

    @Override
    public void changed(long conversation) {
        if (backlog.tell(conversation)) {
            rounds.wake();
        }
    }

    /// Something may have happened that this node was not told of.
    public void lookAround() {
        lookAround = true;
        rounds.wake();
    }

    private void round() throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        try {
            work(connected());
        } catch (SQLException | RuntimeException failed) {
            disconnect();
            throw failed;
        }
        var worked = Duration.ofNanos(System.nanoTime() - begun);
        rest(longer(SHORTEST_REST, waiting.getAsInt() < CROWDED ? worked : worked.multipliedBy(RESTS_WHEN_CROWDED)));
    }

    /// The same as long as the connection holds: it keeps what it has read of each statement.
    private Jdbi connected() throws SQLException {
        var open = jdbi;
        if (open == null) {
            connection = source.open();
            open = Jdbi.create(connection).installPlugin(new PostgresPlugin());
            jdbi = open;
        }
        return open;
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
                                OR head.last_change > coalesce(cursor.change, 0)
                                OR head.cleared_sequence > coalesce(cursor.cleared, 0))
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
    private void rest(Duration least) throws InterruptedException {
        rounds.rest(least); // indexing must not slow sends
        if (backlog.isIdle() && !lookAround) {
            rounds.await(longer(SHORTEST_REST, Duration.ofNanos(lookAroundAt - System.nanoTime())));
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void disconnect() {
        var gone = connection;
        connection = null;
        jdbi = null;
        try {
            if (gone != null) {
                gone.close();
            }
        } catch (SQLException alreadyGone) {
            log.debug("closing the indexer's connection", alreadyGone);
        }
    }

    /// Ends after the batch under way; the next start goes on where this one stopped.
    @Override
    public void close() {
        rounds.close();
        disconnect();
    }

    /// Opens the connection that only the indexer uses.
    public interface ConnectionSource {
        Connection open() throws SQLException;
    }
}
