package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.message.DeleteExtensions;
import im.parley.protocol.message.ExtensionKey;
import im.parley.protocol.message.ExtensionOutcome;
import im.parley.protocol.message.ExtensionsDeleted;
import im.parley.protocol.message.ExtensionsUpdated;
import im.parley.protocol.message.GetExtensions;
import im.parley.protocol.message.SetExtensions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Extensions of messages, and which version of each key this chat has heard of. Confined to the chat's executor.
final class Extensions {
    static final String GATE = "message.extensions";

    /// @param version to be named when the key is changed; 0: there is none
    /// @param change the newest change of the key that was heard of: older ones come too late
    private record Known(long version, long change) {
        static final Known NOTHING = new Known(0, 0);
    }

    private final Link link;
    private final Self self;
    private final Emitter emitter;
    private final ChangeNews changes;
    private final Duration timeout;
    private final Recent<Known> known = new Recent<>();

    Extensions(Link link, Self self, Emitter emitter, ChangeNews changes, Duration timeout) {
        this.link = link;
        this.self = self;
        this.emitter = emitter;
        this.changes = changes;
        this.timeout = timeout;
    }

    CompletableFuture<List<ExtensionResult>> set(Message message, List<Extension> wanted) {
        self.checkEnabled(GATE);
        var versions = known.of(message.id());
        var entries = wanted.stream()
                .map(extension -> new im.parley.protocol.message.Extension(
                        extension.key(), extension.value(), version(versions, extension.key())))
                .toList();
        return link.call(new SetExtensions(conversation(message), message.messageId(), entries), timeout)
                .thenApply(result -> {
                    var done = result.extensions().stream()
                            .filter(outcome -> outcome.code() == 0)
                            .map(outcome -> new im.parley.protocol.message.Extension(
                                    outcome.key(), outcome.value(), outcome.version()))
                            .toList();
                    for (int i = 0; i < entries.size(); i++) {
                        learn(
                                versions,
                                result.extensions().get(i),
                                entries.get(i).version());
                    }
                    if (!done.isEmpty()) {
                        changes.know(message.conversationID(), result.change());
                        updated(message.messageId(), 0, done);
                    }
                    return results(result.extensions());
                });
    }

    CompletableFuture<List<ExtensionResult>> delete(Message message, @Nullable List<String> keyList) {
        self.checkEnabled(GATE);
        var versions = known.of(message.id());
        var keys = keyList == null
                ? null
                : keyList.stream()
                        .map(key -> new ExtensionKey(key, version(versions, key)))
                        .toList();
        return link.call(new DeleteExtensions(conversation(message), message.messageId(), keys), timeout)
                .thenApply(result -> {
                    var gone = new ArrayList<String>();
                    for (var outcome : result.extensions()) {
                        if (outcome.code() == 0) {
                            gone.add(outcome.key());
                        } else {
                            learn(versions, outcome, version(versions, outcome.key()));
                        }
                    }
                    if (!gone.isEmpty()) {
                        changes.know(message.conversationID(), result.change());
                        deleted(message.messageId(), result.change(), gone);
                    }
                    return results(result.extensions());
                });
    }

    CompletableFuture<List<Extension>> get(Message message) {
        self.checkEnabled(GATE);
        return link.call(new GetExtensions(conversation(message), message.messageId()), timeout)
                .thenApply(result -> {
                    var versions = known.of(message.id());
                    versions.replaceAll(
                            (key, old) -> old.change() > result.change() ? old : new Known(0, old.change()));
                    result.extensions().forEach(extension -> {
                        var old = versions.getOrDefault(extension.key(), Known.NOTHING);
                        if (old.change() <= result.change()) {
                            versions.put(extension.key(), new Known(extension.version(), extension.version()));
                        }
                    });
                    return result.extensions().stream()
                            .map(extension -> new Extension(extension.key(), extension.value()))
                            .toList();
                });
    }

    /// Somebody else, or another instance of the user, set them.
    void updated(ExtensionsUpdated push) {
        changes.pushed(push.conversationID(), List.of(push.change()), () -> updated(push.id(), 0, push.extensions()));
    }

    void deleted(ExtensionsDeleted push) {
        changes.pushed(
                push.conversationID(), List.of(push.change()), () -> deleted(push.id(), push.change(), push.keyList()));
    }

    /// What is on a message that was changed while this chat was away.
    ///
    /// @param change of the message
    /// @param after the last one that was known before
    void missed(MessageId id, long change, long after, List<im.parley.protocol.message.Extension> now) {
        updated(id, after, now);
        var gone = new ArrayList<String>();
        known.of(id.text()).forEach((key, old) -> {
            if (old.version() != 0 && now.stream().noneMatch(it -> it.key().equals(key))) {
                gone.add(key);
            }
        });
        deleted(id, change, gone);
    }

    /// The version of a key is the change that set it.
    ///
    /// @param after up to here nothing is news of keys that were not heard of
    private void updated(MessageId id, long after, List<im.parley.protocol.message.Extension> extensions) {
        var versions = known.of(id.text());
        var news = new ArrayList<Extension>();
        for (var extension : extensions) {
            var old = versions.get(extension.key());
            if ((old == null ? after : old.change()) < extension.version()) {
                versions.put(extension.key(), new Known(extension.version(), extension.version()));
                news.add(new Extension(extension.key(), extension.value()));
            }
        }
        if (!news.isEmpty()) {
            emitter.emit(Events.MESSAGE_EXTENSIONS_UPDATED, new Events.ExtensionsUpdated(id.text(), List.copyOf(news)));
        }
    }

    private void deleted(MessageId id, long change, List<String> keys) {
        var versions = known.of(id.text());
        var news = new ArrayList<String>();
        for (var key : keys) {
            if (versions.getOrDefault(key, Known.NOTHING).change() < change) {
                versions.put(key, new Known(0, change));
                news.add(key);
            }
        }
        if (!news.isEmpty()) {
            emitter.emit(Events.MESSAGE_EXTENSIONS_DELETED, new Events.ExtensionsDeleted(id.text(), List.copyOf(news)));
        }
    }

    /// From a conflict: what somebody else made of a key, unless something newer was heard of meanwhile. What was
    /// done here is told and learned in one.
    private static void learn(Map<String, Known> versions, ExtensionOutcome outcome, long named) {
        var old = versions.getOrDefault(outcome.key(), Known.NOTHING);
        if (outcome.code() != 0 && (outcome.version() > old.change() || old.version() == named)) {
            versions.put(outcome.key(), new Known(outcome.version(), Math.max(old.change(), outcome.version())));
        }
    }

    private static long version(Map<String, Known> versions, String key) {
        return versions.getOrDefault(key, Known.NOTHING).version();
    }

    private static ConversationId conversation(Message message) {
        return ConversationId.parse(message.conversationID());
    }

    private static List<ExtensionResult> results(List<ExtensionOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> new ExtensionResult(outcome.code(), outcome.key(), outcome.value()))
                .toList();
    }
}
