package im.parley.sdk;

import im.parley.protocol.message.MessagesModified;
import im.parley.protocol.message.MessagesRevoked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What changes in messages after they were sent, from wherever it is heard of: the messages held here are
/// brought up to date, and the app is told of each change once. Confined to the chat's executor.
final class MessageUpdates {
    private final Emitter emitter;
    private final Self self;
    private final MessageCache cache;
    private final Conversations conversations;
    private final Timelines timelines;
    private final SerialExecutor work;
    private final Consumer<List<Message>> modifications;
    private final Changes changes;
    private final Map<String, im.parley.protocol.message.Message> ahead = new HashMap<>(); // of what is to come
    private final Map<String, MissedChanges> waiting = new HashMap<>(); // until the message is delivered
    private final Set<String> revoking = new HashSet<>(); // by this instance
    private Consumer<MissedChanges> attachments = missed -> {};

    /// @param modifications hears which messages the app is told of that were modified
    MessageUpdates(
            Io io,
            SerialExecutor work,
            Log log,
            Emitter emitter,
            Self self,
            Link link,
            MessageCache cache,
            Conversations conversations,
            Timelines timelines,
            Consumer<List<Message>> modifications) {
        this.work = work;
        this.emitter = emitter;
        this.self = self;
        this.cache = cache;
        this.conversations = conversations;
        this.timelines = timelines;
        this.modifications = modifications;
        changes = new Changes(io, work, log, link, this::pulled);
    }

    /// @param listener makes known what was attached to messages while this chat was away
    void onMissedAttachments(Consumer<MissedChanges> listener) {
        attachments = listener;
    }

    private enum Cause {
        REVOKED,
        MODIFIED
    }

    Changes changes() {
        return changes;
    }

    void clear() {
        changes.clear();
        ahead.clear();
        waiting.clear();
        revoking.clear();
    }

    void revoked(MessagesRevoked push) {
        pushed(push.messageList(), Cause.REVOKED);
    }

    void modified(MessagesModified push) {
        pushed(push.messageList(), Cause.MODIFIED);
    }

    private void pushed(List<im.parley.protocol.message.Message> messages, Cause cause) {
        if (!messages.isEmpty()) {
            changes.pushed(
                    conversationOf(messages.getFirst()),
                    messages.stream()
                            .map(im.parley.protocol.message.Message::change)
                            .toList(),
                    () -> apply(messages, cause, false));
        }
    }

    private void pulled(MissedChanges missed) {
        var here = new ArrayList<im.parley.protocol.message.Message>();
        for (var message : missed.messages()) {
            if (timelines.isAhead(missed.conversationID(), message.sequence())) {
                waiting.put(message.id().text(), missed.with(List.of(message)));
            } else if (!missed.onlyHeld() || cache.find(message.id().text()) != null) {
                here.add(message);
            }
        }
        attachments.accept(missed.with(here)); // while the messages say what was known before
        apply(missed.messages(), null, missed.onlyHeld());
    }

    /// A message is there now.
    ///
    /// @return what is known of it that is newer
    private im.parley.protocol.message.@Nullable Message arrived(String messageID) {
        var missed = waiting.remove(messageID);
        if (missed != null) {
            work.execute(() -> attachments.accept(missed)); // after the event that brings the message
        }
        return ahead.remove(messageID);
    }

    /// The newest of what is known of a message that is delivered now.
    im.parley.protocol.message.Message newest(im.parley.protocol.message.Message delivered) {
        var newer = arrived(delivered.id().text());
        return newer == null || newer.change() < delivered.change() ? delivered : newer;
    }

    /// An own message turns out to be stored, and may have been changed by now.
    void sent(Message message) {
        var newer = arrived(message.id());
        if (newer != null) {
            var news = new News();
            apply(newer, null, false, news);
            tell(news);
        }
    }

    /// This instance is about to revoke a message: that comes back as an answer, not as an event.
    void revoking(Message message) {
        revoking.add(message.id());
    }

    void revokingFailed(Message message) {
        revoking.remove(message.id());
    }

    /// The answer to a change that this instance made.
    ///
    /// @param message the app's own object, held here or not
    void answered(Message message, im.parley.protocol.message.Message newest) {
        if (cache.find(message.id()) != message) {
            message.change(content -> content.updated(newest));
            message.tells();
        }
        apply(List.of(newest), null, false);
        changes.know(message.conversationID(), newest.change());
        revoking.remove(message.id());
    }

    /// What the app is to be told of.
    private record News(List<Message> revoked, List<Message> modified) {
        News() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private void tell(News news) {
        if (!news.revoked().isEmpty()) {
            emitter.emit(Events.MESSAGE_REVOKED, List.copyOf(news.revoked()));
        }
        if (!news.modified().isEmpty()) {
            emitter.emit(Events.MESSAGE_MODIFIED, List.copyOf(news.modified()));
            modifications.accept(news.modified());
        }
    }

    private void apply(List<im.parley.protocol.message.Message> messages, @Nullable Cause cause, boolean onlyHeld) {
        var news = new News();
        for (var stored : messages) {
            if (timelines.isAhead(conversationOf(stored), stored.sequence())) {
                ahead.merge(stored.id().text(), stored, (old, now) -> now.change() > old.change() ? now : old);
            } else {
                apply(stored, cause, onlyHeld, news);
            }
        }
        tell(news);
    }

    /// @param cause null: whatever it was
    private void apply(im.parley.protocol.message.Message stored, @Nullable Cause cause, boolean onlyHeld, News news) {
        var known = cache.find(stored.id().text());
        if (known == null && onlyHeld) {
            return;
        }
        var message = cache.of(stored, self.userID());
        conversations.changed(message, stored);
        var untold = message.tells();
        var wasRevoked = known == null ? cause != Cause.MODIFIED && message.isRevoked() : untold.revoked();
        var wasModified = known == null ? cause != Cause.REVOKED && message.version() > 0 : untold.modified();
        if (wasRevoked) {
            if (!revoking.contains(message.id())) {
                news.revoked().add(message);
            }
        } else if (wasModified && !message.isRevoked()) {
            news.modified().add(message);
        }
    }

    private String conversationOf(im.parley.protocol.message.Message stored) {
        return Message.conversationOf(stored, self.userID());
    }
}
