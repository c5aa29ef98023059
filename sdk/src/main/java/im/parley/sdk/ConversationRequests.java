package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.conversation.ClearHistory;
import im.parley.protocol.conversation.DeleteConversations;
import im.parley.protocol.conversation.GetConversation;
import im.parley.protocol.conversation.HistoryCleared;
import im.parley.protocol.conversation.ReadConversation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;

/// Calls about the user's conversations.
final class ConversationRequests implements ConversationApi {
    private final SerialExecutor work;
    private final Log log;
    private final Readiness readiness;
    private final Link link;
    private final MessageCache cache;
    private final ConversationBook book;
    private final GroupBook groups;
    private final Conversations conversations;
    private final ToLongFunction<String> knownSequence;
    private final Duration timeout;

    /// @param knownSequence the newest sequence of a conversation up to which all messages are here
    ConversationRequests(
            SerialExecutor work,
            Log log,
            Readiness readiness,
            Link link,
            MessageCache cache,
            ConversationBook book,
            GroupBook groups,
            Conversations conversations,
            ToLongFunction<String> knownSequence,
            Duration timeout) {
        this.work = work;
        this.log = log;
        this.readiness = readiness;
        this.link = link;
        this.cache = cache;
        this.book = book;
        this.groups = groups;
        this.conversations = conversations;
        this.knownSequence = knownSequence;
        this.timeout = timeout;
    }

    @Override
    public CompletableFuture<ConversationList> getConversationList() {
        return readiness.guard(() -> work.answer(() -> completed(list(book.list()))));
    }

    @Override
    public CompletableFuture<ConversationList> getConversationList(List<String> conversationIDList) {
        return readiness.guard(() -> {
            var wanted = new HashSet<>(Params.list("options", conversationIDList));
            return work.answer(() -> completed(list(book.list().stream()
                    .filter(conversation -> wanted.contains(conversation.conversationID()))
                    .toList())));
        });
    }

    @Override
    public CompletableFuture<ConversationList> getConversationList(ConversationFilter filter) {
        return readiness.guard(() -> {
            Params.present("options", filter);
            return work.answer(() ->
                    completed(list(book.list().stream().filter(filter::accepts).toList())));
        });
    }

    private static ConversationList list(List<Conversation> conversations) {
        return new ConversationList(conversations, true); // before the first sync is done, calls are refused
    }

    @Override
    public CompletableFuture<Conversation> getConversationProfile(String conversationID) {
        return readiness.guard(() -> {
            Params.text("conversationID", conversationID);
            return work.answer(() -> fetch(conversationID));
        });
    }

    private CompletableFuture<Conversation> fetch(String conversationID) {
        var known = book.find(conversationID);
        if (known != null && known.isOf(groups, Types.GRP_AVCHATROOM)) {
            return completed(book.show(known)); // there are no others
        }
        if (groups.isLeft(conversationID) && !TopicIds.isTopic(conversationID)) { // deleteConversation#4
            book.change(conversationID, state -> {
                state.left();
                state.open();
            });
            return completed(shown(conversationID));
        }
        return link.call(new GetConversation(ConversationId.parse(conversationID)), timeout)
                .thenApply(result -> {
                    book.change(conversationID, state -> {
                        conversations.merge(state, result.conversation());
                        state.open();
                    });
                    return shown(conversationID);
                });
    }

    private Conversation shown(String conversationID) {
        var state = book.find(conversationID);
        return book.show(state == null ? new ConversationState(conversationID) : state);
    }

    @Override
    public CompletableFuture<String> deleteConversation(String conversationID) {
        return readiness.guard(() -> {
            Params.text("conversationID", conversationID);
            return work.answer(() -> delete(List.of(conversationID), true).thenApply(deleted -> conversationID));
        });
    }

    @Override
    public CompletableFuture<List<String>> deleteConversation(
            List<String> conversationIDList, boolean clearHistoryMessage) {
        return readiness.guard(() -> {
            var all = Params.list("conversationIDList", conversationIDList);
            Params.that(!all.isEmpty(), "conversationIDList", all, "1 or more IDs");
            if (all.size() > Limits.DELETE_CONVERSATIONS) {
                log.warn("deleteConversation takes " + Limits.DELETE_CONVERSATIONS + " IDs, the others are left out");
            }
            var wanted =
                    all.stream().limit(Limits.DELETE_CONVERSATIONS).distinct().toList();
            return work.answer(() -> delete(wanted, clearHistoryMessage));
        });
    }

    /// Those that are on the list here; all others are left out (`CONV_NOT_FOUND` when there are none).
    private CompletableFuture<List<String>> delete(List<String> wanted, boolean clearHistory) {
        var listed = wanted.stream()
                .flatMap(id -> Optional.ofNullable(book.find(id)).stream())
                .filter(state -> !state.isTopic())
                .toList();
        if (listed.isEmpty()) {
            throw new ChatError(ErrorCode.CONV_NOT_FOUND, "no such conversation: " + String.join(",", wanted));
        }
        var known = listed.stream().map(state -> state.conversationID).toList();
        var stored = listed.stream()
                .filter(state ->
                        !state.isLeft() && (state.isStored() || book.show(state).isPinned()))
                .map(state -> ConversationId.parse(state.conversationID))
                .toList();
        if (stored.isEmpty()) {
            return completed(forget(known, clearHistory)); // the server knows nothing of them
        }
        return link.call(new DeleteConversations(stored, clearHistory), timeout).thenApply(result -> {
            known.forEach(book::unpinned);
            return forget(known, clearHistory);
        });
    }

    private List<String> forget(List<String> conversationIDs, boolean clearHistory) {
        var gone = new HashSet<>(conversationIDs);
        book.removeIf(state -> gone.contains(state.conversationID));
        if (clearHistory) {
            cache.removeIf(message -> gone.contains(message.conversationID()));
        }
        return List.copyOf(conversationIDs);
    }

    @Override
    public CompletableFuture<String> clearHistoryMessage(String conversationID) {
        return readiness.guard(() -> {
            Params.text("conversationID", conversationID);
            return work.answer(() -> clearHistory(conversationID));
        });
    }

    private CompletableFuture<String> clearHistory(String conversationID) {
        var id = ConversationId.parse(conversationID);
        if (id instanceof ConversationId.Group(var groupID) && TopicIds.isTopic(groupID)) { // clearHistoryMessage#2
            throw new ChatError(ErrorCode.CONV_UN_RECORDED_TYPE, conversationID + " is a topic");
        }
        var state = book.find(conversationID);
        if (state == null && id instanceof ConversationId.System) {
            return completed(conversationID); // there are no notices yet
        }
        if (state == null) {
            throw new ChatError(ErrorCode.CONV_NOT_FOUND, "there is no conversation " + conversationID);
        }
        var upTo = newest(state);
        if (upTo == 0) { // nothing of it is stored
            book.change(conversationID, now -> now.clear(0, 0));
            return completed(conversationID);
        }
        if (state.isLeft()) {
            conversations.cleared(new HistoryCleared(conversationID, upTo, state.readCounter()));
            book.change(conversationID, ConversationState::readAll);
            return completed(conversationID);
        }
        return link.call(new ClearHistory(id, upTo), timeout).thenApply(result -> {
            conversations.cleared(new HistoryCleared(conversationID, result.clearedSequence(), result.readCounter()));
            return conversationID;
        });
    }

    private long newest(ConversationState state) {
        return Math.max(knownSequence.applyAsLong(state.conversationID), state.newestSequence());
    }

    @Override
    public CompletableFuture<Void> setMessageRead(String conversationID) {
        return readiness.guard(() -> {
            Params.text("conversationID", conversationID);
            return work.answer(() -> markRead(conversationID));
        });
    }

    private CompletableFuture<Void> markRead(String conversationID) {
        var state = book.find(conversationID);
        if (state == null || state.isRead()) {
            return CompletableFuture.completedFuture(null); // setMessageRead#6
        }
        if (state.isLeft()) {
            book.change(conversationID, ConversationState::readAll);
            return CompletableFuture.completedFuture(null);
        }
        return link.call(new ReadConversation(ConversationId.parse(conversationID), newest(state)), timeout)
                .thenAccept(result -> conversations.read(conversationID, result.readSequence(), result.readCounter()));
    }

    @Override
    public int getTotalUnreadMessageCount() {
        readiness.check();
        return book.total();
    }

    private static <T> CompletableFuture<T> completed(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
