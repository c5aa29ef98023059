package im.parley.protocol.signaling;

import java.util.List;

/// What a signal says; in JSON the `data` of the custom message that carries it.
///
/// @param inviteID of the invitation, a UUID
/// @param groupID where it was made; empty in C2C
/// @param inviter userID
/// @param inviteeList userIDs: of an invitation everybody who is asked, of an answer the one who gives it, of a
///     cancellation and of a timeout those who had not answered
/// @param data the app's own text; of a timeout the invitation's
/// @param actionType an `ACTION_TYPE_…` value of [im.parley.protocol.Signaling]
/// @param timeout of the invitation, seconds; 0: none
/// @param businessID always 1
public record SignalingInfo(
        String inviteID,
        String groupID,
        String inviter,
        List<String> inviteeList,
        String data,
        int actionType,
        int timeout,
        int businessID) {
    public static final int BUSINESS = 1;
}
