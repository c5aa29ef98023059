package im.parley.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Messages out, messages in, and pages of older ones.
final class Messages implements MessageApi {
    private final SerialExecutor work;
    private final Emitter emitter;
    private final Readiness readiness;
    private final Self self;
    private final MessageCache cache;
    private final Conversations conversations;
    private final Outbox outbox;
    private final Uploads uploads;
    private final MergerStore mergers;
    private final History history;
    private final MessageUpdates updates;
    private final MessageEdits edits;
    private final Consumer<Message> groups;
    private final Invitations invitations;

    /// @param groups hears of what arrives, for what it tells of groups
    Messages(
            SerialExecutor work,
            Emitter emitter,
            Readiness readiness,
            Self self,
            MessageCache cache,
            Conversations conversations,
            Outbox outbox,
            Uploads uploads,
            MergerStore mergers,
            History history,
            MessageUpdates updates,
            MessageEdits edits,
            Consumer<Message> groups,
            Invitations invitations) {
        this.work = work;
        this.emitter = emitter;
        this.readiness = readiness;
        this.self = self;
        this.cache = cache;
        this.conversations = conversations;
        this.outbox = outbox;
        this.uploads = uploads;
        this.mergers = mergers;
        this.history = history;
        this.updates = updates;
        this.edits = edits;
        this.groups = groups;
        this.invitations = invitations;
    }

    @Override
    public CompletableFuture<Message> sendMessage(Message message, SendOptions options) {
        return readiness.guard(() -> {
            Params.present("message", message);
            Params.present("options", options);
            return cancellable(message, work.answer(() -> outbox.send(own(message), options)));
        });
    }

    /// From now on its copies from the server are known as this object.
    private Message own(Message message) {
        if (message.messageId().senderTinyID() == self.account().tinyID()) {
            cache.add(message);
        }
        return message;
    }

    @Override
    public CompletableFuture<Message> resendMessage(Message message, SendOptions options) {
        return readiness.guard(() -> {
            Params.present("message", message);
            Params.present("options", options);
            return cancellable(message, work.answer(() -> outbox.sendAgain(own(message), options)));
        });
    }

    @Override
    public CompletableFuture<Message> downloadMergerMessage(Message message) {
        return readiness.guard(() -> {
            Params.present("message", message);
            return work.answer(() -> mergers.download(message));
        });
    }

    @Override
    public CompletableFuture<Message> revokeMessage(Message message) {
        return edits.revoke(message);
    }

    @Override
    public CompletableFuture<Message> modifyMessage(Message message) {
        return edits.modify(message);
    }

    @Override
    public CompletableFuture<List<Message>> deleteMessage(List<Message> messageList) {
        return edits.delete(messageList);
    }

    @Override
    public CompletableFuture<MessageList> getMessageList(MessageListQuery query) {
        return readiness.guard(() -> {
            Params.present("options", query);
            return work.answer(() -> history.page(query));
        });
    }

    @Override
    public CompletableFuture<MessageHoppingList> getMessageListHopping(MessageHoppingQuery query) {
        return readiness.guard(() -> {
            Params.present("options", query);
            return work.answer(() -> history.hop(query));
        });
    }

    @Override
    public Optional<Message> findMessage(String messageID) {
        readiness.check();
        return cache.arrived(Params.text("messageID", messageID));
    }

    private CompletableFuture<Message> cancellable(Message message, CompletableFuture<Message> sent) {
        sent.whenComplete((done, failure) -> {
            if (sent.isCancelled()) {
                work.execute(() -> uploads.cancel(message));
            }
        });
        return sent;
    }

    /// A conversation's messages, in order and each once.
    void delivered(List<im.parley.protocol.message.Message> stored) {
        var received = new ArrayList<Message>();
        for (im.parley.protocol.message.Message message : stored) {
            if (outbox.stored(
                    message.id().text(),
                    message.sequence(),
                    message.time(),
                    message.unreadCounter(),
                    !message.needReadReceipt())) {
                continue; // sent from here, and the answer was lost
            }
            if (invitations.isMine(message)) {
                continue; // the same of a signal
            }
            if (message.sequence() == 0 && cache.find(message.id().text()) != null) {
                continue; // for those online only, and sent again over a lost connection
            }
            received.add(arrived(message));
        }
        if (!received.isEmpty()) {
            emitter.emit(Events.MESSAGE_RECEIVED, List.copyOf(received));
            invitations.received(received);
        }
    }

    /// A message of which conversations know, if nobody else.
    Message arrived(im.parley.protocol.message.Message stored) {
        var newest = updates.newest(stored);
        var shown = cache.of(newest, self.userID());
        shown.tells();
        if (!shown.isOnlineOnly()) {
            conversations.arrived(shown, stored.unreadCounter());
            conversations.changed(shown, newest);
            groups.accept(shown);
        }
        return shown;
    }
}
