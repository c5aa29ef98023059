package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.message.GetReceipts;
import im.parley.protocol.message.ListReaders;
import im.parley.protocol.message.MessageReceipt;
import im.parley.protocol.message.ReceiptsReceived;
import im.parley.protocol.message.SendReceipts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Read receipts of messages. Confined to the chat's executor.
final class ReadReceipts {
    static final String GATE = "message.c2cReadReceipt";

    private final Link link;
    private final Self self;
    private final Emitter emitter;
    private final MessageCache cache;
    private final ChangeNews changes;
    private final Duration timeout;

    ReadReceipts(Link link, Self self, Emitter emitter, MessageCache cache, ChangeNews changes, Duration timeout) {
        this.link = link;
        this.self = self;
        this.emitter = emitter;
        this.cache = cache;
        this.changes = changes;
        this.timeout = timeout;
    }

    CompletableFuture<Void> send(List<Message> messages) {
        if (messages.stream().anyMatch(message -> message.conversationType().equals(Types.CONV_C2C))) {
            self.checkEnabled(GATE);
        }
        var asking = messages.stream()
                .filter(message -> message.flow() == Flow.IN && message.needReadReceipt() && !message.isRevoked())
                .toList();
        if (asking.isEmpty()) {
            throw new ChatError(
                    ErrorCode.READ_RECEIPT_MSG_LIST_EMPTY,
                    "none of the messages is from somebody else and asks for a read receipt");
        }
        var conversation = asking.getFirst().conversationID();
        var ids = asking.stream().map(Message::messageId).toList();
        return link.call(new SendReceipts(ConversationId.parse(conversation), ids), timeout)
                .thenAccept(result ->
                        result.receiptList().forEach(receipt -> changes.know(conversation, receipt.change())));
    }

    /// In C2C all that is known is in the messages (`getMessageReadReceiptList#5`).
    CompletableFuture<List<Message>> get(List<Message> messages) {
        var mine = messages.stream()
                .filter(message -> message.conversationType().equals(Types.CONV_GROUP)
                        && message.conversationID().equals(messages.getFirst().conversationID())
                        && message.flow() == Flow.OUT
                        && message.needReadReceipt())
                .distinct()
                .toList();
        var asked = CompletableFuture.<Void>completedFuture(null);
        for (int from = 0; from < mine.size(); from += Limits.RECEIPTS_PER_CALL) {
            var page = mine.subList(from, Math.min(mine.size(), from + Limits.RECEIPTS_PER_CALL));
            asked = asked.thenCompose(before -> ask(page));
        }
        return asked.thenApply(done -> messages);
    }

    private CompletableFuture<Void> ask(List<Message> messages) {
        var conversation = ConversationId.parse(messages.getFirst().conversationID());
        var ids = messages.stream().map(Message::messageId).toList();
        return link.call(new GetReceipts(conversation, ids), timeout).thenAccept(result -> {
            for (var receipt : result.receiptList()) {
                var info = ReadReceiptInfo.of(receipt.receipts(), false);
                messages.stream()
                        .filter(message -> message.messageId().equals(receipt.id()) && !isOlder(info, message))
                        .forEach(message -> message.change(content -> content.with(info)));
            }
        });
    }

    CompletableFuture<GroupMessageReadMembers> members(GroupMessageReadQuery query) {
        var message = query.message();
        var request = new ListReaders(
                ConversationId.parse(message.conversationID()),
                message.messageId(),
                query.filter(),
                query.cursor(),
                query.count());
        var isRead = query.filter() == GroupMessageReadQuery.READ;
        return link.call(request, timeout)
                .thenApply(page -> new GroupMessageReadMembers(
                        page.cursor().isEmpty(),
                        page.cursor(),
                        message.id(),
                        isRead ? page.userIDList() : List.of(),
                        isRead ? List.of() : page.userIDList()));
    }

    /// Somebody has read messages of the user, or the user has, on another instance, those of others.
    void received(ReceiptsReceived push) {
        changes.pushed(
                push.conversationID(),
                push.receiptList().stream().map(MessageReceipt::change).toList(),
                () -> received(push.conversationID(), push.receiptList()));
    }

    /// These messages of a conversation have changed while this chat was away.
    void missed(String conversationID, List<im.parley.protocol.message.Message> messages) {
        var receipts = new ArrayList<MessageReceipt>();
        for (var message : messages) {
            var soFar = message.receipts();
            if (soFar != null && soFar.count() > 0) {
                receipts.add(new MessageReceipt(message.id(), message.change(), soFar));
            }
        }
        received(conversationID, receipts);
    }

    private void received(String conversationID, List<MessageReceipt> receipts) {
        var conversation = ConversationId.parse(conversationID);
        var news = new ArrayList<Events.ReadReceipt>();
        for (var receipt : receipts) {
            if (receipt.id().senderTinyID() != self.account().tinyID()) {
                continue;
            }
            var message = cache.find(receipt.id().text());
            var info = ReadReceiptInfo.of(receipt.receipts(), conversation instanceof ConversationId.C2C);
            if (message != null && isOlder(info, message)) {
                continue;
            }
            if (message == null || message.change(content -> content.with(info))) {
                news.add(event(conversation, receipt.id().text(), info));
            }
        }
        tell(news);
    }

    /// Whether something newer came before it.
    private static boolean isOlder(ReadReceiptInfo info, Message message) {
        return message.readReceiptInfo().readCount() > info.readCount();
    }

    private void tell(List<Events.ReadReceipt> news) {
        if (!news.isEmpty()) {
            emitter.emit(Events.MESSAGE_READ_RECEIPT_RECEIVED, List.copyOf(news));
        }
    }

    private static Events.ReadReceipt event(ConversationId conversation, String messageID, ReadReceiptInfo info) {
        return new Events.ReadReceipt(
                conversation instanceof ConversationId.C2C(var userID) ? userID : "",
                conversation instanceof ConversationId.Group(var groupID) ? groupID : "",
                messageID,
                info.isPeerRead(),
                info.timestamp(),
                info.isPeerRead() ? 0 : info.readCount(),
                info.unreadCount());
    }
}
