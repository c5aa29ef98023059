package im.parley.server.conversation;

import im.parley.protocol.conversation.AddToConversationGroup;
import im.parley.protocol.conversation.ClearHistory;
import im.parley.protocol.conversation.Conversation;
import im.parley.protocol.conversation.CreateConversationGroup;
import im.parley.protocol.conversation.DeleteConversationGroup;
import im.parley.protocol.conversation.DeleteConversations;
import im.parley.protocol.conversation.GetConversation;
import im.parley.protocol.conversation.ListConversations;
import im.parley.protocol.conversation.MarkConversations;
import im.parley.protocol.conversation.PinConversation;
import im.parley.protocol.conversation.ReadConversation;
import im.parley.protocol.conversation.ReadConversations;
import im.parley.protocol.conversation.RemoveFromConversationGroup;
import im.parley.protocol.conversation.RenameConversationGroup;
import im.parley.protocol.conversation.SetConversationData;
import im.parley.protocol.conversation.SetReceiveOption;
import im.parley.protocol.conversation.SetRemindType;
import im.parley.protocol.conversation.SyncOptions;
import im.parley.server.fanout.Fanout;
import im.parley.server.message.ListPages;
import im.parley.server.message.MessageCalls;
import im.parley.server.message.Participants;
import im.parley.server.message.ReadPositions;
import im.parley.server.message.Rooms;
import im.parley.server.message.Timelines;
import im.parley.server.message.Views;
import im.parley.server.operation.OperationTable;
import im.parley.server.session.FirstPages;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import im.parley.server.users.ProfileService;
import java.time.Clock;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// Everything on conversations, put together, and its operations.
public final class ConversationOperations {
    private final Jdbi jdbi;
    private final Participants participants;
    private final ConversationService conversations;
    private final ConversationReads reads;
    private final OptionService options;
    private final ConversationGroups groups;
    private final BackEndConversations backEnd;
    private final BackEndLists backEndLists;
    private final BackEndReads backEndReads;

    public ConversationOperations(
            Jdbi jdbi,
            Timelines timelines,
            Participants participants,
            Views views,
            Rooms rooms,
            Accounts accounts,
            ProfileService profiles,
            Settings settings,
            Fanout fanout,
            ReadCallbacks callbacks,
            Clock clock) {
        this.jdbi = jdbi;
        this.participants = participants;
        var lookup = new ConversationLookup(timelines, rooms, accounts);
        var changes = new OptionChanges(jdbi, fanout);
        var positions = new ReadPositions(jdbi);
        this.reads = new ConversationReads(positions, lookup, accounts, fanout, callbacks);
        this.options = new OptionService(jdbi, lookup, changes, participants, positions, settings, fanout);
        this.groups = new ConversationGroups(lookup, changes, settings);
        var shows = new ConversationViews(rooms, new MessageCalls(jdbi, accounts), accounts);
        this.conversations = new ConversationService(
                timelines,
                participants,
                views,
                rooms,
                lookup,
                shows,
                options,
                users -> jdbi.withHandle(handle -> OptionStore.pinned(handle, users)),
                accounts,
                profiles,
                settings,
                fanout,
                clock);
        this.backEnd = new BackEndConversations(conversations, lookup, groups, options, positions, jdbi);
        this.backEndLists = new BackEndLists(new ListPages(jdbi), shows, views, settings, jdbi);
        this.backEndReads = new BackEndReads(reads, positions, timelines, participants);
    }

    /// The first page of somebody's list.
    public FirstPages firstPages() {
        return conversations;
    }

    /// Topics as a member of their community sees them; those that the user takes no part in are left out.
    ///
    /// @param topicIDs by timeline
    public Map<Long, Conversation> topics(Account me, Map<Long, String> topicIDs) {
        return conversations.topics(me, topicIDs);
    }

    /// The same for back ends.
    public BackEndConversations ofBackEnds() {
        return backEnd;
    }

    /// Lists of conversations, for back ends.
    public BackEndLists listsOfBackEnds() {
        return backEndLists;
    }

    /// How far users have read, for back ends.
    public BackEndReads readsOfBackEnds() {
        return backEndReads;
    }

    /// Forgets what a user whose account is deleted keeps about conversations; what peers have of them stays.
    public void erase(Account user) {
        participants.hideAll(user.tinyID());
        jdbi.useTransaction(handle -> OptionStore.clear(handle, user.tinyID()));
    }

    public void addTo(OperationTable.Builder table) {
        table.on(ListConversations.class, conversations::list);
        table.on(GetConversation.class, conversations::get);
        table.on(ReadConversation.class, reads::read);
        table.on(ReadConversations.class, reads::readAll);
        table.on(DeleteConversations.class, conversations::delete);
        table.on(ClearHistory.class, conversations::clearHistory);
        table.on(SyncOptions.class, options::sync);
        table.on(PinConversation.class, options::pin);
        table.on(SetRemindType.class, options::setRemindType);
        table.on(MarkConversations.class, options::mark);
        table.on(SetConversationData.class, options::setCustomData);
        table.on(SetReceiveOption.class, options::setReceiveOption);
        table.on(CreateConversationGroup.class, groups::create);
        table.on(DeleteConversationGroup.class, groups::delete);
        table.on(RenameConversationGroup.class, groups::rename);
        table.on(AddToConversationGroup.class, groups::add);
        table.on(RemoveFromConversationGroup.class, groups::remove);
    }
}
