package im.parley.server.presence;

import im.parley.server.bus.Bus;
import im.parley.server.fanout.Fanout;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.OperationTable;
import im.parley.server.relation.RelationService;
import im.parley.server.session.ClusterSessions;
import im.parley.server.session.SessionService;
import im.parley.server.session.Sessions;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.store.Background;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Gatherers;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is online, of one app: the parts put together. Safe for use by many threads.
public final class PresenceService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PresenceService.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    /// Users whose statuses one look finds out.
    private static final int PIECE = 1_000;

    private final Accounts accounts;
    private final Settings settings;
    private final Clock clock;
    private final PresenceStore store;
    private final Statuses statuses;
    private final StatusNews news;
    private final Watchers watchers;
    private final StatusPushes pushes;
    private final Turns turns;
    private final StatusCalls calls;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    /// What of the lower packages it stands on.
    public record Basis(
            Jdbi jdbi,
            Bus bus,
            Sessions sessions,
            ClusterSessions cluster,
            Accounts accounts,
            Settings settings,
            Fanout fanout,
            Metrics metrics,
            Background background,
            Clock clock) {}

    public PresenceService(Basis basis, RelationService relations) {
        this.accounts = basis.accounts();
        this.settings = basis.settings();
        this.clock = basis.clock();
        this.store = new PresenceStore(basis.jdbi());
        this.statuses = new Statuses(basis.cluster(), store);
        this.news = new StatusNews(accounts, relations, basis.cluster(), settings, basis.fanout());
        this.watchers = new Watchers(basis.bus(), basis.sessions());
        this.pushes = new StatusPushes(watchers, basis.background(), basis.metrics());
        this.turns = new Turns(basis.cluster(), store, basis.background(), clock, news::tell);
        this.calls = new StatusCalls(
                accounts,
                relations,
                settings,
                statuses,
                new CustomStatuses(store, statuses, news::tell),
                news,
                watchers);
    }

    public void addTo(OperationTable.Builder table) {
        calls.addTo(table);
    }

    /// Hears from now on of sessions and signals, and clears custom statuses. Before the first session
    /// begins.
    public void start(ClusterSessions cluster, SessionService sessions, Fanout fanout, Background background) {
        cluster.onTurn(turns);
        sessions.onEnd(watchers::end);
        fanout.onSignal(StatusPushes.SIGNAL, pushes::received);
        fanout.onGap(() -> background.start("presence-gap", this::lookAgain));
        background.every(SWEEP, "presence-sweep", this::clear);
    }

    /// Forgets the status of a user whose account is deleted.
    public void erase(Account user) {
        store.remove(user.tinyID());
    }

    /// Signals may have been lost: tells those who subscribed here how things are. An SDK tells its app
    /// what is news.
    private void lookAgain() {
        try {
            watchers.watched().stream().gather(Gatherers.windowFixed(PIECE)).forEach(users -> {
                var found = statuses.of(users);
                accounts.byTinyID(users)
                        .forEach((user, account) -> pushes.received(StatusPushes.signal(
                                user, Objects.requireNonNull(found.get(user)).of(account.userID()))));
            });
        } catch (RuntimeException failed) {
            log.warn("statuses could not be looked at again", failed);
        }
    }

    /// `setSelfStatus#4`
    private void clear() {
        if (closed || !sweeping.compareAndSet(false, true)) {
            return; // the last one still waits for the database
        }
        try {
            var before = clock.millis() - TimeUnit.SECONDS.toMillis(settings.get(AppSettings.CLEAR_CUSTOM_STATUS));
            List<Long> cleared;
            do {
                cleared = store.clearCustom(before, PIECE);
                if (!cleared.isEmpty()) {
                    news.tell(statuses.of(cleared).values());
                }
            } while (cleared.size() == PIECE);
        } catch (RuntimeException failed) {
            log.warn("custom statuses could not be cleared, will try again", failed);
        } finally {
            sweeping.set(false);
        }
    }

    /// Tells of the sessions that ended with this node. After they have ended.
    @Override
    public void close() {
        closed = true;
        turns.look();
    }
}
