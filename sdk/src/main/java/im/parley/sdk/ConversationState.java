package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.profile.Profile;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is known of one conversation. Numbers only grow, so it does not matter in which order news arrive.
/// Confined to the chat's executor.
final class ConversationState {
    final String conversationID;
    final String type;

    private long lastSequence;
    private long unreadCounter;
    private long readCounter;
    private final NavigableSet<Long> revoked = new TreeSet<>(); // counters of what was unread; above readCounter
    private long readSequence;
    private long cleared; // history up to here is hidden
    private long peerReadSequence;
    private long peerReadTime;
    private @Nullable Message lastMessage;
    private @Nullable Profile userProfile;
    private boolean stored; // the server has it on this user's list
    private long touched; // order of changes, for those of the same second

    ConversationState(String conversationID) {
        this.conversationID = conversationID;
        type = conversationID.startsWith(Types.CONV_C2C) ? Types.CONV_C2C : Types.CONV_GROUP;
    }

    int unreadCount() {
        var taken = unreadCounter > readCounter
                ? revoked.subSet(readCounter, false, unreadCounter, true).size()
                : 0;
        return (int) Math.max(0, unreadCounter - readCounter - taken);
    }

    long readCounter() {
        return readCounter;
    }

    boolean isStored() {
        return stored;
    }

    long touched() {
        return touched;
    }

    void touch(long when) {
        touched = when;
    }

    long lastTime() {
        return lastMessage == null ? 0 : lastMessage.time();
    }

    boolean hasProfile() {
        return userProfile != null;
    }

    /// The server has it on the user's list.
    void isListed() {
        stored = true;
    }

    /// The server's view, unless something newer is known.
    void merge(im.parley.protocol.conversation.Conversation view, @Nullable Message newest) {
        stored = stored || newest != null;
        if (view.lastSequence() >= lastSequence) {
            lastSequence = view.lastSequence();
            var last = view.lastMessage();
            if (newest == null || last == null || last.sequence() <= cleared) {
                lastMessage = null;
            } else if (!newest.isDeleted()) {
                lastMessage = newest;
            }
        }
        unreadCounter = Math.max(unreadCounter, view.unreadCounter());
        peerReadTime = Math.max(peerReadTime, view.peerReadTime());
        peerReadSequence = Math.max(peerReadSequence, view.peerReadSequence());
        if (view.uncounted() != null) {
            revoked.addAll(view.uncounted());
        }
        read(view.readSequence(), view.readCounter());
        if (view.userProfile() != null) {
            userProfile = view.userProfile();
        }
        if (lastMessage != null) {
            mark(lastMessage);
        }
    }

    /// A message is in the conversation, sent or received.
    ///
    /// @param counter see [im.parley.protocol.message.Message#unreadCounter]; 0 for own messages
    void add(Message message, long counter) {
        stored = true;
        if (message.sequence() > lastSequence) {
            lastSequence = message.sequence();
            if (!message.isExcludedFromLastMessage()) {
                lastMessage = message;
            }
        }
        if (message.flow() == Flow.IN) {
            unreadCounter = Math.max(unreadCounter, counter);
            if (type.equals(Types.CONV_C2C)) {
                userProfile = patched(message);
            }
        }
        mark(message);
    }

    /// A message changed.
    ///
    /// @param stored what the server says of it
    void changed(Message message, im.parley.protocol.message.Message stored) {
        if (message.isRevoked()
                && message.flow() == Flow.IN
                && !stored.isExcludedFromUnreadCount()
                && stored.unreadCounter() > readCounter) { // revokeMessage#7
            revoked.add(stored.unreadCounter());
        }
        if (lastMessage != null && lastMessage != message && lastMessage.id().equals(message.id())) {
            lastMessage = message; // the one held here was let go
        }
    }

    /// The user cleared the history.
    void clear(long upTo, long counter) {
        cleared = Math.max(cleared, upTo);
        read(0, counter);
        if (lastMessage != null && lastMessage.sequence() <= cleared) {
            lastMessage = null;
        }
    }

    /// The user deleted messages.
    ///
    /// @param newest what is the last one now
    void deleted(@Nullable Message newest) {
        if (lastMessage != null && lastMessage.isDeleted()) {
            lastMessage = newest;
        }
    }

    /// The newest message that is known.
    long newestSequence() {
        return lastSequence;
    }

    /// Everything up to the counter is read, as far as is known of a conversation first heard of by this
    /// message.
    void assumeReadBefore(long counter) {
        readCounter = Math.max(readCounter, counter - 1);
    }

    boolean read(long sequence, long counter) {
        var before = unreadCount();
        readSequence = Math.max(readSequence, sequence);
        readCounter = Math.max(readCounter, counter);
        revoked.headSet(readCounter, true).clear();
        return before != unreadCount();
    }

    void correctRead(long counter) {
        readCounter = counter;
    }

    void readByPeer(long sequence, long time) {
        peerReadSequence = Math.max(peerReadSequence, sequence);
        peerReadTime = Math.max(peerReadTime, time);
        if (lastMessage != null) {
            mark(lastMessage);
        }
    }

    /// Brings a message up to what is known of its conversation.
    void mark(Message message) {
        if (message.flow() == Flow.OUT && message.sequence() <= peerReadSequence && !message.isPeerRead()) {
            message.update(MessageState::readByPeer);
        }
        if (message.flow() == Flow.IN && message.sequence() <= readSequence && !message.isRead()) {
            message.update(MessageState::readByMe);
        }
    }

    long readSequence() {
        return readSequence;
    }

    /// The peer's profile is newer.
    void patch(Profile profile) {
        userProfile = profile;
    }

    /// For the app.
    ///
    /// @param remark what the user calls the peer
    Conversation show(String remark) {
        return new Conversation(
                conversationID,
                type,
                unreadCount(),
                lastMessage == null ? LastMessage.NONE : LastMessage.of(lastMessage),
                userProfile,
                remark,
                peerReadTime);
    }

    private Profile patched(Message message) {
        var known = userProfile;
        if (known == null) {
            return partial(message.from(), message.nick(), message.avatar());
        }
        return new Profile(
                known.userID(),
                message.nick(),
                known.gender(),
                known.birthday(),
                known.location(),
                known.selfSignature(),
                known.allowType(),
                known.language(),
                message.avatar(),
                known.messageSettings(),
                known.adminForbidType(),
                known.level(),
                known.role(),
                known.lastUpdatedTime(),
                known.profileCustomField());
    }

    private static Profile partial(String userID, String nick, String avatar) {
        return new Profile(
                userID,
                nick,
                "",
                0,
                "",
                "",
                Types.ALLOW_TYPE_ALLOW_ANY,
                0,
                avatar,
                0,
                Types.FORBID_TYPE_NONE,
                0,
                0,
                0,
                List.of());
    }
}
