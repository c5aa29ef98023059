package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Takes one of the caller's messages back, within the time that the setting `message.revokeWindow` allows
/// (`revokeMessage#1`). It stays in the history as a placeholder (`revokeMessage#2`); what it said, only its sender
/// still gets. Everybody else in the conversation and the caller's other instances get [MessagesRevoked]. Revoking
/// again what the caller has revoked changes nothing and succeeds.
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST], [ErrorCode#INVALID_CONV_ID];
/// [ErrorCode#MESSAGE_TO_REVOKE_NOT_FOUND]; [ErrorCode#GROUP_PERMISSION_DENIED] for somebody else's message;
/// [ErrorCode#MESSAGE_REVOKE_WINDOW_PASSED]; [ErrorCode#MESSAGE_ALREADY_REVOKED] when somebody else revoked it.
///
/// @param id of the message
@Op("message.revoke")
public record RevokeMessage(ConversationId conversationID, MessageId id) implements Operation<RevokeMessage.Result> {
    public RevokeMessage {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param message revoked
    public record Result(Message message) {}
}
