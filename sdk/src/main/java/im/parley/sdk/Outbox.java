package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.message.SendMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Own messages on their way to the server. Confined to the chat's executor.
final class Outbox {
    /// Failed messages that are recognised, should the server turn out to have them after all.
    private static final int REMEMBERED_FAILURES = 1_000;

    /// Told of each own message that the server has stored.
    interface Stored {
        void stored(Message message);
    }

    private record Sending(Message message, CompletableFuture<Message> result) {}

    private final Link link;
    private final Self self;
    private final Duration timeout;
    private final Stored listener;
    private final Map<String, Sending> sending = new HashMap<>();
    private final Map<String, Message> failed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Message> eldest) {
            return size() > REMEMBERED_FAILURES;
        }
    };

    Outbox(Link link, Self self, Duration timeout, Stored listener) {
        this.link = link;
        this.self = self;
        this.timeout = timeout;
        this.listener = listener;
    }

    void clear() {
        sending.clear();
        failed.clear();
    }

    /// Settles when the server has stored the message; the result is the message itself.
    CompletableFuture<Message> send(Message message) {
        var running = sending.get(message.id());
        if (running != null) {
            return running.result();
        }
        if (message.messageId().senderTinyID() != self.account().tinyID()) {
            return CompletableFuture.failedFuture(
                    new ChatError(ErrorCode.MSG_INSTANCE_REQUIRED, "message " + message.id() + " is not of this user")
                            .with(message));
        }
        if (message.status() == MessageStatus.SUCCESS) {
            return CompletableFuture.completedFuture(message);
        }
        SendMessage request;
        try {
            request = request(message);
        } catch (RuntimeException refused) {
            return fail(message, Answers.errorOf(refused));
        }
        var result = new CompletableFuture<Message>();
        sending.put(message.id(), new Sending(message, result));
        link.call(request, timeout).whenComplete((stored, failure) -> {
            if (failure == null) {
                stored(message.id(), stored.sequence(), stored.time());
            } else {
                failed(message, Answers.errorOf(failure));
            }
        });
        return result;
    }

    CompletableFuture<Message> sendAgain(Message message) {
        if (message.status() == MessageStatus.FAIL) {
            message.update(MessageState::sentAgain); // resendMessage#3
        }
        return send(message);
    }

    /// The server has an own message: it says so, or the message comes back with others that were missed.
    ///
    /// @return whether this instance sent it
    boolean stored(String id, long sequence, long time) {
        var done = sending.remove(id);
        var message = done == null ? failed.remove(id) : done.message();
        if (message == null) {
            return false;
        }
        failed.remove(id);
        message.update(state -> state.stored(sequence, time));
        listener.stored(message);
        if (done != null) {
            done.result().complete(message);
        }
        return true;
    }

    private void failed(Message message, ChatError error) {
        var done = sending.remove(message.id());
        if (done != null) {
            failed.put(message.id(), message);
            var offline = error.code() == ErrorCode.NO_NETWORK.number();
            var shown = offline ? new ChatError(ErrorCode.NETWORK_TIMEOUT, String.valueOf(error.getMessage())) : error;
            fail(message, shown).whenComplete((never, failure) -> done.result().completeExceptionally(failure));
        }
    }

    private static CompletableFuture<Message> fail(Message message, ChatError error) {
        message.update(state -> state.with(MessageStatus.FAIL)); // sendMessage#21
        return CompletableFuture.failedFuture(error.with(message));
    }

    private SendMessage request(Message message) {
        check(message);
        var payload = Payloads.write(message.payload());
        var custom = message.cloudCustomData();
        var bytes = payload.utf8().length + custom.getBytes(StandardCharsets.UTF_8).length;
        var most = self.config().maxMessageBytes();
        if (bytes > most) { // sendMessage#8; a much larger frame would cost the connection
            throw new ChatError(
                    ErrorCode.MESSAGE_TOO_LARGE, "the message has " + bytes + " bytes, expected at most " + most);
        }
        return new SendMessage(
                message.messageId(),
                target(message),
                message.type(),
                payload,
                emptyToNull(custom),
                message.priority().equals(Types.MSG_PRIORITY_NORMAL) ? null : message.priority(),
                message.needReadReceipt(),
                message.isSupportExtension());
    }

    private void check(Message message) {
        var type = message.conversationType();
        if (!type.equals(Types.CONV_C2C) && !type.equals(Types.CONV_GROUP)) { // sendMessage#7
            throw new ChatError(
                    ErrorCode.INVALID_CONVERSATION_TYPE, "conversationType is " + type + ", expected C2C or GROUP");
        }
    }

    private static ConversationId target(Message message) {
        try {
            return ConversationId.parse(message.conversationID());
        } catch (RuntimeException malformed) {
            throw new ChatError(ErrorCode.MESSAGE_INVALID_ID, "there can be no receiver \"" + message.to() + '"');
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
