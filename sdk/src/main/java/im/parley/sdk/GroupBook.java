package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All groups that are known: those that the user is in, and others whose conversation is still on the list.
/// Changed on the chat's executor only; [#find], [#typeOf] and [#nameCardIn] may be called by any
/// thread.
final class GroupBook {
    private static final Comparator<Group> NEWEST_FIRST = Comparator.comparingLong(
                    (Group group) -> group.lastMessage().lastTime())
            .thenComparingLong(Group::createTime)
            .reversed()
            .thenComparing(Group::groupID);

    /// @param isOver whether nobody is in it any more, so that its ID may be that of another one soon, or is by now
    private record Entry(Group group, boolean isIn, boolean isOver) {
        Entry as(Group news) {
            return new Entry(news, isIn, isOver);
        }
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, Long> moved = new HashMap<>(); // when the user last came or went, in moves
    private long moves; // grows with each, across logins

    void clear() {
        entries.clear();
        moved.clear();
    }

    /// A point in time to compare with.
    long now() {
        return moves;
    }

    /// As it was when last heard of; without what its conversation knows.
    @Nullable
    Group find(String groupID) {
        var entry = entries.get(groupID);
        return entry == null ? null : entry.group();
    }

    /// Nobody has read yet what was just sent.
    void awaitReceipts(Message message) {
        var group = message.conversationType().equals(Types.CONV_GROUP) ? find(message.to()) : null;
        if (group == null || !message.needReadReceipt()) {
            return;
        }
        var receivers = message.receiverList().size();
        var unread = receivers > 0 ? receivers : Math.max(0, group.memberCount() - 1);
        message.change(content -> content.receipts().equals(ReadReceiptInfo.NONE) // else a push was faster
                ? content.with(new ReadReceiptInfo(0, unread, false, 0))
                : content);
    }

    /// A `GRP_…` value, of a topic that of its community; empty where it is not known.
    String typeOf(String groupID) {
        var group = find(groupOf(groupID));
        return group == null ? "" : group.type();
    }

    /// What the user is called there; empty where they have no name of their own.
    String nameCardIn(String groupID) {
        var group = find(groupOf(groupID));
        return group == null || group.selfInfo() == null ? "" : group.selfInfo().nameCard();
    }

    /// @param room a groupID or topicID
    static String groupOf(String room) {
        return TopicIds.isTopic(room) ? TopicIds.community(room) : room;
    }

    boolean isIn(String groupID) {
        var entry = entries.get(groupID);
        return entry != null && entry.isIn();
    }

    /// Whether it is the conversation of a group that the user was in and is in no more, or of one of its topics.
    boolean isLeft(String conversationID) {
        if (!conversationID.startsWith(Types.CONV_GROUP)) {
            return false;
        }
        var groupID = groupOf(conversationID.substring(Types.CONV_GROUP.length()));
        return moved.containsKey(groupID) && !isIn(groupID);
    }

    /// Whether it has a conversation of its own that is stored (settled 22).
    static boolean hasConversation(Group group) {
        return !group.type().equals(Types.GRP_AVCHATROOM) && !group.isSupportTopic();
    }

    /// The user is in a group now.
    ///
    /// @return what is known of it now
    Group enter(Group news) {
        moved.put(news.groupID(), ++moves);
        return put(news, true);
    }

    /// Whether what is known under its ID is of a group that is over.
    boolean isAnother(Group news) {
        var entry = entries.get(news.groupID());
        return entry != null && (entry.isOver() || entry.group().createTime() != news.createTime());
    }

    /// The same where it comes from the server's complete list.
    ///
    /// @param askedAt [#now] when that was asked for
    boolean isAnother(Group listed, long askedAt) {
        return isAnother(listed) && !hasMoved(listed.groupID(), askedAt);
    }

    /// Nobody is in a group any more.
    void over(String groupID) {
        entries.computeIfPresent(groupID, (id, entry) -> new Entry(entry.group(), entry.isIn(), true));
    }

    /// Another group has its ID.
    void remove(String groupID) {
        entries.remove(groupID);
    }

    /// The user is in a group no more.
    ///
    /// @return whether they were
    boolean leave(String groupID) {
        var entry = entries.get(groupID);
        if (entry == null || !entry.isIn()) {
            return false;
        }
        moved.put(groupID, ++moves);
        entries.put(groupID, new Entry(entry.group().with(null), false, entry.isOver()));
        return true;
    }

    /// Somebody says how a group is. Whether the user is in it, this does not tell.
    void heard(Group news) {
        put(news, isIn(news.groupID()));
    }

    /// A message told how many are in.
    void counted(String groupID, int members, long sequence) {
        entries.computeIfPresent(groupID, (id, entry) -> entry.as(entry.group().counted(members, sequence)));
    }

    /// The conversation of a group is taken off the list.
    ///
    /// @param lastTime of the last message that it had
    void deleted(String groupID, long lastTime) {
        entries.computeIfPresent(groupID, (id, entry) -> entry.as(entry.group().saidAt(lastTime)));
    }

    /// The server's complete list.
    ///
    /// @param askedAt [#now] when it was asked for: comings and goings since stay
    /// @return those that the user is in no more
    Set<String> listed(List<Group> groups, long askedAt) {
        var listed = groups.stream().map(Group::groupID).collect(Collectors.toSet());
        var gone = entries.values().stream()
                .filter(entry -> entry.isIn() && isListed(entry.group()))
                .map(entry -> entry.group().groupID())
                .filter(groupID -> !listed.contains(groupID) && !hasMoved(groupID, askedAt))
                .collect(Collectors.toSet());
        gone.forEach(this::leave);
        for (var group : groups) {
            put(group, !hasMoved(group.groupID(), askedAt) || isIn(group.groupID()));
        }
        return gone;
    }

    private boolean hasMoved(String groupID, long since) {
        return moved.getOrDefault(groupID, 0L) > since;
    }

    private static boolean isListed(Group group) {
        return !group.type().equals(Types.GRP_AVCHATROOM);
    }

    private Group put(Group news, boolean isIn) {
        var known = entries.get(news.groupID());
        var isOver = isAnother(news);
        var merged = known == null || known.group().createTime() != news.createTime()
                ? news
                : known.group().and(news);
        var entry = new Entry(isIn ? merged : merged.with(null), isIn, isOver);
        entries.put(news.groupID(), entry);
        return entry.group();
    }

    /// For the app (`getGroupList#1`).
    ///
    /// @param conversations by their ID
    List<Group> list(Function<String, @Nullable ConversationState> conversations) {
        return entries.values().stream()
                .filter(entry -> entry.isIn() && hasConversation(entry.group()))
                .map(entry -> shown(entry.group(), conversations))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /// Those with topics (`getJoinedCommunityList#1`).
    List<Group> communities() {
        return entries.values().stream()
                .filter(entry -> entry.isIn() && entry.group().isSupportTopic())
                .map(Entry::group)
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /// With what its conversation knows.
    static Group shown(Group group, Function<String, @Nullable ConversationState> conversations) {
        var conversation = conversations.apply(Types.CONV_GROUP + group.groupID());
        return conversation == null ? group : conversation.shown(group);
    }
}
