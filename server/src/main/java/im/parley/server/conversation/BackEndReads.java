package im.parley.server.conversation;

import im.parley.protocol.ConversationId;
import im.parley.protocol.conversation.ReadConversation;
import im.parley.server.message.Participants;
import im.parley.server.message.ReadPositions;
import im.parley.server.message.Timeline;
import im.parley.server.message.Timelines;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import org.jspecify.annotations.Nullable;

/// How far users have read, as back ends ask and decide. Whoever a client's reading concerns is told of a back end's.
public final class BackEndReads {
    private final ConversationReads reads;
    private final ReadPositions positions;
    private final Timelines timelines;
    private final Participants participants;

    BackEndReads(ConversationReads reads, ReadPositions positions, Timelines timelines, Participants participants) {
        this.reads = reads;
        this.positions = positions;
        this.timelines = timelines;
        this.participants = participants;
    }

    private static Administrator as(Account user) {
        return new Administrator(user.tinyID(), user.userID());
    }

    /// Marks what another user wrote as read.
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

    /// Leaves so many of the newest messages of others in a group unread for a member; all, where there are not
    /// as many. Nothing happens in groups in which nothing counts as unread.
    ///
    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#MEMBER_NOT_IN_GRP]
    public void leaveUnread(Account member, String groupID, int messages) {
        reads.leave(as(member), groupID, messages);
    }
}
