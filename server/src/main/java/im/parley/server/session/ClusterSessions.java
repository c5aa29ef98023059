package im.parley.server.session;

import im.parley.protocol.session.Platform;
import im.parley.server.session.SessionListener.Orphan;
import im.parley.server.store.Background;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    /// Heartbeats that fit into the time after which a node counts as dead: three may be late.
    private static final int BEATS = 4;

    /// Between a node's name and what tells its runs apart.
    private static final char SEPARATOR = '#';

    private static final String THREAD = "cluster-sessions";
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /// Keeps one statement's arrays below 100 KB.
    private static final int MAX_BATCH = 1_000;

    private final SessionStore store;
    private final Sessions local;
    private final Background background;
    private final String nodeName;
    private final String incarnation;
    private final Supplier<Duration> patience;
    private final List<TurnListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Consumer<List<Orphan>> orphans = sessions -> {};
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private final AtomicBoolean beating = new AtomicBoolean();
    private volatile long lastBeat = System.nanoTime();
    private volatile boolean closed;

    /// @param local what is written anew when the rows are lost
    /// @param nodeName the same at each start of this node, different from those of others
    /// @param patience how long this node's silence is taken for a delay; whoever finds it longer takes the
    ///     node for dead
    public ClusterSessions(
            Jdbi jdbi, Sessions local, Background background, String nodeName, Supplier<Duration> patience) {
        this.store = new SessionStore(jdbi);
        this.local = local;
        this.background = background;
        this.nodeName = nodeName;
        this.patience = patience;
        this.incarnation = nodeName + SEPARATOR + Long.toString(new SecureRandom().nextLong(), Character.MAX_RADIX);
    }

    /// What becomes of a user's sessions.
    public enum Turn {
        /// The first one anywhere has begun.
        BEGAN,
        /// One was signed out, or kicked.
        SIGNED_OUT,
        /// One ended without that: its socket or its node went away.
        LOST
    }

    /// Hears of users whose sessions began or ended, once that can be seen in the cluster.
    @FunctionalInterface
    public interface TurnListener {
        /// Must not block, but at the node's end.
        void turned(Collection<Long> tinyIDs, Turn turn);
    }

    /// Who is signed in at a moment.
    ///
    /// @param at microseconds since 1970 by the database's clock: what was committed before shows
    public record Online(Set<Long> users, long at) {}

    /// Those of these users that are signed in on a living node, and when that is.
    public Online onlineNow(Collection<Long> tinyIDs) {
        return store.onlineNow(tinyIDs);
    }

    /// The kinds of terminals that these users are signed in on, by tinyID; who is not signed in is left out.
    public Map<Long, Set<Platform>> platforms(Collection<Long> tinyIDs) {
        var platforms = new HashMap<Long, Set<Platform>>();
        store.instances(tinyIDs)
                .forEach((user, instances) -> platforms.put(
                        user,
                        instances.stream()
                                .map(Instance::platform)
                                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Platform.class)))));
        return platforms;
    }

    /// A node that is alive.
    ///
    /// @param sessions how many instances its last heartbeat said are signed in there
    public record Node(String name, int sessions) {}

    /// The nodes that are alive, by their names.
    public List<Node> nodes() {
        return store.nodes();
    }

    /// The addresses of the machines on which nodes are alive.
    public List<String> addresses() {
        return store.addresses();
    }

    /// Where an instance of a user is signed in.
    ///
    /// @param since milliseconds since 1970, of its first sign-in
    public record SignedInAt(Platform platform, String node, long since) {}

    /// What a user has signed in, the oldest first.
    public List<SignedInAt> signedIn(long tinyID) {
        return store.instances(List.of(tinyID)).getOrDefault(tinyID, List.of()).stream()
                .map(instance -> new SignedInAt(
                        instance.platform(), nodeName(instance.place().node()), instance.signedInAt()))
                .sorted(Comparator.comparingLong(SignedInAt::since))
                .toList();
    }

    private static String nodeName(String incarnation) {
        return incarnation.substring(0, incarnation.lastIndexOf(SEPARATOR));
    }

    private record Ended(Session session, boolean signedOut) {}

    /// Adds one that is told of what this node finds out.
    public void onTurn(TurnListener listener) {
        listeners.add(listener);
    }

    private void turned(Collection<Long> tinyIDs, Turn turn) {
        if (!tinyIDs.isEmpty()) {
            listeners.forEach(listener -> listener.turned(tinyIDs, turn));
        }
    }

    private void lost(List<Orphan> sessions) {
        turned(sessions.stream().map(Orphan::tinyID).distinct().toList(), Turn.LOST);
        if (!sessions.isEmpty()) {
            orphans.accept(sessions);
        }
    }

    /// Sets what hears of sessions whose nodes are gone; before [#start].
    void onOrphans(Consumer<List<Orphan>> listener) {
        orphans = listener;
    }

    /// Registers this node in place of its earlier runs and keeps it alive from now on.
    public void start() {
        lost(store.register(incarnation, nodeName, patience.get()));
        background.every(TICK, THREAD, this::beatIfDue);
    }

    private void beatIfDue() {
        if (!closed && System.nanoTime() - lastBeat >= pause().toNanos() && beating.compareAndSet(false, true)) {
            heartbeat();
        }
    }

    private Duration pause() {
        return patience.get().dividedBy(BEATS);
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
        var found = store.signIn(sessions, incarnation, now);
        turned(
                found.entrySet().stream()
                        .filter(entry -> entry.getValue().before().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList(),
                Turn.BEGAN);
        return found;
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
    ///
    /// @param signedOut false: its socket went away
    void ended(Session session, boolean signedOut) {
        ended.add(new Ended(session, signedOut));
        removeLater(GATHERING);
    }

    private void removeLater(Duration delay) {
        if (!closed && gathering.compareAndSet(false, true)) {
            background.after(delay, THREAD, this::removeEnded);
        }
    }

    private void removeEnded() {
        gathering.set(false);
        for (var batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
            try {
                store.remove(incarnation, batch.stream().map(Ended::session).toList());
            } catch (RuntimeException failed) {
                LOG.warn("{} ended sessions could not be removed, will try again", batch.size(), failed);
                ended.addAll(batch);
                removeLater(AFTER_FAILURE);
                return;
            }
            turned(users(batch, false), Turn.LOST);
            turned(users(batch, true), Turn.SIGNED_OUT);
        }
    }

    private static List<Long> users(List<Ended> batch, boolean signedOut) {
        return batch.stream()
                .filter(one -> one.signedOut == signedOut)
                .map(one -> one.session.tinyID())
                .distinct()
                .toList();
    }

    private List<Ended> nextBatch() {
        var batch = new ArrayList<Ended>();
        while (batch.size() < MAX_BATCH && ended.poll() instanceof Ended one) {
            batch.add(one);
        }
        return batch;
    }

    private void heartbeat() {
        try {
            if (!store.heartbeat(incarnation, local.count(), patience.get())) {
                LOG.warn("node {} was not registered any more, writes its {} sessions anew", nodeName, local.count());
                store.registerAgain(incarnation, nodeName, patience.get(), all());
                turned(all().stream().map(Session::tinyID).distinct().toList(), Turn.BEGAN);
            }
            var now = System.nanoTime();
            // when the database was away for so long, everybody is late: they get the time until the next beat
            if (now - lastBeat < patience.get().toNanos()) {
                lost(store.removeDead());
            }
            lastBeat = now;
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

    /// Removes this node and all its rows.
    @Override
    public void close() {
        closed = true;
        removeEnded();
        turned(store.unregister(incarnation).stream().distinct().toList(), Turn.LOST);
    }
}
