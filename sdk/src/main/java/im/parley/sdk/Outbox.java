package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.SendMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Own messages on their way to the server. Confined to the chat's executor.
final class Outbox {
    /// Failed messages that are recognised, should the server turn out to have them after all.
    private static final int REMEMBERED_FAILURES = 1_000;

    /// Told of each own message that the server has stored.
    interface Stored {
        /// @param unreadCounter see [im.parley.protocol.message.Message#unreadCounter]
        void stored(Message message, long unreadCounter);
    }

    /// Brings a payload into the form in which it can be sent, such as by uploading what is too large.
    interface Preparation {
        /// @return null: it can be sent as it is, and keeps its turn
        @Nullable
        CompletableFuture<Payload> prepare(Message message);
    }

    private record Sending(Message message, CompletableFuture<Message> result) {}

    private final Link link;
    private final Self self;
    private final Duration timeout;
    private final Preparation preparation;
    private final Stored listener;
    private final Map<String, Sending> sending = new HashMap<>();
    private final Map<String, Message> failed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Message> eldest) {
            return size() > REMEMBERED_FAILURES;
        }
    };

    Outbox(Link link, Self self, Duration timeout, Preparation preparation, Stored listener) {
        this.link = link;
        this.self = self;
        this.timeout = timeout;
        this.preparation = preparation;
        this.listener = listener;
    }

    void clear() {
        sending.clear();
        failed.clear();
    }

    /// Settles when the server has stored the message; the result is the message itself.
    CompletableFuture<Message> send(Message message, SendOptions options) {
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
        var how = options.effective();
        CompletableFuture<Payload> prepared;
        SendMessage request = null;
        try {
            check(message);
            prepared = preparation.prepare(message);
            if (prepared == null) {
                request = request(message, how);
            }
        } catch (RuntimeException refused) {
            return fail(message, Answers.errorOf(refused));
        }
        message.sentAs(
                how.onlineUserOnly(),
                how.isExcludedFromUnreadCount() || isDirected(message), // create#5
                how.isExcludedFromLastMessage());
        var result = new CompletableFuture<Message>();
        sending.put(message.id(), new Sending(message, result));
        if (request != null) {
            call(message, request);
        }
        if (prepared != null) {
            prepared.thenAccept(payload -> {
                        message.change(content -> content.with(payload));
                        call(message, request(message, how));
                    })
                    .exceptionally(failure -> {
                        failed(message, Answers.errorOf(failure));
                        return null;
                    });
        }
        return result;
    }

    private void call(Message message, SendMessage request) {
        link.call(request, timeout).whenComplete((stored, failure) -> {
            if (failure == null) {
                stored(message.id(), stored.sequence(), stored.time(), stored.unreadCounter(), stored.lacksReceipts());
            } else {
                failed(message, Answers.errorOf(failure));
            }
        });
    }

    CompletableFuture<Message> sendAgain(Message message, SendOptions options) {
        if (message.status() == MessageStatus.FAIL) {
            message.update(MessageState::sentAgain); // resendMessage#3
        }
        return send(message, options);
    }

    /// The server has an own message: it says so, or the message comes back with others that were missed.
    ///
    /// @return whether this instance sent it
    boolean stored(String id, long sequence, long time, long unreadCounter, boolean lacksReceipts) {
        var done = sending.remove(id);
        var message = done == null ? failed.remove(id) : done.message();
        if (message == null) {
            return false;
        }
        failed.remove(id);
        message.refused(false);
        if (lacksReceipts) {
            message.lacksReceipts();
        }
        message.update(state -> state.stored(sequence, time));
        listener.stored(message, unreadCounter);
        if (done != null) {
            done.result().complete(message);
        }
        return true;
    }

    private void failed(Message message, ChatError error) {
        var done = sending.remove(message.id());
        if (done != null) {
            failed.put(message.id(), message);
            fail(message, error).whenComplete((never, failure) -> done.result().completeExceptionally(failure));
        }
    }

    private static CompletableFuture<Message> fail(Message message, ChatError error) {
        message.refused(error.code() == ErrorCode.SENSITIVE_TEXT.number()
                || error.code() == ErrorCode.SENSITIVE_MEDIA.number());
        message.update(state -> state.with(MessageStatus.FAIL)); // sendMessage#21
        return CompletableFuture.failedFuture(error.with(message));
    }

    private SendMessage request(Message message, SendOptions how) {
        var payload = Payloads.write(message.payload());
        var custom = message.cloudCustomData();
        var names = message.atUserList().stream().mapToInt(String::length).sum();
        checkSize(payload, custom, self.config().maxMessageBytes() - names);
        return new SendMessage(
                message.messageId(),
                target(message),
                message.type(),
                payload,
                emptyToNull(custom),
                message.priority().equals(Types.MSG_PRIORITY_NORMAL) ? null : message.priority(),
                message.needReadReceipt(),
                message.isSupportExtension(),
                emptyToNull(message.atUserList()),
                isC2C(message) ? null : emptyToNull(message.receiverList()), // without effect in C2C
                how.onlineUserOnly(),
                how.messageControlInfo(),
                how.offlinePushInfo(),
                message.options() == null ? null : emptyToNull(message.options().customModerationConfigurationID()));
    }

    /// `sendMessage#8`; a much larger frame would cost the connection.
    static void checkSize(RawJson payload, String custom, int most) {
        var bytes = payload.utf8().length + custom.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > most) {
            throw new ChatError(
                    ErrorCode.MESSAGE_TOO_LARGE, "the message has " + bytes + " bytes, expected at most " + most);
        }
    }

    private void check(Message message) {
        var type = message.conversationType();
        var isWritable = type.equals(Types.CONV_C2C) || type.equals(Types.CONV_GROUP);
        if (!isWritable || message.to().equals(Types.CONV_SYSTEM)) { // sendMessage#7
            throw new ChatError(
                    ErrorCode.INVALID_CONVERSATION_TYPE, "nothing can be sent to " + message.conversationID());
        }
        gate(message.needReadReceipt() && isC2C(message), "needReadReceipt", "message.c2cReadReceipt");
        gate(message.isSupportExtension(), "isSupportExtension", "message.extensions");
        gate(isDirected(message), "receiverList", "message.directed");
    }

    private void gate(boolean isNeeded, String option, String setting) {
        if (isNeeded && self.config().disabled().contains(setting)) {
            throw new ChatError(
                    ErrorCode.FEATURE_NOT_ENABLED, option + " is refused while the setting " + setting + " is off");
        }
    }

    private static boolean isDirected(Message message) {
        return !isC2C(message) && !message.receiverList().isEmpty();
    }

    private static boolean isC2C(Message message) {
        return message.conversationType().equals(Types.CONV_C2C);
    }

    private static ConversationId target(Message message) {
        try {
            return ConversationId.parse(message.conversationID());
        } catch (RuntimeException malformed) {
            throw new ChatError(
                    isC2C(message) ? ErrorCode.MESSAGE_INVALID_ID : ErrorCode.GROUP_INVALID_ID,
                    "there can be no receiver \"" + message.to() + '"');
        }
    }

    private static @Nullable List<String> emptyToNull(List<String> list) {
        return list.isEmpty() ? null : list;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
