package im.parley.server.session;

import im.parley.protocol.ChatException;
import im.parley.protocol.CloseReason;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.session.Kicked;
import im.parley.protocol.session.Platform;
import im.parley.protocol.settings.ConfigUpdated;
import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.bus.Envelope;
import im.parley.server.operation.Connection;
import im.parley.server.operation.Frame;
import im.parley.server.operation.Outbox;
import im.parley.server.session.SessionListener.Ending;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.SettingValues;
import im.parley.server.settings.Settings;
import im.parley.server.store.Background;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins and ends sessions, on this node and, by [#KICK], on the others. Safe for use by many threads.
public final class SessionService {
    private static final Logger LOG = LoggerFactory.getLogger(SessionService.class);

    /// The signal to the nodes of a user that instances must leave.
    public static final String KICK = "session.kick";

    /// Users whose sessions one query compares.
    private static final int CHECKED_AT_ONCE = 1_000;

    /// Sessions that one task on an event loop pushes to.
    private static final int PUSHED_AT_ONCE = 256;

    private static final Set<String> LEFT_FOR_ANOTHER =
            Set.of(Types.KICKED_OUT_MULT_DEVICE, Types.KICKED_OUT_MULT_ACCOUNT);

    private final Sessions sessions;
    private final ClusterSessions cluster;
    private final Accounts accounts;
    private final Settings settings;
    private final Bus bus;
    private final Background background;
    private final Clock clock;
    private final List<Consumer<Session>> endings = new CopyOnWriteArrayList<>();
    private final List<Consumer<Session>> signOuts = new CopyOnWriteArrayList<>();
    private final SessionNews news = new SessionNews();
    private final AtomicBoolean checking = new AtomicBoolean();
    private final AtomicLong lastConnection = new AtomicLong();

    public SessionService(
            Sessions sessions,
            ClusterSessions cluster,
            Accounts accounts,
            Settings settings,
            Bus bus,
            Background background,
            Clock clock) {
        this.sessions = sessions;
        this.cluster = cluster;
        this.accounts = accounts;
        this.settings = settings;
        this.bus = bus;
        this.background = background;
        this.clock = clock;
        settings.onChange(this::settingsChanged);
        cluster.onOrphans(news::orphaned);
    }

    /// Looks every second for UserSigs that have expired.
    public void start(ScheduledExecutorService scheduler) {
        scheduler.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.SECONDS);
    }

    /// What an instance that signs in brings.
    ///
    /// @param validity of the UserSig
    record Coming(Session.Identity who, Session.Validity validity, Connection connection) {}

    /// Begins sessions of different users, and signs out those that must leave for them. For one thread
    /// at a time.
    ///
    /// A session is found by events and kicks before the cluster knows of it, so that none is missed.
    ///
    /// @return what became of each: nothing to say, or [ErrorCode#REPEAT_LOGIN] if its connection is
    ///     closed or taken
    Map<Coming, Optional<ChatException>> begin(Collection<Coming> all) {
        var now = clock.millis();
        var begun = new LinkedHashMap<Coming, Session>();
        var replaced = new ArrayList<Session>();
        for (var coming : all) {
            var session = new Session(
                    coming.who(),
                    now,
                    coming.validity(),
                    lastConnection.incrementAndGet(),
                    coming.connection(),
                    this::lost);
            begun.put(coming, session);
            var earlier = sessions.add(session);
            if (earlier != null) {
                replaced.add(earlier);
                earlier.connection().close(CloseReason.REPLACED);
            }
        }
        try {
            var signedIn = cluster.signIn(begun.values(), now);
            var outcome = new HashMap<Coming, Optional<ChatException>>();
            begun.forEach((coming, session) -> outcome.put(
                    coming, welcome(coming, session, Objects.requireNonNull(signedIn.get(session.tinyID())))));
            return outcome;
        } catch (RuntimeException failed) {
            begun.values().forEach(session -> lost(session, null));
            replaced.forEach(session -> {
                cluster.ended(session, false);
                news.ended(session, Ending.LOST);
            });
            throw failed;
        }
    }

    private Optional<ChatException> welcome(Coming coming, Session session, SessionStore.SignedIn signedIn) {
        session.since(signedIn.signedInAt());
        if (!coming.connection().signIn(session)) {
            lost(session, null);
            return Optional.of(
                    ErrorCode.REPEAT_LOGIN.because("the connection is closed or somebody is signed in on it"));
        }
        news.began(session, makeRoom(coming.who(), signedIn.before()));
        return Optional.empty();
    }

    /// @return the platforms of those that leave
    private List<Platform> makeRoom(Session.Identity who, List<Instance> before) {
        var seats = new ArrayList<KickSignal.Seat>();
        var others = new ArrayList<Instance>();
        for (var instance : before) {
            if (!instance.instanceID().equals(who.instanceID())) {
                others.add(instance);
            } else if (!instance.place().node().equals(cluster.incarnation())) {
                seats.add(seat(instance, null));
            }
        }
        var leaving = InstancePolicy.of(settings).leaving(who.platform(), others);
        leaving.forEach(one -> seats.add(seat(one.instance(), one.type())));
        var platforms = leaving.stream()
                .map(InstancePolicy.Leaving::instance)
                .filter(instance -> !hasEnded(who.tinyID(), instance))
                .map(Instance::platform)
                .toList();
        if (!seats.isEmpty()) {
            signal(who.tinyID(), new KickSignal(seats));
        }
        return platforms;
    }

    /// Whether it ended on this node and only its row is still to go.
    private boolean hasEnded(long tinyID, Instance instance) {
        return instance.place().node().equals(cluster.incarnation())
                && sessions.of(tinyID).stream()
                        .noneMatch(session ->
                                session.connectionID() == instance.place().connectionID());
    }

    private static KickSignal.Seat seat(Instance instance, @Nullable String type) {
        return new KickSignal.Seat(instance.place().node(), instance.place().connectionID(), type);
    }

    /// Signs out the sessions of this node that a lost signal may have named: what the cluster knows of their
    /// users tells which, and which UserSigs were made invalid since. Never blocks.
    public void onGap() {
        if (checking.compareAndSet(false, true)) {
            background.start("session-check", this::signOutOverdue);
        }
    }

    private void signOutOverdue() {
        checking.set(false); // a gap from now on is not covered by what is read below
        var users = new HashSet<Long>();
        sessions.forEach(session -> users.add(session.tinyID()));
        try {
            var policy = InstancePolicy.of(settings);
            users.stream().gather(Gatherers.windowFixed(CHECKED_AT_ONCE)).forEach(some -> {
                signOutKicked(some);
                cluster.instances(some).forEach((tinyID, all) -> signOutOverdue(policy, tinyID, all));
            });
        } catch (RuntimeException failed) {
            LOG.warn("sessions could not be compared with those of other nodes", failed);
        }
    }

    /// Ends the sessions of these users that began with signatures that do not count any more.
    void signOutKicked(Collection<Long> tinyIDs) {
        accounts.signaturesInvalidBefore(tinyIDs).forEach(this::signOutKicked);
    }

    private void signOutKicked(long tinyID, long second) {
        for (var session : sessions.of(tinyID)) {
            if (session.issuedAt() < second) {
                leave(session, Types.KICKED_OUT_REST_API);
            }
        }
    }

    private void signOutOverdue(InstancePolicy policy, long tinyID, List<Instance> instances) {
        var overdue = new HashMap<String, String>();
        policy.overdue(instances)
                .forEach(leaving -> overdue.put(leaving.instance().instanceID(), leaving.type()));
        for (var session : sessions.of(tinyID)) {
            var type = overdue.get(session.instanceID());
            if (type != null || isElsewhere(session, instances)) {
                leave(session, type);
            }
        }
    }

    private boolean isElsewhere(Session session, List<Instance> instances) {
        return instances.stream()
                .anyMatch(instance -> instance.instanceID().equals(session.instanceID())
                        && !instance.place().node().equals(cluster.incarnation()));
    }

    /// Signs out every instance of the user, on all nodes.
    ///
    /// @param type a `KICKED_OUT_…` value of [Types]
    public void kickAll(long tinyID, String type) {
        signal(tinyID, new KickSignal(List.of(new KickSignal.Seat(null, 0, type))));
    }

    private void signal(long tinyID, KickSignal signal) {
        bus.publish(List.of(new Envelope(new Address.User(tinyID), KICK, null, signal.toBytes())));
    }

    /// Signs out the sessions of this node that a signal names. Never blocks.
    ///
    /// @param envelope of kind [#KICK]
    public void onKick(Envelope envelope) {
        if (envelope.to() instanceof Address.User user) {
            for (var seat : KickSignal.read(envelope.body()).seats()) {
                for (var session : sessions.of(user.tinyID())) {
                    if (seat.isOf(session, cluster.incarnation())) {
                        leave(session, seat.type());
                    }
                }
            }
        }
    }

    /// Ends a session that the client itself signs out of. Never blocks.
    void signOut(Session session) {
        if (end(session, true)) {
            news.ended(session, Ending.SIGNED_OUT);
        }
        signOuts.forEach(listener -> listener.accept(session));
    }

    /// Its socket went away.
    private void lost(Session session, @Nullable CloseReason why) {
        if (end(session, false)) {
            news.ended(session, why == CloseReason.IDLE ? Ending.SILENT : Ending.LOST);
        }
    }

    /// @return whether it had not ended before
    private boolean end(Session session, boolean signedOut) {
        boolean wasHere = sessions.remove(session);
        if (wasHere) {
            cluster.ended(session, signedOut);
        }
        endings.forEach(listener -> listener.accept(session));
        return wasHere;
    }

    /// Adds what hears of each session here once, that it began and how it ended.
    public void onChange(SessionListener listener) {
        news.add(listener);
    }

    /// Adds what hears of each session that has ended here, maybe twice. It must not block.
    public void onEnd(Consumer<Session> listener) {
        endings.add(listener);
    }

    /// Adds what hears of each session that was signed out here or kicked: that instance does not come back by itself.
    /// Whose UserSig expired may. It must not block.
    public void onSignedOut(Consumer<Session> listener) {
        signOuts.add(listener);
    }

    private void leave(Session session, @Nullable String type) {
        if (end(session, type != null) && type != null && !LEFT_FOR_ANOTHER.contains(type)) {
            news.ended(session, Ending.SIGNED_OUT);
        }
        if (type != null && !type.equals(Types.KICKED_OUT_USERSIG_EXPIRED)) {
            signOuts.forEach(listener -> listener.accept(session));
        }
        if (type == null) {
            session.connection().close(CloseReason.REPLACED);
        } else {
            session.connection().send(Frame.of(Frame.pushText(new Kicked(type))));
            session.connection().close(CloseReason.KICKED_OUT);
        }
    }

    private void expire() {
        var now = clock.millis();
        sessions.forEach(session -> {
            if (session.expiresAt() <= now) {
                leave(session, Types.KICKED_OUT_USERSIG_EXPIRED);
            }
        });
    }

    private void settingsChanged(SettingValues before, SettingValues after) {
        if (!after.get(AppSettings.APP_ENABLED)) {
            sessions.forEach(session -> session.connection().close(CloseReason.GOING_AWAY));
        }
        var config = settings.clientConfig(after);
        if (!config.equals(settings.clientConfig(before))) {
            pushToAll(Frame.of(Frame.pushText(new ConfigUpdated(config))));
        }
    }

    private void pushToAll(Frame frame) {
        var outbox = new Outbox();
        var gathered = new int[1];
        sessions.forEach(session -> {
            outbox.add(session.connection(), frame);
            if (++gathered[0] % PUSHED_AT_ONCE == 0) {
                outbox.send();
            }
        });
        outbox.send();
    }
}
