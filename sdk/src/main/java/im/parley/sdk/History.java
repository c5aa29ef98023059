package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.Types;
import im.parley.protocol.message.HopMessages;
import im.parley.protocol.message.ListMessages;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Pages of messages that the server has. Confined to the chat's executor.
final class History {
    /// What comes after the newest message (`getMessageListHopping#4`, `getMessageListHopping#6`).
    private static final MessageHoppingList NOTHING_NEWER =
            new MessageHoppingList(List.of(), true, OptionalLong.empty(), OptionalLong.empty());

    /// Brings a message up to what is known of its conversation, such as what the peer has read.
    interface Marker {
        void mark(Message message);
    }

    private final Link link;
    private final Self self;
    private final MessageCache cache;
    private final GroupBook groups;
    private final Marker marker;
    private final Duration timeout;
    private final RateLimit c2cPulls = limit("C2C");
    private final RateLimit groupPulls = limit("group");

    History(Link link, Self self, MessageCache cache, GroupBook groups, Marker marker, Duration timeout) {
        this.link = link;
        this.self = self;
        this.cache = cache;
        this.groups = groups;
        this.marker = marker;
        this.timeout = timeout;
    }

    private static RateLimit limit(String kind) {
        return new RateLimit(
                kind + " history", Limits.HISTORY_PULLS_PER_SECOND, Duration.ofSeconds(1), System::nanoTime);
    }

    CompletableFuture<MessageList> page(MessageListQuery query) {
        var conversation = ConversationId.parse(query.conversationID());
        if (groups.isLeft(query.conversationID())) {
            var before = query.nextReqMessageID();
            var end = before == null || before.isEmpty() ? Long.MAX_VALUE : sequenceOf(before);
            return CompletableFuture.completedFuture(
                    new MessageList(held(query.conversationID(), 1, end - 1), "", true));
        }
        limitOf(conversation).take();
        return link.call(new ListMessages(conversation, cursor(query.nextReqMessageID()), query.count()), timeout)
                .thenApply(page -> new MessageList(
                        messages(page.messageList()),
                        page.nextReqMessageID() == null
                                ? ""
                                : page.nextReqMessageID().text(),
                        page.isCompleted()));
    }

    CompletableFuture<MessageHoppingList> hop(MessageHoppingQuery query) {
        var conversation = ConversationId.parse(query.conversationID());
        if (query.direction() == MessageHoppingQuery.NEWER && query.sequence() == null && query.time() == null) {
            return CompletableFuture.completedFuture(NOTHING_NEWER);
        }
        if (groups.isLeft(query.conversationID())) {
            return CompletableFuture.completedFuture(
                    new MessageHoppingList(heldFrom(query), true, OptionalLong.empty(), OptionalLong.empty()));
        }
        limitOf(conversation).take();
        return link.call(
                        new HopMessages(conversation, query.sequence(), query.time(), query.direction(), query.count()),
                        timeout)
                .thenApply(page -> new MessageHoppingList(
                        messages(page.messageList()),
                        page.isCompleted(),
                        optional(page.nextMessageSeq()),
                        optional(page.nextMessageTime())));
    }

    private List<Message> heldFrom(MessageHoppingQuery query) {
        var start = query.sequence();
        if (query.direction() == MessageHoppingQuery.OLDER) {
            return held(query.conversationID(), 1, start == null ? Long.MAX_VALUE : start);
        }
        return start == null ? List.of() : held(query.conversationID(), start, Long.MAX_VALUE); // as from the newest
    }

    private long sequenceOf(String id) {
        var message = cache.find(id);
        return message == null ? 0 : message.sequence();
    }

    /// What is here of a group that the user has left: the server gives them nothing (`deleteConversation#4`).
    private List<Message> held(String conversationID, long from, long upTo) {
        return cache
                .select(message -> message.conversationID().equals(conversationID)
                        && message.sequence() >= from
                        && message.sequence() <= upTo)
                .stream()
                .sorted(Comparator.comparingLong(Message::sequence))
                .toList();
    }

    /// The one object for each of them, brought up to date.
    List<Message> messages(List<im.parley.protocol.message.Message> stored) {
        var me = self.account().userID();
        return stored.stream()
                .map(message -> {
                    var shown = cache.of(message, me);
                    marker.mark(shown);
                    return shown;
                })
                .toList();
    }

    private RateLimit limitOf(ConversationId conversation) {
        return conversation.text().startsWith(Types.CONV_GROUP) ? groupPulls : c2cPulls;
    }

    private static @Nullable MessageId cursor(@Nullable String nextReqMessageID) {
        if (nextReqMessageID == null || nextReqMessageID.isEmpty()) {
            return null;
        }
        try {
            return MessageId.parse(nextReqMessageID);
        } catch (RuntimeException malformed) {
            throw new ChatError(ErrorCode.MESSAGE_NOT_FOUND, "no message has the ID \"" + nextReqMessageID + '"');
        }
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
