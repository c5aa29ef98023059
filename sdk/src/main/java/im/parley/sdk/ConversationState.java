package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.conversation.ConversationOptions;
import im.parley.protocol.profile.Profile;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
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
    private final NavigableSet<Long> uncounted = new TreeSet<>(); // counters above readCounter of what is not unread
    private final NavigableMap<Long, GroupAtInfo> calls = new TreeMap<>(); // by sequence; above readSequence
    private long readSequence;
    private long cleared; // history up to here is hidden
    private long peerReadSequence;
    private long peerReadTime;
    private @Nullable Message lastMessage;
    private @Nullable Profile userProfile;
    private boolean stored; // the server has it on this user's list
    private boolean left; // the user is out of the group
    private boolean opened; // by the app: it stays on the list here
    private boolean onlyPinned; // on the list because it is pinned: there is nothing else of it
    private String draft = "";
    private long touched; // order of changes, for those of the same second

    ConversationState(String conversationID) {
        this.conversationID = conversationID;
        type = typeOf(conversationID);
    }

    private static String typeOf(String conversationID) {
        if (conversationID.equals(Types.CONV_SYSTEM)) {
            return Types.CONV_SYSTEM;
        }
        return conversationID.startsWith(Types.CONV_C2C) ? Types.CONV_C2C : Types.CONV_GROUP;
    }

    /// The peer's userID or the group's ID.
    String toAccount() {
        return conversationID.substring(type.length());
    }

    /// Whether it belongs to a community, and to no list (`getConversationList#12`).
    boolean isTopic() {
        return isGroup() && TopicIds.isTopic(toAccount());
    }

    /// Messages that call the user by name.
    List<GroupAtInfo> calls() {
        return List.copyOf(calls.values());
    }

    /// @param groupType a `GRP_…` value
    boolean isOf(GroupBook groups, String groupType) {
        return isGroup() && groups.typeOf(toAccount()).equals(groupType);
    }

    private boolean isGroup() {
        return type.equals(Types.CONV_GROUP);
    }

    int unreadCount() {
        var taken = unreadCounter > readCounter
                ? uncounted.subSet(readCounter, false, unreadCounter, true).size()
                : 0;
        return (int) Math.max(0, unreadCounter - readCounter - taken);
    }

    /// How many of them the sum over all conversations has (`getTotalUnreadMessageCount#2`,
    /// `getTotalUnreadMessageCount#4`).
    int unreadInTotal() {
        return type.equals(Types.CONV_SYSTEM) || isTopic() ? 0 : unreadCount();
    }

    /// Whether there is nothing that reading would change.
    boolean isRead() {
        return unreadCount() == 0 && calls.isEmpty();
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

    /// Whether a C2C conversation's peer is known.
    boolean hasProfile() {
        return !type.equals(Types.CONV_C2C) || userProfile != null;
    }

    /// The server has it on this user's list no more: they left the group. It stays on the list here
    /// (`quitGroup#2`).
    void left() {
        stored = false;
        left = true;
    }

    boolean isLeft() {
        return left;
    }

    /// It came onto the list by being pinned.
    void bringUp() {
        onlyPinned = lastSequence == 0;
    }

    /// The user opened it.
    void open() {
        opened = true;
        onlyPinned = false;
    }

    boolean isOpened() {
        return opened;
    }

    boolean isOnlyPinned() {
        return onlyPinned && lastSequence == 0;
    }

    void draft(String text) {
        draft = text;
    }

    /// The server has it on the user's list.
    void isListed() {
        stored = true;
    }

    /// The server's view, unless something newer is known.
    void merge(im.parley.protocol.conversation.Conversation view, @Nullable Message newest) {
        left = false;
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
            uncounted.addAll(view.uncounted());
        }
        mergeCalls(view);
        read(view.readSequence(), view.readCounter());
        if (lastMessage != null) {
            mark(lastMessage);
        }
    }

    private void mergeCalls(im.parley.protocol.conversation.Conversation view) {
        if (isGroup()) {
            calls.headMap(view.lastSequence(), true).clear();
            for (var call : Group.orEmpty(view.groupAtInfoList())) {
                calls.put(call.messageSequence(), GroupAtInfo.of(call, toAccount()));
            }
        }
    }

    /// A message that came calls the user by name.
    void called(GroupAtInfo call) {
        if (call.messageSequence() > Math.max(readSequence, cleared)) {
            calls.put(call.messageSequence(), call);
        }
    }

    /// A message is in the conversation, sent or received.
    ///
    /// @param counter see [im.parley.protocol.message.Message#unreadCounter]
    void add(Message message, long counter) {
        stored = stored || message.sequence() > 0;
        if (message.sequence() > lastSequence || message.sequence() == 0) { // live rooms have the order of arrival
            lastSequence = message.sequence();
            if (!message.isExcludedFromLastMessage()) {
                lastMessage = message;
            }
        }
        if (message.flow() == Flow.IN || isGroup()) {
            unreadCounter = Math.max(unreadCounter, counter);
        }
        if (message.flow() == Flow.OUT && isGroup() && !message.isExcludedFromUnreadCount() && counter > readCounter) {
            uncounted.add(counter);
        }
        if (message.flow() == Flow.IN && type.equals(Types.CONV_C2C)) {
            meet(message.from(), message.nick(), message.avatar());
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
            uncounted.add(stored.unreadCounter());
        }
        if (message.isRevoked()) {
            calls.remove(message.sequence());
        }
        if (lastMessage != null && lastMessage != message && lastMessage.id().equals(message.id())) {
            lastMessage = message; // the one held here was let go
        }
    }

    /// The user cleared the history.
    void clear(long upTo, long counter) {
        cleared = Math.max(cleared, upTo);
        read(0, counter);
        calls.headMap(cleared, true).clear();
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

    void read(long sequence, long counter) {
        readSequence = Math.max(readSequence, sequence);
        readCounter = Math.max(readCounter, counter);
        uncounted.headSet(readCounter, true).clear();
        calls.headMap(readSequence, true).clear();
    }

    /// Everything that is known of.
    void readAll() {
        read(lastSequence, unreadCounter);
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

    /// Brings a message up to what is known of its conversation; one that is not stored has no place in it.
    void mark(Message message) {
        if (message.sequence() == 0) {
            return;
        }
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

    long peerReadSequence() {
        return peerReadSequence;
    }

    /// The peer's profile, all of it.
    void patch(Profile profile) {
        userProfile = profile;
    }

    /// What a message or a list tells of the peer.
    void meet(String userID, String nick, String avatar) {
        userProfile = userProfile == null ? partial(userID, nick, avatar) : named(userProfile, nick, avatar);
    }

    /// For the app.
    ///
    /// @param kept what the user keeps about it
    /// @param conversationGroups names of those it is in
    /// @param remark C2C: what the user calls the peer; empty: nothing
    /// @param group groups: what is known of it; null: nothing
    Conversation show(ConversationOptions kept, List<String> conversationGroups, String remark, @Nullable Group group) {
        return new Conversation(
                conversationID,
                type,
                group == null ? "" : group.type(),
                kept.messageRemindType().equals(Types.MSG_REMIND_DISCARD) ? 0 : unreadCount(),
                shownLast(),
                userProfile,
                remark,
                group == null ? null : shown(group).reminding(kept.messageRemindType()),
                calls(),
                peerReadTime,
                kept.isPinned(),
                kept.messageRemindType(),
                kept.markList().stream().map(mark -> 1L << mark).toList(),
                kept.customData(),
                conversationGroups,
                draft);
    }

    /// A group with what its conversation knows.
    Group shown(Group group) {
        return group.at(shownLast(), lastSequence, readSequence);
    }

    LastMessage shownLast() {
        return lastMessage == null ? LastMessage.NONE : LastMessage.of(lastMessage);
    }

    private static Profile named(Profile known, String nick, String avatar) {
        return new Profile(
                known.userID(),
                nick,
                known.gender(),
                known.birthday(),
                known.location(),
                known.selfSignature(),
                known.allowType(),
                known.language(),
                avatar,
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
