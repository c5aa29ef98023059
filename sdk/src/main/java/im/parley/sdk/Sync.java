package im.parley.sdk;

import im.parley.protocol.Limits;
import im.parley.protocol.conversation.ListConversations;
import im.parley.protocol.group.Group;
import im.parley.protocol.group.ListGroups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Brings what this chat remembers in line with the server: after login, after every lost connection, and
/// when the server says so. Confined to the chat's executor.
final class Sync implements Session.Memory {
    private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(15);

    private final Link link;
    private final Conversations conversations;
    private final ConversationBook book;
    private final GroupBook groupBook;
    private final Groups groups;
    private final Topics topics;
    private final Timelines timelines;
    private final MessageUpdates updates;
    private final MessageCache cache;
    private final Outbox outbox;
    private final Uploads uploads;
    private final MediaAddresses addresses;
    private final RelationBook relations;
    private final RelationSync relationSync;
    private final Invitations invitations;
    private final OptionSync optionSync;
    private final Statuses statuses;
    private final Runnable back;
    private final Runnable signedOut;

    /// @param back the lists are compared: what is asked for by itself may be, too
    Sync(
            Link link,
            Conversations conversations,
            ConversationBook book,
            GroupBook groupBook,
            Groups groups,
            Topics topics,
            Timelines timelines,
            MessageUpdates updates,
            MessageCache cache,
            Outbox outbox,
            Uploads uploads,
            MediaAddresses addresses,
            RelationBook relations,
            RelationSync relationSync,
            Invitations invitations,
            OptionSync optionSync,
            Statuses statuses,
            Runnable back,
            Runnable signedOut) {
        this.link = link;
        this.conversations = conversations;
        this.book = book;
        this.groupBook = groupBook;
        this.groups = groups;
        this.topics = topics;
        this.timelines = timelines;
        this.updates = updates;
        this.cache = cache;
        this.outbox = outbox;
        this.uploads = uploads;
        this.addresses = addresses;
        this.relations = relations;
        this.relationSync = relationSync;
        this.invitations = invitations;
        this.optionSync = optionSync;
        this.statuses = statuses;
        this.back = back;
        this.signedOut = signedOut;
    }

    @Override
    public long now() {
        return book.now();
    }

    @Override
    public CompletableFuture<Void> synchronise(long askedAt, ListConversations.@Nullable Result first) {
        var pages = new ArrayList<ListConversations.Result>();
        var accessed = addresses.renew(link);
        var groupsAskedAt = groupBook.now();
        var groupList = new ArrayList<Group>();
        var groupsListed = groupPage(groupList, null);
        var listed = first == null ? page(pages, null) : next(pages, first);
        var related = relationSync.synchronise();
        statuses.restore();
        var options = optionSync.synchronise(); // before messages come that nobody may want to hear of
        return CompletableFuture.allOf(listed, accessed, groupsListed, related, options)
                .thenAccept(done -> taken(pages, askedAt, groupList, groupsAskedAt));
    }

    private void taken(List<ListConversations.Result> pages, long askedAt, List<Group> groupList, long groupsAskedAt) {
        groups.listed(groupList, groupsAskedAt); // before those that were left are missed among the conversations
        var list =
                pages.stream().flatMap(page -> page.conversationList().stream()).toList();
        conversations.listed(list, askedAt);
        optionSync.listed();
        timelines.listed(list, pages.getFirst().serverTime());
        updates.changes().listed(list);
        topics.synchronise();
        invitations.synchronise();
        back.run();
    }

    private CompletableFuture<Void> page(List<ListConversations.Result> pages, @Nullable String cursor) {
        return link.callOnSocket(new ListConversations(cursor, Limits.CONVERSATION_PAGE), PAGE_TIMEOUT)
                .thenCompose(page -> next(pages, page));
    }

    private CompletableFuture<Void> next(List<ListConversations.Result> pages, ListConversations.Result page) {
        pages.add(page);
        return page.cursor() == null ? CompletableFuture.completedFuture(null) : page(pages, page.cursor());
    }

    private CompletableFuture<Void> groupPage(List<Group> groupList, @Nullable String after) {
        return link.callOnSocket(new ListGroups(after, Limits.GROUP_PAGE), PAGE_TIMEOUT)
                .thenCompose(page -> {
                    groupList.addAll(page.groupList());
                    return page.isCompleted()
                            ? CompletableFuture.completedFuture(null)
                            : groupPage(groupList, groupList.getLast().groupID());
                });
    }

    @Override
    public CompletableFuture<Void> comeBack() {
        return groups.comeBack();
    }

    @Override
    public void announce() {
        book.announce();
        optionSync.announce();
        relations.announce();
    }

    @Override
    public void clear() {
        uploads.clear(); // before those who wait for them are forgotten
        addresses.stop();
        relations.clear();
        relationSync.clear();
        invitations.clear();
        optionSync.clear();
        statuses.clear();
        outbox.clear();
        timelines.clear();
        updates.clear();
        cache.clear();
        book.clear();
        groups.clear();
        topics.clear();
        signedOut.run();
    }
}
