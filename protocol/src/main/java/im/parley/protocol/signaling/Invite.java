package im.parley.protocol.signaling;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.message.OfflinePushInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Invites a user, or members of a group, and tells them by a custom message in the conversation
/// ([SignalingInfo]). Whoever does not answer in time is taken out by [ActOnInvitation] of a client whose timer
/// fires, or by the server itself [Limits#INVITATION_GRACE_SECONDS] after the time. Repeating the call returns the
/// first result.
///
/// Errors: [ErrorCode#SIGNALING_ALREADY_EXISTS] where the inviteID names another invitation;
/// [ErrorCode#GROUP_INVALID_PARAMETERS] for invitees who are not in the group (`inviteInGroup#2`);
/// [ErrorCode#MESSAGE_INVALID_REQUEST]; those of `message.send`.
///
/// @param id of the message, made by the sender's SDK
/// @param inviteID made by the inviter's SDK, a UUID
/// @param conversationID a user's or a group's
/// @param inviteeList groups: userIDs of members, 1 to 200; absent in C2C. The inviter's own is left out
/// @param data the app's own text. Flags in it keep signals out of unread counts and last messages
///     (`signaling#2`); absent: empty
/// @param timeout seconds, at most 86,400; 0: none, it stays for 30 days
/// @param onlineUserOnly its signals go to those who are online and are not stored (`invite#3`)
/// @param offlinePushInfo of the message (`invite#5`)
@Op("signaling.invite")
public record Invite(
        MessageId id,
        String inviteID,
        ConversationId conversationID,
        @Nullable List<String> inviteeList,
        @Nullable String data,
        int timeout,
        boolean onlineUserOnly,
        @Nullable OfflinePushInfo offlinePushInfo)
        implements Operation<SignalSent> {
    public Invite {
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
        SignalingChecks.inviteID(inviteID);
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        if (conversationID instanceof ConversationId.Group) {
            inviteeList = Check.list("inviteeList", inviteeList, Limits.INVITEES, ErrorCode.MESSAGE_INVALID_REQUEST);
            for (var invitee : inviteeList) {
                Check.userID("an element of inviteeList", invitee, ErrorCode.MESSAGE_INVALID_REQUEST);
            }
        } else {
            Check.that(
                    inviteeList == null,
                    "inviteeList",
                    inviteeList,
                    "none outside of groups",
                    ErrorCode.MESSAGE_INVALID_REQUEST);
        }
        data = SignalingChecks.data(data);
        Check.that(
                timeout >= 0 && timeout <= Limits.INVITATION_SECONDS,
                "timeout",
                timeout,
                "0 to " + Limits.INVITATION_SECONDS,
                ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
