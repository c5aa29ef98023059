package im.parley.sdk;

import im.parley.protocol.Signaling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of invitations, for [SignalingApi#addSignalingListener].
public final class SignalingEvents {
    /// Somebody invites the user; also raised after login for the last five minutes' that are not read, once each
    /// (`signaling#6`).
    public static final EventType<NewInvitation> NEW_INVITATION_RECEIVED =
            new EventType<>(Signaling.NEW_INVITATION_RECEIVED);

    /// Somebody else, or another instance of the user's, has accepted; in groups all who take part hear of it.
    public static final EventType<Answer> INVITEE_ACCEPTED = new EventType<>(Signaling.INVITEE_ACCEPTED);

    /// The same for who has rejected.
    public static final EventType<Answer> INVITEE_REJECTED = new EventType<>(Signaling.INVITEE_REJECTED);

    /// The inviter has taken it back.
    public static final EventType<Cancellation> INVITATION_CANCELLED = new EventType<>(Signaling.INVITATION_CANCELLED);

    /// The time is up for some who had not answered.
    public static final EventType<Timeout> INVITATION_TIMEOUT = new EventType<>(Signaling.INVITATION_TIMEOUT);

    /// The data of an invitation was replaced, maybe here.
    public static final EventType<Modification> INVITATION_MODIFIED = new EventType<>(Signaling.INVITATION_MODIFIED);

    /// @param groupID empty in C2C
    /// @param data the app's own text
    /// @param inviteeList everybody who is asked
    public record NewInvitation(
            String inviteID, String inviter, String groupID, String data, List<String> inviteeList) {}

    /// @param groupID empty in C2C
    /// @param data that the answer came with
    /// @param invitee who has answered
    public record Answer(String inviteID, String inviter, String groupID, String data, String invitee) {}

    /// @param groupID empty in C2C
    /// @param data that the cancellation came with
    public record Cancellation(String inviteID, String inviter, String groupID, String data) {}

    /// @param groupID empty in C2C
    /// @param data of the invitation
    /// @param inviteeList those who had not answered
    /// @param isSelfTimeout whether the user has said so
    /// @param message that says so, of the user's own; else null
    public record Timeout(
            String inviteID,
            String inviter,
            String groupID,
            String data,
            List<String> inviteeList,
            boolean isSelfTimeout,
            @Nullable Message message) {}

    /// @param data the new one
    public record Modification(String inviteID, String data) {}

    private SignalingEvents() {}
}
