package im.parley.server;

import im.parley.server.conversation.ConversationOperations;
import im.parley.server.conversation.ReadCallbacks;
import im.parley.server.message.Mergers;
import im.parley.server.message.MessageChanges;
import im.parley.server.message.MessageHistory;
import im.parley.server.message.MessageLog;
import im.parley.server.message.MessageLookup;
import im.parley.server.message.Notices;
import im.parley.server.message.Participants;
import im.parley.server.message.ReceiptGate;
import im.parley.server.message.RoomTimelines;
import im.parley.server.message.Timelines;
import im.parley.server.message.Views;
import im.parley.server.operation.OperationTable;
import im.parley.server.relation.PairStates;
import im.parley.server.search.SearchIndexer;
import im.parley.server.search.SearchOperations;
import im.parley.server.search.SearchService;
import im.parley.server.settings.AppSettings;
import im.parley.server.webhook.MessageStateCallbacks;
import im.parley.server.webhook.UnreadCounts;

/// The log of messages, and what is read from it: histories, conversations, the search index.
final class AppLog {
    final Timelines timelines;
    final Participants participants;
    final Views views;
    final Mergers mergers;
    final PairStates pairs;
    final MessageLog messageLog;
    final RoomTimelines roomTimelines;
    final Notices notices;
    final MessageHistory history;
    final MessageChanges changes;
    final SearchIndexer indexer;
    final ConversationOperations conversations;
    private final SearchService search;

    AppLog(AppBasis basis) {
        var jdbi = basis.jdbi;
        var clock = basis.clock;
        var accounts = basis.accounts;
        var settings = basis.settings;
        var rooms = basis.rooms;
        var fanout = basis.fanout;
        var name = "app-" + basis.sdkAppID;
        this.timelines = new Timelines(jdbi);
        this.participants = new Participants(jdbi);
        UnreadCounts unread = participants::unreadInC2C;
        this.views = new Views(accounts, timelines, participants, rooms, settings, clock);
        this.mergers = new Mergers(jdbi, clock);
        this.pairs = new PairStates(jdbi, settings, fanout);
        this.messageLog = new MessageLog(
                name,
                basis.store::openWriter,
                accounts,
                timelines,
                rooms,
                mergers,
                () -> settings.get(AppSettings.GROUP_RATE),
                new ReceiptGate(settings)::isOpen,
                pairs,
                fanout,
                basis.shared.metrics(),
                clock);
        this.roomTimelines = new RoomTimelines(accounts, messageLog.followers(), clock);
        this.notices = new Notices(jdbi, messageLog, fanout, clock);
        this.history = new MessageHistory(jdbi, views);
        this.changes = new MessageChanges(jdbi, views, fanout, messageLog.followers());
        changes.onChange(new MessageStateCallbacks(basis.callbacks, basis.groups, unread, accounts));
        this.indexer = new SearchIndexer(name, basis.store::openIndexer, views, messageLog::waiting);
        messageLog.followers().add(indexer);
        this.search = new SearchService(
                jdbi, timelines, rooms, new MessageLookup(jdbi, accounts, rooms), views, accounts, settings, clock);
        this.conversations = new ConversationOperations(
                jdbi,
                timelines,
                participants,
                views,
                rooms,
                accounts,
                basis.profiles,
                settings,
                fanout,
                new ReadCallbacks(basis.callbacks, unread),
                clock);
    }

    void addTo(OperationTable.Builder table) {
        conversations.addTo(table);
        new SearchOperations(search).addTo(table);
    }
}
