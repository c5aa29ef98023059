package im.parley.server.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This node's rows among the sessions of the whole cluster. Safe for use by many threads.
///
/// The rows count as long as the node's heartbeat is fresh. A node that finds itself unknown, because the
/// database crashed or because others took it for dead, writes its rows anew. Ended sessions are removed
/// in batches, a moment later.
public final class ClusterSessions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterSessions.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /// Keeps one statement's arrays below 100 KB.
    private static final int MAX_BATCH = 1_000;

    private final SessionStore store;
    private final Sessions local;
    private final ScheduledExecutorService scheduler;
    private final String nodeName;
    private final String incarnation;
    private final Queue<Session> ended = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private final AtomicBoolean beating = new AtomicBoolean();
    private volatile boolean closed;

    /// @param local what is written anew when the rows are lost
    /// @param nodeName the same at each start of this node, different from those of others
    public ClusterSessions(Jdbi jdbi, Sessions local, ScheduledExecutorService scheduler, String nodeName) {
        this.store = new SessionStore(jdbi);
        this.local = local;
        this.scheduler = scheduler;
        this.nodeName = nodeName;
        this.incarnation = nodeName + '#' + Long.toString(new SecureRandom().nextLong(), Character.MAX_RADIX);
    }

    /// Registers this node in place of its earlier runs and keeps it alive from now on.
    public void start() {
        store.register(incarnation, nodeName);
        scheduler.scheduleWithFixedDelay(
                () -> inBackground(this::heartbeat), HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// SQL: the names of the runs of nodes that are alive.
    public static final String ALIVE = SessionStore.ALIVE;

    /// SQL: the same with those that may only be late.
    public static final String KNOWN = "SELECT incarnation FROM node";

    /// The name of this run of this node.
    public String incarnation() {
        return incarnation;
    }

    /// Writes the rows of new sessions, see [SessionStore#signIn].
    Map<Long, SessionStore.SignedIn> signIn(Collection<Session> sessions, long now) {
        return store.signIn(sessions, incarnation, now);
    }

    /// What the users have signed in on living nodes, by tinyID.
    Map<Long, List<Instance>> instances(Collection<Long> tinyIDs) {
        return store.instances(tinyIDs);
    }

    /// Those of these users that are signed in on a living node.
    public Set<Long> online(Collection<Long> tinyIDs) {
        return tinyIDs.isEmpty() ? Set.of() : store.online(tinyIDs);
    }

    /// Removes the session's row, soon. Never blocks.
    void ended(Session session) {
        ended.add(session);
        removeLater(GATHERING);
    }

    private void removeLater(Duration delay) {
        if (!closed && gathering.compareAndSet(false, true)) {
            scheduler.schedule(() -> inBackground(this::removeEnded), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void removeEnded() {
        gathering.set(false);
        for (var batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
            try {
                store.remove(incarnation, batch);
            } catch (RuntimeException failed) {
                LOG.warn("{} ended sessions could not be removed, will try again", batch.size(), failed);
                ended.addAll(batch);
                removeLater(AFTER_FAILURE);
                return;
            }
        }
    }

    private List<Session> nextBatch() {
        var batch = new ArrayList<Session>();
        while (batch.size() < MAX_BATCH && ended.poll() instanceof Session session) {
            batch.add(session);
        }
        return batch;
    }

    private void heartbeat() {
        if (closed || !beating.compareAndSet(false, true)) {
            return; // the last one is still waiting for the database
        }
        try {
            if (!store.heartbeat(incarnation)) {
                LOG.warn("node {} was not registered any more, writes its {} sessions anew", nodeName, local.count());
                store.registerAgain(incarnation, nodeName, all());
            }
        } catch (RuntimeException failed) {
            LOG.warn("heartbeat of node {} failed, will try again", nodeName, failed);
        } finally {
            beating.set(false);
        }
    }

    private Collection<Session> all() {
        var all = new ArrayList<Session>();
        local.forEach(all::add);
        return all;
    }

    private static void inBackground(Runnable task) {
        Thread.ofVirtual().name("cluster-sessions").start(task);
    }

    /// Removes this node and all its rows.
    @Override
    public void close() {
        closed = true;
        store.unregister(incarnation);
    }
}
