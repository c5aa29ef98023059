package im.parley.sdk;

import im.parley.protocol.conversation.ConversationOptions;
import im.parley.protocol.conversation.SyncOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Keeps [OptionBook] up to date, lets the conversations know of its changes, and tells the app of those that
/// no conversation shows. Confined to the chat's executor.
final class OptionSync implements OptionBook.Listener {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Link link;
    private final Emitter emitter;
    private final OptionBook options;
    private final MissedNews missed;
    private @Nullable ConversationBook book;
    private @Nullable Timelines timelines;
    private @Nullable Conversations conversations;

    private boolean announced; // the app has heard of it
    private boolean syncing; // the list that follows has what is pinned
    private List<String> toldGroups = List.of();
    private Map<Integer, Set<String>> toldMembers = Map.of();
    private ReceiveMessageOpt toldOpt = ReceiveMessageOpt.of(OptionBook.NOT_QUIET);

    OptionSync(Io io, SerialExecutor work, Log log, Link link, Self self, Emitter emitter) {
        this.link = link;
        this.emitter = emitter;
        this.options = new OptionBook(this);
        this.missed =
                new MissedNews(io, work, log, self, "what is kept about conversations", options::isBehind, this::pages);
    }

    OptionBook options() {
        return options;
    }

    /// Sets who hears of changes.
    void start(ConversationBook book, Timelines timelines, Conversations conversations) {
        this.book = book;
        this.timelines = timelines;
        this.conversations = conversations;
    }

    /// After a sign-in, on its connection, before the conversations are taken over.
    CompletableFuture<Void> synchronise() {
        syncing = true;
        return pages().whenComplete((done, failure) -> syncing = false);
    }

    private CompletableFuture<Void> pages() {
        return link.callOnSocket(new SyncOptions(options.version()), TIMEOUT).thenCompose(result -> {
            if (result.changes() != null) {
                options.synced(result.changes());
            }
            return result.isCompleted() ? CompletableFuture.completedFuture(null) : pages();
        });
    }

    /// The list is there: pinned conversations that it lacks are looked up.
    void listed() {
        options.pinned().forEach(this::bringUp);
    }

    @Override
    public void changed(String conversationID, ConversationOptions before, ConversationOptions after) {
        if (timelines != null && OptionBook.isKeptBack(before) && !OptionBook.isKeptBack(after)) {
            timelines.skipNext(conversationID);
        }
        if (book != null) {
            book.optionsChanged();
        }
        if (before.isPinned() && !after.isPinned() && book != null) {
            book.removeIf(state -> state.conversationID.equals(conversationID) && state.isOnlyPinned());
        }
        if (after.isPinned() && !before.isPinned() && !syncing) {
            bringUp(conversationID);
        }
    }

    private void bringUp(String conversationID) {
        if (book != null && conversations != null && book.find(conversationID) == null) {
            conversations.bringUp(conversationID);
        }
    }

    @Override
    public void news() {
        if (book != null) {
            book.news();
        }
        tell();
    }

    @Override
    public void gap() {
        missed.expect();
    }

    /// The first sync is done: what there is is news, but for the option for all conversations.
    void announce() {
        announced = true;
        toldOpt = ReceiveMessageOpt.of(options.receiveOption());
        toldMembers = options.members();
        tell();
    }

    private void tell() {
        if (!announced) {
            return;
        }
        var members = options.members();
        var names = options.groupNames();
        var before = toldMembers;
        toldMembers = members;
        if (!names.equals(toldGroups)) {
            toldGroups = names;
            emitter.emit(Events.CONVERSATION_GROUP_LIST_UPDATED, names);
        }
        for (var group : options.groups()) {
            var now = members.getOrDefault(group.groupID(), Set.of());
            var old = before.get(group.groupID());
            if (old != null && !old.equals(now) && book != null) { // a new group is told of by the list of groups
                emitter.emit(
                        Events.CONVERSATION_IN_GROUP_UPDATED,
                        new Events.ConversationsInGroup(
                                group.groupName(),
                                book.list().stream()
                                        .filter(conversation -> now.contains(conversation.conversationID()))
                                        .toList()));
            }
        }
        var opt = ReceiveMessageOpt.of(options.receiveOption());
        if (!opt.equals(toldOpt)) {
            toldOpt = opt;
            emitter.emit(Events.ALL_RECEIVE_MESSAGE_OPT_UPDATED, opt);
        }
    }

    void clear() {
        options.clear();
        announced = false;
        toldGroups = List.of();
        toldMembers = Map.of();
    }
}
