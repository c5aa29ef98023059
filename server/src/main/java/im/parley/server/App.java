package im.parley.server;

import im.parley.protocol.Types;
import im.parley.server.assist.AssistOperations;
import im.parley.server.assist.Providers;
import im.parley.server.assist.Speech;
import im.parley.server.assist.Translations;
import im.parley.server.bus.Bus;
import im.parley.server.community.PushedRooms;
import im.parley.server.console.ConsoleApp;
import im.parley.server.conversation.PushWishes;
import im.parley.server.group.GroupDirectory;
import im.parley.server.media.MediaBans;
import im.parley.server.media.MediaService;
import im.parley.server.message.MessageExport;
import im.parley.server.message.Retention;
import im.parley.server.metrics.Metrics;
import im.parley.server.moderation.Reviewers;
import im.parley.server.operation.BlockingCalls;
import im.parley.server.operation.OperationTable;
import im.parley.server.push.Devices;
import im.parley.server.push.Push;
import im.parley.server.push.PushProviders;
import im.parley.server.relation.PairStates;
import im.parley.server.relation.PushBlocks;
import im.parley.server.rest.HistoryFiles;
import im.parley.server.rest.RestAccess;
import im.parley.server.rest.RestApp;
import im.parley.server.rest.RestConversations;
import im.parley.server.rest.RestOperations;
import im.parley.server.rest.RestPeople;
import im.parley.server.rest.RestUsers;
import im.parley.server.search.SearchRebuild;
import im.parley.server.session.ClusterSessions;
import im.parley.server.session.SessionService;
import im.parley.server.settings.Settings;
import im.parley.server.statistics.Statistics;
import im.parley.server.store.AppStore;
import im.parley.server.users.AccountDeletion;
import im.parley.server.users.AccountDirectory;
import im.parley.server.users.Accounts;
import im.parley.server.users.Mutes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Everything of one SDKAppID: its schema, its part of the bus, its sessions, services and operations. Built
/// bottom up, with `new`, area by area; nothing below knows that there are several.
final class App implements AutoCloseable {
    private static final Duration RETENTION_EVERY = Duration.ofHours(1);
    private static final Duration ERASE_EVERY = Duration.ofMinutes(1);
    private static final Duration CLEAR_EVERY = Duration.ofSeconds(10);

    private final AppBasis basis;
    private final AppLog log;
    private final AppPeople people;
    private final AppFiles files;
    private final AppGroups groups;
    private final AppMessages messages;
    private final Devices devices;
    private final Push push;
    private final OperationTable operations;
    private final Statistics statistics;
    private final AccountDeletion deletion;
    private final RestApp rest;
    private final ConsoleApp console;

    App(int sdkAppID, String key, AppStore store, Bus bus, ServerConfig config, Shared shared) {
        this.basis = new AppBasis(sdkAppID, store, bus, config, shared);
        this.log = new AppLog(basis);
        this.people = new AppPeople(basis, log, key);
        this.files = new AppFiles(basis);
        this.groups = new AppGroups(basis, log, files);
        this.messages = new AppMessages(basis, log, files, groups);
        this.devices = new Devices(basis.jdbi, basis.background, basis.clock);
        basis.sessionService.onSignedOut(session -> devices.signedOut(session.tinyID(), session.instanceID()));
        this.push = push(basis, log, devices);

        var table =
                OperationTable.builder(shared.calls(), shared.metrics()).checking(messages.moderation::checkWritten);
        people.addTo(table);
        messages.addTo(table);
        log.addTo(table);
        groups.addTo(table);
        files.media.addTo(table);
        devices.addTo(table);
        assistance(basis, log, files).addTo(table);
        this.operations = table.build();

        this.statistics = statistics(basis);
        this.deletion = deletion(basis, log, people, groups, messages, devices);
        var users = new RestUsers(basis.accounts, config.admin());
        this.rest = new RestApp(
                new RestAccess(sdkAppID, key, basis.settings),
                people(users, basis, deletion, devices),
                people.ofBackEnds(users),
                messages.ofBackEnds(users),
                messages.mailingsOfBackEnds(users),
                messages.receiptsOfBackEnds(users),
                new RestConversations(users, log.conversations.listsOfBackEnds(), log.conversations.ofBackEnds()),
                groups.ofBackEnds(users),
                groups.roomsOfBackEnds(users),
                new SearchRebuild(basis.jdbi, log.indexer::lookAround),
                operations(basis, statistics, log, files));
        this.console = console(basis, log);

        listen();
        start();
    }

    private static Push push(AppBasis basis, AppLog log, Devices devices) {
        return new Push(
                new Push.Basis(
                        basis.sdkAppID,
                        basis.jdbi,
                        devices,
                        basis.cluster,
                        basis.accounts,
                        basis.settings,
                        basis.shared.pushProviders(),
                        basis.shared.metrics(),
                        basis.clock),
                new PushedRooms(basis.jdbi, basis.memberships),
                new PushWishes(basis.jdbi, log.participants),
                new PushBlocks(basis.jdbi));
    }

    private static AssistOperations assistance(AppBasis basis, AppLog log, AppFiles files) {
        var providers = basis.shared.providers();
        return new AssistOperations(
                new Translations(providers, basis.settings, basis.jdbi),
                new Speech(providers, log.history, files::voice, basis.settings, basis.jdbi));
    }

    private static Statistics statistics(AppBasis basis) {
        return new Statistics(
                basis.jdbi,
                basis.dailyCounts,
                () -> basis.cluster.nodes().stream()
                        .mapToInt(ClusterSessions.Node::sessions)
                        .sum(),
                basis::utcOffset,
                basis.clock);
    }

    private static AccountDeletion deletion(
            AppBasis basis, AppLog log, AppPeople people, AppGroups groups, AppMessages messages, Devices devices) {
        return new AccountDeletion(
                basis.accounts,
                List.of(
                        user -> basis.sessionService.kickAll(user.tinyID(), Types.KICKED_OUT_REST_API),
                        people.relations::erase,
                        people.follows::erase,
                        groups.operations::erase,
                        log.conversations::erase,
                        messages::erase,
                        devices::erase,
                        people.presence::erase),
                basis.cluster.incarnation(),
                ClusterSessions.ALIVE);
    }

    private static RestPeople people(RestUsers users, AppBasis basis, AccountDeletion deletion, Devices devices) {
        return new RestPeople(
                users,
                basis.profiles,
                deletion,
                new Mutes(basis.accounts, basis.clock),
                basis.sessionService,
                basis.cluster,
                devices,
                basis.settings);
    }

    private static RestOperations operations(AppBasis basis, Statistics statistics, AppLog log, AppFiles files) {
        return new RestOperations(
                basis.sdkAppID,
                statistics,
                new HistoryFiles(
                        new MessageExport(basis.jdbi, log.views, basis.accounts, files::address), files.media.made()),
                files.media,
                files.bans,
                basis.cluster,
                basis.shared.address(),
                basis::utcOffset,
                basis.settings,
                basis.clock);
    }

    private static ConsoleApp console(AppBasis basis, AppLog log) {
        return new ConsoleApp(
                new ConsoleApp.Directory(
                        basis.accounts,
                        new AccountDirectory(basis.jdbi),
                        new GroupDirectory(basis.jdbi, basis.accounts),
                        basis.cluster),
                basis.settings,
                log.history::count,
                basis.sessions::count,
                log.messageLog::waiting,
                basis.shared.metrics(),
                basis.shared.checks(),
                basis.config.node());
    }

    /// What nodes tell each other, and what is done where some of that may have been lost.
    private void listen() {
        var fanout = basis.fanout;
        fanout.onSignal(Accounts.CHANGED, basis.accounts::onChanged);
        fanout.onSignal(Settings.CHANGED, signal -> basis.settings.reloadSoon());
        fanout.onSignal(SessionService.KICK, basis.sessionService::onKick);
        fanout.onSignal(PairStates.CHANGED, log.pairs::onChanged);
        fanout.onSignal(MediaBans.CHANGED, files.bans::onChanged);
        fanout.onGap(basis.accounts::onGap);
        fanout.onGap(files.bans::onGap);
        fanout.onGap(log.pairs::onGap);
        fanout.onGap(basis.settings::reloadSoon);
        fanout.onGap(log.indexer::lookAround);
        fanout.onGap(basis.sessionService::onGap);
        fanout.onGap(push::lookAround);
        fanout.onGap(messages.callbacks::lookAround);
    }

    private void start() {
        var scheduler = basis.shared.scheduler();
        groups.start();
        messages.invitations.start(scheduler);
        basis.fanout.start(scheduler);

        basis.settings.setTexts(basis.config.settings());
        basis.settings.start();
        people.presence.start(basis.cluster, basis.sessionService, basis.fanout, basis.background);
        basis.cluster.start();
        log.indexer.start();
        messages.startReviews();
        push.start(log.messageLog.followers());
        messages.callbacks.start(log.messageLog.followers());
        messages.rewrites.start();
        messages.mailings.start();
        basis.sessionService.start(scheduler);
        basis.background.every(RETENTION_EVERY, "retention", new Retention(basis.jdbi, log.views));
        basis.background.every(ERASE_EVERY, "account-deletion", deletion);
        basis.background.every(CLEAR_EVERY, "clearing", messages.clearing);
        files.startCollecting(log.views);
        statistics.start(basis.background);
    }

    /// Its files.
    MediaService media() {
        return files.media;
    }

    OperationTable operations() {
        return operations;
    }

    RestApp rest() {
        return rest;
    }

    ConsoleApp console() {
        return console;
    }

    int sessions() {
        return basis.sessions.count();
    }

    int waitingMessages() {
        return log.messageLog.waiting();
    }

    /// Ends what goes on beside, stores and announces what is waiting, then lets go of database and bus.
    @Override
    public void close() {
        basis.background.close();
        statistics.close();
        log.messageLog.close();
        log.indexer.close();
        push.close();
        messages.callbacks.close();
        groups.live.close();
        messages.invitations.close();
        basis.cluster.close();
        people.presence.close();
        basis.callbacks.close();
        basis.bus.close();
        files.close();
    }

    /// What the apps of one process have in common.
    record Shared(
            Metrics metrics,
            BlockingCalls calls,
            ScheduledExecutorService scheduler,
            Providers providers,
            Reviewers reviewers,
            PushProviders pushProviders,
            Supplier<String> address,
            Map<String, BooleanSupplier> checks,
            Clock clock) {}
}
