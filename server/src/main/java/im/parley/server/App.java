package im.parley.server;

import im.parley.protocol.Types;
import im.parley.server.assist.AssistOperations;
import im.parley.server.assist.Providers;
import im.parley.server.assist.Speech;
import im.parley.server.assist.Translations;
import im.parley.server.assist.Voice;
import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.community.Community;
import im.parley.server.community.PushedRooms;
import im.parley.server.community.Topics;
import im.parley.server.console.ConsoleApp;
import im.parley.server.conversation.ConversationOperations;
import im.parley.server.conversation.PushWishes;
import im.parley.server.conversation.ReadCallbacks;
import im.parley.server.conversation.StoredWishes;
import im.parley.server.fanout.Fanout;
import im.parley.server.group.GroupChanges;
import im.parley.server.group.GroupDirectory;
import im.parley.server.group.GroupMemberships;
import im.parley.server.group.GroupOperations;
import im.parley.server.group.GroupQuestions;
import im.parley.server.group.GroupReports;
import im.parley.server.group.GroupSearch;
import im.parley.server.group.GroupTips;
import im.parley.server.group.Groups;
import im.parley.server.live.Live;
import im.parley.server.media.BlobStore;
import im.parley.server.media.MediaCollector;
import im.parley.server.media.MediaService;
import im.parley.server.message.AttachmentOperations;
import im.parley.server.message.BackEndChanges;
import im.parley.server.message.BackEndHistory;
import im.parley.server.message.BackEndImports;
import im.parley.server.message.BackEndMessages;
import im.parley.server.message.Broadcasts;
import im.parley.server.message.MediaReferences;
import im.parley.server.message.Mergers;
import im.parley.server.message.MessageChanges;
import im.parley.server.message.MessageChecks;
import im.parley.server.message.MessageDeletion;
import im.parley.server.message.MessageExtensions;
import im.parley.server.message.MessageHistory;
import im.parley.server.message.MessageLog;
import im.parley.server.message.MessageLookup;
import im.parley.server.message.MessageModification;
import im.parley.server.message.MessageOperations;
import im.parley.server.message.MessagePins;
import im.parley.server.message.MessageReactions;
import im.parley.server.message.MessageReaders;
import im.parley.server.message.MessageRecall;
import im.parley.server.message.MessageReceipts;
import im.parley.server.message.MessageRevocation;
import im.parley.server.message.MessageRewrites;
import im.parley.server.message.MessageVerdicts;
import im.parley.server.message.MissedChanges;
import im.parley.server.message.Notices;
import im.parley.server.message.Participants;
import im.parley.server.message.ReceiptGate;
import im.parley.server.message.Retention;
import im.parley.server.message.RoomClearing;
import im.parley.server.message.RoomTimelines;
import im.parley.server.message.SignalMessages;
import im.parley.server.message.Timelines;
import im.parley.server.message.Views;
import im.parley.server.metrics.Metrics;
import im.parley.server.moderation.Moderation;
import im.parley.server.moderation.OpenReviews;
import im.parley.server.moderation.Reviewers;
import im.parley.server.operation.BlockingCalls;
import im.parley.server.operation.OperationTable;
import im.parley.server.presence.PresenceService;
import im.parley.server.push.Devices;
import im.parley.server.push.Push;
import im.parley.server.push.PushProviders;
import im.parley.server.relation.Follows;
import im.parley.server.relation.PairStates;
import im.parley.server.relation.PushBlocks;
import im.parley.server.relation.RelationService;
import im.parley.server.rest.RestApp;
import im.parley.server.search.SearchIndexer;
import im.parley.server.search.SearchOperations;
import im.parley.server.search.SearchRebuild;
import im.parley.server.search.SearchService;
import im.parley.server.session.ClusterSessions;
import im.parley.server.session.SessionOperations;
import im.parley.server.session.SessionService;
import im.parley.server.session.Sessions;
import im.parley.server.session.SignIn;
import im.parley.server.session.SignatureGate;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.signaling.Invitations;
import im.parley.server.store.AppStore;
import im.parley.server.store.Background;
import im.parley.server.users.AccountDeletion;
import im.parley.server.users.AccountDirectory;
import im.parley.server.users.Accounts;
import im.parley.server.users.Mutes;
import im.parley.server.users.ProfileOperations;
import im.parley.server.users.ProfileService;
import im.parley.server.users.UserSearch;
import im.parley.server.webhook.Callbacks;
import im.parley.server.webhook.GroupKinds;
import im.parley.server.webhook.MessageCallbacks;
import im.parley.server.webhook.MessageStateCallbacks;
import im.parley.server.webhook.ProfileCallbacks;
import im.parley.server.webhook.StateCallbacks;
import im.parley.server.webhook.UnreadCounts;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Everything of one SDKAppID: its schema, its part of the bus, its sessions, services and operations. Built
/// bottom up, with `new`; nothing below knows that there are several.
final class App implements AutoCloseable {
    private static final Duration RETENTION_EVERY = Duration.ofHours(1);
    private static final Duration ERASE_EVERY = Duration.ofMinutes(1);
    private static final Duration COLLECT_EVERY = Duration.ofMinutes(30);

    private final Bus bus;
    private final Background background;
    private final Sessions sessions;
    private final ClusterSessions cluster;
    private final SessionService sessionService;
    private final Settings settings;
    private final Callbacks callbacks;
    private final MessageCallbacks messageCallbacks;
    private final Accounts accounts;
    private final MessageLog log;
    private final SearchIndexer indexer;
    private final Push push;
    private final MediaService media;
    private final BlobStore files;
    private final Live live;
    private final Invitations invitations;
    private final PresenceService presence;
    private final OperationTable operations;
    private final RestApp rest;
    private final ConsoleApp console;

    App(int sdkAppID, String key, AppStore store, Bus bus, ServerConfig config, Shared shared) {
        var jdbi = store.jdbi();
        var clock = shared.clock();
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
        this.callbacks = new Callbacks(sdkAppID, settings, shared.metrics(), clock);
        var groups = new Groups(jdbi, accounts, clock);
        var rooms = new Topics(jdbi, groups, clock);
        var memberships = new GroupMemberships(jdbi);
        var fanout = new Fanout(
                bus,
                sessions,
                memberships,
                new StoredWishes(jdbi),
                () -> Duration.ofSeconds(settings.get(AppSettings.CALLS_ONLY_INTERVAL)),
                background,
                shared.metrics());
        bus.start(fanout);
        bus.join(new Address.Everyone());
        var profiles = new ProfileService(accounts, fanout::toUser);
        profiles.onUpdate(new ProfileCallbacks(callbacks));

        this.cluster = new ClusterSessions(
                jdbi,
                sessions,
                background,
                config.node(),
                () -> Duration.ofSeconds(settings.get(AppSettings.NODE_TIMEOUT)));
        this.sessionService = new SessionService(sessions, cluster, accounts, settings, bus, background, clock);
        sessionService.onChange(new StateCallbacks(callbacks, accounts));

        var timelines = new Timelines(jdbi);
        var participants = new Participants(jdbi);
        GroupKinds groupKinds = groups;
        UnreadCounts unread = participants::unreadInC2C;
        var views = new Views(accounts, timelines, participants, rooms, settings, clock);
        var mergers = new Mergers(jdbi, clock);
        var pairs = new PairStates(jdbi, settings, fanout);
        this.log = new MessageLog(
                "app-" + sdkAppID,
                store::openWriter,
                accounts,
                timelines,
                rooms,
                mergers,
                () -> settings.get(AppSettings.GROUP_RATE),
                new ReceiptGate(settings)::isOpen,
                pairs,
                fanout,
                shared.metrics(),
                clock);
        var roomTimelines = new RoomTimelines(accounts, log.followers(), clock);
        var notices = new Notices(jdbi, log, fanout, clock);
        var history = new MessageHistory(jdbi, views);
        var changes = new MessageChanges(jdbi, views, fanout, log.followers());
        changes.onChange(new MessageStateCallbacks(callbacks, groupKinds, unread, accounts));
        this.indexer = new SearchIndexer("app-" + sdkAppID, store::openIndexer, views, log::waiting);
        log.followers().add(indexer);
        var search = new SearchService(
                jdbi, timelines, rooms, new MessageLookup(jdbi, accounts, rooms), views, accounts, settings, clock);
        var conversations = new ConversationOperations(
                jdbi,
                timelines,
                participants,
                views,
                rooms,
                accounts,
                profiles,
                settings,
                fanout,
                new ReadCallbacks(callbacks, unread),
                clock);

        var relations =
                new RelationService(jdbi, accounts, profiles, settings, pairs, fanout, background, callbacks, clock);
        profiles.onChange(relations::profileChanged);

        this.presence = new PresenceService(
                new PresenceService.Basis(
                        jdbi, bus, sessions, cluster, accounts, settings, fanout, shared.metrics(), background, clock),
                relations);

        var signIn = new SignIn(
                new SignatureGate(sdkAppID, key, clock),
                accounts,
                settings,
                sessionService,
                fanout,
                conversations.firstPages(),
                clock);
        this.files = config.media().open(sdkAppID);
        this.media = new MediaService(sdkAppID, jdbi, files, settings, clock, config.publicUrl());
        this.live = new Live(
                jdbi,
                groups,
                roomTimelines,
                accounts,
                settings,
                fanout,
                notices,
                new Broadcasts(media.names()::check),
                sessions,
                cluster,
                callbacks,
                clock);

        UnaryOperator<String> addresses = uuid -> media.address(shared.address().get(), uuid);
        var verdicts = new MessageVerdicts(jdbi, changes, accounts);
        var moderation = new Moderation(sdkAppID, shared.reviewers(), settings, verdicts, addresses);
        var table = OperationTable.builder(shared.calls(), shared.metrics()).checking(moderation::checkWritten);
        var devices = new Devices(jdbi, background, clock);
        sessionService.onSignedOut(session -> devices.signedOut(session.tinyID(), session.instanceID()));
        this.push = new Push(
                new Push.Basis(
                        sdkAppID,
                        jdbi,
                        devices,
                        cluster,
                        accounts,
                        settings,
                        shared.pushProviders(),
                        shared.metrics(),
                        clock),
                new PushedRooms(jdbi, memberships),
                new PushWishes(jdbi, participants),
                new PushBlocks(jdbi));
        new SessionOperations(signIn, sessionService, clock).addTo(table);
        new ProfileOperations(profiles).addTo(table);
        relations.addTo(table);
        presence.addTo(table);
        var follows = new Follows(jdbi, accounts, profiles, settings, fanout, clock);
        follows.addTo(table);
        var modification = new MessageModification(changes, moderation);
        var checks = new MessageChecks(settings);
        var deletion = new MessageDeletion(jdbi, views, participants);
        this.messageCallbacks = new MessageCallbacks(
                callbacks,
                new MessageCallbacks.Basis(
                        sdkAppID,
                        jdbi,
                        settings,
                        accounts,
                        rooms,
                        groups,
                        participants::unreadInC2C,
                        addresses,
                        (content, custom) -> checks.check(content, custom, media.names()::check),
                        config.admin(),
                        clock));
        var hook = messageCallbacks.hook();
        var rewrites = new MessageRewrites(
                jdbi, changes, fanout, background, () -> hook.asks(false) || hook.asks(true), clock);
        var backEndMessages = new BackEndMessages(log, hook, rewrites, checks, deletion, media.names()::check, clock);
        new MessageOperations(
                        log,
                        hook,
                        rewrites,
                        moderation,
                        checks,
                        history,
                        new MessageRevocation(changes, live.recent(), accounts, settings, fanout, clock),
                        modification,
                        deletion,
                        media.names()::check)
                .addTo(table);
        var attachments = new AttachmentOperations(
                new MessageExtensions(jdbi, views, changes, settings),
                new MessageReactions(jdbi, views, changes, accounts, settings),
                new MessageReceipts(jdbi, views, changes, settings, clock),
                new MessageReaders(jdbi, views, accounts, settings),
                views);
        attachments.addTo(table);
        new MissedChanges(jdbi, views, accounts).addTo(table);
        new MessagePins(jdbi, views, accounts, fanout, clock).addTo(table);
        mergers.addTo(table, media.names()::check);
        conversations.addTo(table);
        new SearchOperations(search).addTo(table);
        new UserSearch(jdbi, accounts, settings).addTo(table);
        new GroupSearch(jdbi, accounts, settings).addTo(table);
        var questions = new GroupQuestions(jdbi, callbacks);
        var reports = new GroupReports(callbacks, accounts);
        var groupChanges = new GroupChanges(
                jdbi,
                groups,
                roomTimelines,
                new GroupTips(settings),
                accounts,
                fanout,
                notices,
                reports,
                background,
                clock);
        var community = new Community(
                jdbi, groups, rooms, groupChanges, roomTimelines, conversations, questions, accounts, settings);
        community.addTo(table);
        var groupOperations = new GroupOperations(
                jdbi,
                groups,
                live.rooms(),
                community,
                groupChanges,
                accounts,
                settings,
                fanout,
                questions,
                reports,
                cluster::online,
                clock);
        groupOperations.addTo(table);
        this.invitations = new Invitations(
                jdbi, new SignalMessages(log, accounts, fanout, clock), modification, groups::membersAmong, clock);
        invitations.addTo(table);
        media.addTo(table);
        devices.addTo(table);
        var translations = new Translations(shared.providers(), settings, jdbi);
        var speech = new Speech(shared.providers(), history, this::voice, settings, jdbi);
        new AssistOperations(translations, speech).addTo(table);
        this.operations = table.build();
        var accountDeletion = new AccountDeletion(
                accounts,
                List.of(
                        user -> sessionService.kickAll(user.tinyID(), Types.KICKED_OUT_REST_API),
                        relations::erase,
                        follows::erase,
                        groupOperations::erase,
                        conversations::erase,
                        devices::erase,
                        presence::erase),
                clock);
        this.rest = new RestApp(
                sdkAppID,
                key,
                settings,
                accounts,
                profiles,
                accountDeletion,
                new Mutes(accounts, clock),
                relations.ofBackEnds(),
                follows,
                sessionService,
                cluster,
                new SearchRebuild(jdbi, indexer::lookAround),
                live.broadcasts(),
                backEndMessages,
                new MessageRecall(jdbi, changes, views),
                new BackEndHistory(jdbi, views, participants, addresses),
                new BackEndChanges(modification, deletion, new RoomClearing(jdbi, views, fanout), views),
                attachments.ofBackEnds(),
                new BackEndImports(
                        jdbi,
                        accounts,
                        timelines,
                        rooms,
                        checks,
                        media.names()::check,
                        media::markUsed,
                        fanout,
                        log.followers(),
                        clock),
                conversations.ofBackEnds(),
                conversations.readsOfBackEnds(),
                groupOperations.ofBackEnds(),
                groupOperations.listsOfBackEnds(),
                groupOperations.membersOfBackEnds(),
                groupOperations.attributes(),
                groupOperations.counters(),
                community.ofBackEnds(),
                live.ofBackEnds(),
                devices,
                config.admin());
        this.console = new ConsoleApp(
                new AccountDirectory(jdbi),
                new GroupDirectory(jdbi, accounts),
                cluster,
                history::count,
                sessions::count,
                log::waiting,
                shared.metrics(),
                shared.checks(),
                config.node());

        fanout.onSignal(Accounts.CHANGED, accounts::onChanged);
        fanout.onSignal(Settings.CHANGED, signal -> settings.reloadSoon());
        fanout.onSignal(SessionService.KICK, sessionService::onKick);
        fanout.onSignal(PairStates.CHANGED, pairs::onChanged);
        fanout.onGap(accounts::onGap);
        fanout.onGap(pairs::onGap);
        fanout.onGap(settings::reloadSoon);
        fanout.onGap(indexer::lookAround);
        fanout.onGap(sessionService::onGap);
        fanout.onGap(push::lookAround);
        fanout.onGap(messageCallbacks::lookAround);
        groups.start(fanout, live.rooms(), community);
        live.start(background);
        invitations.start(shared.scheduler());
        fanout.start(shared.scheduler());

        settings.setTexts(config.settings());
        settings.start();
        presence.start(cluster, sessionService, fanout, background);
        cluster.start();
        indexer.start();
        new OpenReviews(jdbi, moderation, verdicts, cluster.incarnation(), clock).start(background);
        push.start(log.followers());
        messageCallbacks.start(log.followers());
        rewrites.start();
        sessionService.start(shared.scheduler());
        var retention = new Retention(jdbi, views);
        background.every(RETENTION_EVERY, "retention", retention);
        background.every(ERASE_EVERY, "account-deletion", accountDeletion);
        var references = new MediaReferences(jdbi, media::markUsed, clock);
        var collector = new MediaCollector(media, views::oldestKept, references::seen, clock);
        background.every(COLLECT_EVERY, "media-collector", () -> {
            references.run();
            collector.run();
        });
    }

    /// Its files.
    MediaService media() {
        return media;
    }

    private Optional<Voice> voice(String uuid) throws IOException {
        try {
            var file = media.open(uuid);
            return Optional.of(new Voice(file.facts().name(), file.bytes()));
        } catch (FileNotFoundException gone) {
            return Optional.empty();
        }
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
        return sessions.count();
    }

    int waitingMessages() {
        return log.waiting();
    }

    /// Ends what goes on beside, stores and announces what is waiting, then lets go of database and bus.
    @Override
    public void close() {
        background.close();
        log.close();
        indexer.close();
        push.close();
        messageCallbacks.close();
        live.close();
        invitations.close();
        cluster.close();
        presence.close();
        callbacks.close();
        bus.close();
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
