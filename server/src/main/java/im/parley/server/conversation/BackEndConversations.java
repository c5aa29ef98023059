package im.parley.server.conversation;

import im.parley.protocol.ConversationId;
import im.parley.protocol.Limits;
import im.parley.protocol.conversation.Conversation;
import im.parley.protocol.conversation.ListConversations;
import im.parley.protocol.conversation.ReadConversation;
import im.parley.server.message.Participants;
import im.parley.server.message.ReadPositions;
import im.parley.server.message.Timeline;
import im.parley.server.message.Timelines;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Users' lists of conversations as back ends get them.
public final class BackEndConversations {
    private final ConversationService conversations;
    private final ConversationReads reads;
    private final ReadPositions positions;
    private final Timelines timelines;
    private final Participants participants;
    private final Function<Long, Set<String>> pinned;

    /// @param pinned what a user calls the conversations that they have pinned, by account number
    BackEndConversations(
            ConversationService conversations,
            ConversationReads reads,
            ReadPositions positions,
            Timelines timelines,
            Participants participants,
            Function<Long, Set<String>> pinned) {
        this.conversations = conversations;
        this.reads = reads;
        this.positions = positions;
        this.timelines = timelines;
        this.participants = participants;
        this.pinned = pinned;
    }

    /// One conversation on a list.
    ///
    /// @param conversation its `lastMessage` is null where there is none
    public record Listed(Conversation conversation, boolean isPinned) {}

    /// All that the user's list holds, pinned ones first, then the one with the newest message first.
    public List<Listed> of(Account user) {
        var caller = as(user);
        var all = new ArrayList<Conversation>();
        @Nullable String cursor = null;
        do {
            var page = conversations.list(caller, new ListConversations(cursor, Limits.CONVERSATION_PAGE));
            all.addAll(page.conversationList());
            cursor = page.cursor();
        } while (cursor != null);
        var pins = pinned.apply(user.tinyID());
        var seen = new HashSet<String>();
        return all.stream()
                .filter(one -> seen.add(one.conversationID())) // a pinned one comes with the first page, too
                .map(one -> new Listed(one, pins.contains(one.conversationID())))
                .sorted(Comparator.comparing((Listed one) -> !one.isPinned())) // keeps the order else
                .toList();
    }

    private static Administrator as(Account user) {
        return new Administrator(user.tinyID(), user.userID());
    }

    /// Marks what another user wrote as read. Both are told as if the user had done it.
    ///
    /// @param time seconds since 1970, up to when; null: all of it
    public void read(Account user, Account peer, @Nullable Long time) {
        timelines.find(user.tinyID(), peer.tinyID()).ifPresent(timeline -> {
            long upTo = time == null ? Long.MAX_VALUE : positions.lastUntil(timeline, time);
            if (upTo > 0) {
                reads.read(as(user), new ReadConversation(new ConversationId.C2C(peer.userID()), upTo));
            }
        });
    }

    /// How many messages of other users the user has not read.
    public long unread(Account user) {
        return participants.unreadInC2C(user.tinyID());
    }

    /// The same of one other user.
    public int unread(Account user, Account peer) {
        return timelines
                .find(user.tinyID(), peer.tinyID())
                .flatMap(timeline -> participants.find(user.tinyID(), timeline))
                .map(Timeline::unread)
                .orElse(0);
    }
}
