package im.parley.server;

import im.parley.server.mailing.Mailings;
import im.parley.server.mailing.UserAttributes;
import im.parley.server.mailing.UserTags;
import im.parley.server.message.AttachmentOperations;
import im.parley.server.message.BackEndChanges;
import im.parley.server.message.BackEndHistory;
import im.parley.server.message.BackEndImports;
import im.parley.server.message.BackEndMessages;
import im.parley.server.message.MessageChecks;
import im.parley.server.message.MessageDeletion;
import im.parley.server.message.MessageExtensions;
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
import im.parley.server.message.RoomClearing;
import im.parley.server.message.SignalMessages;
import im.parley.server.moderation.Moderation;
import im.parley.server.moderation.OpenReviews;
import im.parley.server.operation.OperationTable;
import im.parley.server.rest.RestMailings;
import im.parley.server.rest.RestMessages;
import im.parley.server.rest.RestReceipts;
import im.parley.server.rest.RestUsers;
import im.parley.server.signaling.Invitations;
import im.parley.server.users.Account;
import im.parley.server.webhook.MessageCallbacks;

/// What is done with messages: sent, looked at, changed, reacted to, told to back ends.
final class AppMessages {
    final Moderation moderation;
    final MessageCallbacks callbacks;
    final MessageRewrites rewrites;
    final RoomClearing clearing;
    final Invitations invitations;
    final Mailings mailings;
    private final UserTags tags;
    private final UserAttributes attributes;
    private final AppBasis basis;
    private final AppLog log;
    private final AppFiles files;
    private final AppGroups groups;
    private final MessageVerdicts verdicts;
    private final MessageModification modification;
    private final MessageChecks checks;
    private final MessageDeletion deletion;
    private final AttachmentOperations attachments;
    private final BackEndMessages ofBackEnds;

    AppMessages(AppBasis basis, AppLog log, AppFiles files, AppGroups groups) {
        this.basis = basis;
        this.log = log;
        this.files = files;
        this.groups = groups;
        var jdbi = basis.jdbi;
        var accounts = basis.accounts;
        var settings = basis.settings;
        var views = log.views;
        var changes = log.changes;
        this.verdicts = new MessageVerdicts(jdbi, changes, accounts);
        this.moderation = new Moderation(basis.sdkAppID, basis.shared.reviewers(), settings, verdicts, files::address);
        this.modification = new MessageModification(changes, moderation);
        this.checks = new MessageChecks(settings);
        this.deletion = new MessageDeletion(jdbi, views, log.participants);
        this.callbacks = new MessageCallbacks(
                basis.callbacks,
                new MessageCallbacks.Basis(
                        basis.sdkAppID,
                        jdbi,
                        settings,
                        accounts,
                        basis.rooms,
                        basis.groups,
                        log.participants::unreadInC2C,
                        files::address,
                        (content, custom) -> checks.check(content, custom, files.media.names()::check),
                        basis.config.admin(),
                        basis.clock));
        var hook = callbacks.hook();
        this.rewrites = new MessageRewrites(
                jdbi, changes, basis.fanout, basis.background, () -> hook.asks(false) || hook.asks(true), basis.clock);
        this.attachments = new AttachmentOperations(
                new MessageExtensions(jdbi, views, changes, settings),
                new MessageReactions(jdbi, views, changes, accounts, settings),
                new MessageReceipts(jdbi, views, changes, settings, basis.clock),
                new MessageReaders(jdbi, views, accounts, settings),
                views);
        this.ofBackEnds = new BackEndMessages(
                log.messageLog,
                hook,
                rewrites,
                checks,
                deletion,
                log.timelines,
                files.media.names()::check,
                basis.clock);
        this.mailings =
                new Mailings(jdbi, ofBackEnds, accounts, basis.cluster, settings, basis.background, basis.clock);
        this.tags = new UserTags(jdbi, settings);
        this.attributes = new UserAttributes(jdbi);
        this.clearing = new RoomClearing(jdbi, views, basis.fanout, log.messageLog.followers(), basis.clock);
        this.invitations = new Invitations(
                jdbi,
                new SignalMessages(log.messageLog, accounts, basis.fanout, basis.clock),
                modification,
                basis.groups::membersAmong,
                basis.clock);
    }

    void addTo(OperationTable.Builder table) {
        new MessageOperations(
                        log.messageLog,
                        callbacks.hook(),
                        rewrites,
                        moderation,
                        checks,
                        log.history,
                        new MessageRevocation(
                                log.changes,
                                groups.live.recent(),
                                basis.accounts,
                                basis.settings,
                                basis.fanout,
                                basis.clock),
                        modification,
                        deletion,
                        files.media.names()::check)
                .addTo(table);
        attachments.addTo(table);
        new MissedChanges(basis.jdbi, log.views, basis.accounts).addTo(table);
        new MessagePins(basis.jdbi, log.views, basis.accounts, basis.settings, basis.fanout, basis.clock).addTo(table);
        log.mergers.addTo(table, files.media.names()::check);
        invitations.addTo(table);
    }

    RestMessages ofBackEnds(RestUsers users) {
        var jdbi = basis.jdbi;
        return new RestMessages(
                users,
                ofBackEnds,
                groups.live.broadcasts(),
                new MessageRecall(log.changes, log.views),
                new BackEndHistory(jdbi, log.views, log.participants, files::address),
                new BackEndChanges(modification, deletion, clearing, log.views),
                new BackEndImports(
                        jdbi,
                        basis.accounts,
                        log.timelines,
                        basis.rooms,
                        checks,
                        files.media.names()::check,
                        files.media::markUsed,
                        basis.fanout,
                        log.messageLog.followers(),
                        basis.clock),
                groups.operations.ofBackEnds());
    }

    RestMailings mailingsOfBackEnds(RestUsers users) {
        return new RestMailings(users, mailings, tags, attributes);
    }

    /// What back ends know a user by goes, and what is under way to the user.
    void erase(Account user) {
        mailings.erase(user);
        tags.erase(user);
        attributes.erase(user);
    }

    RestReceipts receiptsOfBackEnds(RestUsers users) {
        return new RestReceipts(users, attachments.ofBackEnds(), log.conversations.readsOfBackEnds());
    }

    /// Begins to review what went out without a verdict.
    void startReviews() {
        new OpenReviews(basis.jdbi, moderation, verdicts, basis.cluster.incarnation(), basis.clock)
                .start(basis.background);
    }
}
