package im.parley.sdk;

import im.parley.protocol.group.ListPinned;
import im.parley.protocol.group.MessagePinned;
import im.parley.protocol.group.PinMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Pins messages of groups.
final class Pins implements PinApi {
    private final SerialExecutor work;
    private final Readiness readiness;
    private final Self self;
    private final Link link;
    private final Emitter emitter;
    private final MessageCache cache;
    private final Duration timeout;

    Pins(
            SerialExecutor work,
            Readiness readiness,
            Self self,
            Link link,
            Emitter emitter,
            MessageCache cache,
            Duration timeout) {
        this.work = work;
        this.readiness = readiness;
        this.self = self;
        this.link = link;
        this.emitter = emitter;
        this.cache = cache;
        this.timeout = timeout;
    }

    @Override
    public CompletableFuture<Void> pinGroupMessage(String groupID, Message message, boolean isPinned) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var id = Params.present("message", message).messageId();
            return work.answer(() ->
                    link.call(new PinMessage(groupID, id, isPinned), timeout).<Void>thenApply(done -> null));
        });
    }

    @Override
    public CompletableFuture<List<Message>> getPinnedGroupMessageList(String groupID) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            return work.answer(() -> link.call(new ListPinned(groupID), timeout)
                    .thenApply(result -> result.pinnedList().stream()
                            .map(pin -> pinned(pin.message(), MessageUser.of(pin.pinner())))
                            .toList()));
        });
    }

    void changed(MessagePinned push) {
        var message =
                pinned(push.message(), push.isPinned() ? MessageUser.of(push.operatorInfo()) : MessageUser.NOBODY);
        emitter.emit(
                Events.PINNED_GROUP_MESSAGE_UPDATED,
                new Events.MessagePinned(push.groupID(), message, push.isPinned(), push.operatorInfo()));
    }

    private Message pinned(im.parley.protocol.message.Message stored, MessageUser pinner) {
        var message = cache.mentioned(stored, self.userID());
        message.pinnedBy(pinner);
        return message;
    }
}
