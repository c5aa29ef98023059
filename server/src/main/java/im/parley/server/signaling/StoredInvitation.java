package im.parley.server.signaling;

import im.parley.protocol.ConversationId;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.Signaling;
import im.parley.protocol.signaling.Invitation;
import im.parley.protocol.signaling.SignalingInfo;
import java.util.List;

/// A row of `invitation`.
///
/// @param groupID empty in C2C
/// @param pending who has not answered
/// @param timeout seconds; 0: none
/// @param messageID of the message that carries it
/// @param sequence of that message; 0: not stored, or not yet
/// @param createdAt milliseconds since 1970
record StoredInvitation(
        String id,
        String inviter,
        String groupID,
        List<String> invitees,
        List<String> pending,
        String data,
        int timeout,
        boolean onlineOnly,
        MessageId messageID,
        long sequence,
        long createdAt) {
    private static final long MILLIS = 1000;

    boolean inGroup() {
        return !groupID.isEmpty();
    }

    boolean hasEnded() {
        return pending.isEmpty();
    }

    /// Whether a client may say that the time is up. Clients know to the second when it was made.
    boolean isOver(long now) {
        return timeout > 0 && now >= createdAt + (timeout - 1) * MILLIS;
    }

    /// When the server says so, milliseconds since 1970.
    long dueAt() {
        return createdAt + (timeout + Limits.INVITATION_GRACE_SECONDS) * MILLIS;
    }

    /// Whom a signal of this participant goes to.
    String receiver(String sender) {
        return inGroup() ? groupID : sender.equals(inviter) ? invitees.getFirst() : inviter;
    }

    /// What this participant calls the conversation.
    ConversationId conversation(String participant) {
        return inGroup() ? new ConversationId.Group(groupID) : new ConversationId.C2C(receiver(participant));
    }

    SignalingInfo info(int actionType, List<String> concerned, String text) {
        return new SignalingInfo(id, groupID, inviter, concerned, text, actionType, timeout, SignalingInfo.BUSINESS);
    }

    /// The invitation itself as a signal.
    SignalingInfo info() {
        return info(Signaling.ACTION_TYPE_INVITE, invitees, data);
    }

    Invitation show(String participant) {
        return new Invitation(
                info(), pending, conversation(participant), messageID, sequence, createdAt / MILLIS, onlineOnly);
    }
}
