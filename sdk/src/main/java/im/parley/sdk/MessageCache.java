package im.parley.sdk;

import im.parley.protocol.Types;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The newest messages that this chat has seen, one object per ID. Safe for use by many threads.
final class MessageCache {
    /// What `findMessage` can find at most: some megabytes of ordinary messages.
    static final int SIZE = 5_000;

    private final Map<String, Message> messages = new LinkedHashMap<>() { // guarded by itself
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Message> eldest) {
                    var isFull = size() > SIZE;
                    if (isFull) {
                        mentioned.remove(eldest.getKey());
                    }
                    return isFull;
                }
            };

    private final Set<String> mentioned = new HashSet<>(); // IDs of those that are here for nothing else; guarded alike

    private final GroupBook groups;
    private final UnaryOperator<Payload> view;

    /// @param view what apps are to see of a payload
    MessageCache(GroupBook groups, UnaryOperator<Payload> view) {
        this.groups = groups;
        this.view = view;
    }

    /// The one object for a stored message, up to date.
    Message of(im.parley.protocol.message.Message stored, String me) {
        synchronized (messages) {
            mentioned.remove(stored.id().text());
        }
        return held(stored, me);
    }

    /// The same for one that has not come, but is the last one of a conversation or a pinned one.
    Message mentioned(im.parley.protocol.message.Message stored, String me) {
        synchronized (messages) {
            if (!messages.containsKey(stored.id().text())) {
                mentioned.add(stored.id().text());
            }
        }
        return held(stored, me);
    }

    private Message held(im.parley.protocol.message.Message stored, String me) {
        Message message;
        synchronized (messages) {
            message = messages.computeIfAbsent(stored.id().text(), absent -> {
                var subType = stored.conversationType().equals(Types.CONV_GROUP) ? groups.typeOf(stored.to()) : "";
                return new Message(stored, me, subType, view);
            });
        }
        message.change(content -> content.updated(stored));
        return message;
    }

    /// An own message that was sent.
    void add(Message message) {
        synchronized (messages) {
            messages.putIfAbsent(message.id(), message);
        }
    }

    @Nullable
    Message find(String id) {
        synchronized (messages) {
            return messages.get(id);
        }
    }

    /// One that has come, by itself or with others (`findMessage#1`).
    Optional<Message> arrived(String id) {
        synchronized (messages) {
            return mentioned.contains(id) ? Optional.empty() : Optional.ofNullable(messages.get(id));
        }
    }

    List<Message> select(Predicate<Message> which) {
        synchronized (messages) {
            return messages.values().stream().filter(which).toList();
        }
    }

    void removeIf(Predicate<Message> which) {
        synchronized (messages) {
            messages.values().removeIf(which);
            mentioned.retainAll(messages.keySet());
        }
    }

    void clear() {
        synchronized (messages) {
            messages.clear();
            mentioned.clear();
        }
    }
}
