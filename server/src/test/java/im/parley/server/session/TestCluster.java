package im.parley.server.session;

import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.bus.Envelope;
import im.parley.server.settings.Settings;
import im.parley.server.store.AppStore;
import im.parley.server.store.Background;
import im.parley.server.store.TestDatabase;
import im.parley.server.users.Accounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// The sign-in of some nodes of one app, on a database of its own and a bus that connects them at once.
final class TestCluster implements AutoCloseable {
    static final int APP = 1_400_000_001;
    static final String KEY = "a secret";

    private static final AppStore STORE = TestDatabase.newApp();

    final AppStore store = STORE;
    final TestClock clock = new TestClock();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Background background = new Background(scheduler);
    private final List<Node> nodes = new CopyOnWriteArrayList<>();

    TestCluster() {
        store.jdbi().useHandle(handle -> handle.execute("TRUNCATE account, setting, session, node"));
    }

    Node start(String name) {
        var node = new Node(name);
        nodes.add(node);
        return node;
    }

    /// Session rows in the database, as `instance@node`.
    List<String> rows() {
        return store.jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                        SELECT instance_id || '@' || split_part(node, '#', 1) FROM session ORDER BY 1
                        """).mapTo(String.class).list());
    }

    @Override
    public void close() {
        background.close();
        scheduler.shutdownNow();
    }

    /// One node's share.
    final class Node implements Bus {
        private final Set<Address> joined = ConcurrentHashMap.newKeySet();
        final Sessions sessions = new Sessions(this);
        final ClusterSessions rows;
        final Accounts accounts = new Accounts(store.jdbi(), this, clock);
        final Settings settings = new Settings(store.jdbi(), this, background, clock, Duration.ofSeconds(30));
        final SessionService service;
        final SignIn signIn;

        private Node(String name) {
            rows = new ClusterSessions(store.jdbi(), sessions, background, name, () -> Duration.ofSeconds(20));
            rows.start();
            service = new SessionService(sessions, rows, accounts, settings, this, background, clock);
            service.start(scheduler);
            signIn = new SignIn(
                    new SignatureGate(APP, KEY, clock),
                    accounts,
                    settings,
                    service,
                    users -> {},
                    counts -> Map.of(),
                    clock);
            joined.add(new Address.Everyone());
        }

        /// It dies: it hears nothing any more and does not clean up.
        void die() {
            nodes.remove(this);
        }

        @Override
        public void publish(List<Envelope> batch) {
            for (var node : nodes) {
                for (var envelope : new ArrayList<>(batch)) {
                    if (node.joined.contains(envelope.to())) {
                        node.received(envelope);
                    }
                }
            }
        }

        private void received(Envelope signal) {
            switch (signal.kind()) {
                case SessionService.KICK -> service.onKick(signal);
                case Settings.CHANGED -> settings.reloadSoon();
                case Accounts.CHANGED -> accounts.onChanged(signal);
                default -> throw new AssertionError(signal.kind());
            }
        }

        @Override
        public void start(Listener listener) {
            throw new AssertionError("nodes listen from the beginning");
        }

        @Override
        public void join(Address address) {
            joined.add(address);
        }

        @Override
        public void join(Address address, Runnable then) {
            join(address);
            then.run();
        }

        @Override
        public void leave(Address address) {
            joined.remove(address);
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    /// Waits until the condition holds, at most five seconds.
    static void await(String what, Condition condition) {
        await(what, 5, condition);
    }

    /// Waits until the condition holds.
    static void await(String what, int seconds, Condition condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        @Nullable AssertionError last = null;
        do {
            try {
                condition.check();
                return;
            } catch (AssertionError notYet) {
                last = notYet;
                Thread.onSpinWait();
                Thread.yield();
            }
        } while (System.nanoTime() < deadline);
        throw new AssertionError(what + " did not come true", last);
    }

    @FunctionalInterface
    interface Condition {
        void check();
    }
}
