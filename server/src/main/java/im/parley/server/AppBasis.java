package im.parley.server;

import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.community.Topics;
import im.parley.server.conversation.StoredWishes;
import im.parley.server.fanout.Fanout;
import im.parley.server.group.GroupMemberships;
import im.parley.server.group.Groups;
import im.parley.server.metrics.DailyCounts;
import im.parley.server.session.ClusterSessions;
import im.parley.server.session.SessionService;
import im.parley.server.session.Sessions;
import im.parley.server.session.SignInCounts;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.store.AppStore;
import im.parley.server.store.Background;
import im.parley.server.users.Accounts;
import im.parley.server.users.ProfileService;
import im.parley.server.webhook.Callbacks;
import im.parley.server.webhook.ProfileCallbacks;
import im.parley.server.webhook.StateCallbacks;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

/// What all features of an app stand on: who there is, who is signed in where, who hears of what.
final class AppBasis {
    private static final int MINUTE_SECONDS = 60;

    final int sdkAppID;
    final ServerConfig config;
    final App.Shared shared;
    final AppStore store;
    final Jdbi jdbi;
    final Clock clock;
    final Bus bus;
    final Background background;
    final Sessions sessions;
    final Settings settings;
    final Accounts accounts;
    final DailyCounts dailyCounts = new DailyCounts();
    final Callbacks callbacks;
    final Groups groups;
    final Topics rooms;
    final GroupMemberships memberships;
    final Fanout fanout;
    final ProfileService profiles;
    final ClusterSessions cluster;
    final SessionService sessionService;

    AppBasis(int sdkAppID, AppStore store, Bus bus, ServerConfig config, App.Shared shared) {
        this.sdkAppID = sdkAppID;
        this.config = config;
        this.shared = shared;
        this.store = store;
        this.jdbi = store.jdbi();
        this.clock = shared.clock();
        this.bus = bus;
        this.background = new Background(shared.scheduler());
        this.sessions = new Sessions(bus);
        this.settings =
                new Settings(jdbi, bus, background, clock, config.limits().heartbeat());
        this.accounts = new Accounts(
                jdbi,
                bus,
                () -> settings.get(AppSettings.PROFILE_CUSTOM_FIELDS),
                () -> settings.get(AppSettings.DEFAULT_ALLOW_TYPE),
                clock);
        this.callbacks = new Callbacks(sdkAppID, settings, shared.metrics(), dailyCounts, clock);
        this.groups = new Groups(jdbi, accounts, clock);
        this.rooms = new Topics(jdbi, groups, clock);
        this.memberships = new GroupMemberships(jdbi);
        this.fanout = new Fanout(
                bus,
                sessions,
                memberships,
                new StoredWishes(jdbi),
                () -> Duration.ofSeconds(settings.get(AppSettings.CALLS_ONLY_INTERVAL)),
                background,
                shared.metrics());
        bus.start(fanout);
        bus.join(new Address.Everyone());
        this.profiles = new ProfileService(accounts, fanout::toUser);
        profiles.onUpdate(new ProfileCallbacks(callbacks));
        this.cluster = new ClusterSessions(
                jdbi,
                sessions,
                background,
                config.node(),
                () -> Duration.ofSeconds(settings.get(AppSettings.NODE_TIMEOUT)));
        this.sessionService = new SessionService(sessions, cluster, accounts, settings, bus, background, clock);
        sessionService.onChange(new StateCallbacks(callbacks, accounts));
        sessionService.onChange(new SignInCounts(dailyCounts));
    }

    /// Of the times in which back ends name days and hours.
    ZoneOffset utcOffset() {
        return ZoneOffset.ofTotalSeconds(MINUTE_SECONDS * settings.get(AppSettings.REST_UTC_OFFSET));
    }
}
