package im.parley.protocol.signaling;

import com.fasterxml.jackson.annotation.JsonInclude;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Invitations that the caller has made or got and that have not ended; for clients that have just signed in, or were
/// away.
///
/// @param knownList inviteIDs of invitations that the client believes not to have ended, at most 100; absent: none
@Op("signaling.list")
public record ListInvitations(@Nullable List<String> knownList) implements Operation<ListInvitations.Result> {
    public ListInvitations {
        if (knownList != null && !knownList.isEmpty()) {
            knownList =
                    Check.list("knownList", knownList, Limits.INVITATIONS_PER_CALL, ErrorCode.MESSAGE_INVALID_REQUEST);
        }
    }

    /// @param invitationList the newest 100, oldest first
    /// @param signalList what happened to those of knownList since they were made, in the order in which it did
    public record Result(
            List<Invitation> invitationList,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SignalingInfo> signalList) {}
}
