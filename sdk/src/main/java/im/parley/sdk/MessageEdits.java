package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.message.DeleteMessages;
import im.parley.protocol.message.ModifyMessage;
import im.parley.protocol.message.RevokeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// What the user does to messages that are sent: revoking, modifying, deleting.
final class MessageEdits {
    /// Kinds of which not only cloudCustomData may change (`modifyMessage#2`).
    private static final Set<String> REWRITABLE =
            Set.of(Types.MSG_TEXT, Types.MSG_CUSTOM, Types.MSG_LOCATION, Types.MSG_FACE);

    private final SerialExecutor work;
    private final Log log;
    private final Readiness readiness;
    private final Link link;
    private final Self self;
    private final MessageUpdates updates;
    private final Conversations conversations;
    private final Duration timeout;
    private final RateLimit deletions =
            new RateLimit("deleteMessage", 1, Duration.ofSeconds(1), System::nanoTime); // deleteMessage#3

    MessageEdits(
            SerialExecutor work,
            Log log,
            Readiness readiness,
            Link link,
            Self self,
            MessageUpdates updates,
            Conversations conversations,
            Duration timeout) {
        this.work = work;
        this.log = log;
        this.readiness = readiness;
        this.link = link;
        this.self = self;
        this.updates = updates;
        this.conversations = conversations;
        this.timeout = timeout;
    }

    CompletableFuture<Message> revoke(Message message) {
        return readiness.guard(() -> {
            ordinary(message);
            Params.that(!message.isRevoked(), "message.isRevoked", true, "false"); // revokeMessage#5
            return work.answer(() -> {
                updates.revoking(message);
                return naming(
                                message,
                                () -> link.call(new RevokeMessage(conversation(message), message.messageId()), timeout)
                                        .thenApply(result -> {
                                            updates.answered(message, result.message());
                                            return message;
                                        }))
                        .whenComplete((done, failure) -> updates.revokingFailed(message));
            });
        });
    }

    CompletableFuture<Message> modify(Message message) {
        return readiness.guard(() -> {
            ordinary(message); // modifyMessage#6
            return work.answer(() -> naming(message, () -> {
                var content = message.content();
                if (content.base() < content.version()) { // what the app wrote has given way to something newer
                    message.change(MessageContent::published);
                    throw conflict(content.version(), content.base());
                }
                return link.call(request(message, content), timeout).thenApply(result -> {
                    message.change(MessageContent::published);
                    if (result.isConflict()) { // modifyMessage#3
                        message.change(now -> now.updated(result.message()));
                        throw conflict(result.message().version(), content.base());
                    }
                    updates.answered(message, result.message());
                    return message;
                });
            }));
        });
    }

    private static ChatError conflict(int now, int before) {
        return new ChatError(
                ErrorCode.MSG_MODIFY_CONFLICT, "the message has version " + now + " by now, it had " + before);
    }

    private ModifyMessage request(Message message, MessageContent content) {
        var rewritable = REWRITABLE.contains(message.type());
        var payload = Payloads.write(content.payload());
        Outbox.checkSize(payload, content.cloudCustomData(), self.config().maxMessageBytes());
        return new ModifyMessage(
                conversation(message),
                message.messageId(),
                content.base(),
                rewritable ? message.type() : null,
                rewritable ? payload : null,
                content.cloudCustomData().isEmpty() ? null : content.cloudCustomData());
    }

    CompletableFuture<List<Message>> delete(List<Message> messageList) {
        return readiness.guard(() -> {
            var all = Params.list("messageList", messageList);
            Params.that(!all.isEmpty(), "messageList", all, "1 or more messages");
            if (all.size() > Limits.DELETE_MESSAGES) {
                log.warn("deleteMessage takes " + Limits.DELETE_MESSAGES + " messages, the others are left out");
            }
            var conversation = all.getFirst().conversationID(); // deleteMessage#2
            var wanted = all.stream()
                    .limit(Limits.DELETE_MESSAGES) // deleteMessage#1
                    .filter(message -> message.conversationID().equals(conversation)
                            && message.status() == MessageStatus.SUCCESS) // deleteMessage#9
                    .distinct()
                    .toList();
            return work.answer(() -> delete(conversation, wanted));
        });
    }

    private CompletableFuture<List<Message>> delete(String conversationID, List<Message> wanted) {
        if (conversationID.equals(Types.CONV_SYSTEM)) {
            throw new ChatError(ErrorCode.CANNOT_DELETE_GRP_SYSTEM_NOTICE, "notices of the system cannot be deleted");
        }
        deletions.take();
        var stored = wanted.stream().filter(message -> !message.isOnlineOnly()).toList();
        if (stored.isEmpty()) {
            conversations.forget(conversationID, wanted, null);
            return CompletableFuture.completedFuture(wanted);
        }
        var ids = stored.stream().map(Message::messageId).toList();
        return link.call(new DeleteMessages(ConversationId.parse(conversationID), ids), timeout)
                .thenApply(result -> {
                    conversations.forget(conversationID, wanted, result.lastMessage());
                    return wanted;
                });
    }

    private static void ordinary(Message message) {
        Params.present("message", message);
        Params.that(
                !message.conversationType().equals(Types.CONV_SYSTEM),
                "message.conversationType",
                message.conversationType(),
                "C2C or GROUP");
    }

    private static ConversationId conversation(Message message) {
        return ConversationId.parse(message.conversationID());
    }

    /// Failures name the message.
    private static <T> CompletableFuture<T> naming(Message message, Supplier<CompletableFuture<T>> call) {
        CompletableFuture<T> running;
        try {
            running = call.get();
        } catch (RuntimeException refused) {
            running = CompletableFuture.failedFuture(refused);
        }
        return running.exceptionallyCompose(failure ->
                CompletableFuture.failedFuture(Answers.errorOf(failure).with(message)));
    }
}
