package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.RawJson;
import org.jspecify.annotations.Nullable;

/// Changes a stored message, unless somebody else did since the caller last saw it (`modifyMessage#3`). In C2C both
/// sides may (`modifyMessage#8`). Text, custom, location and face messages take another type of these four and
/// another payload (`modifyMessage#2`), all kinds another cloudCustomData (`modifyMessage#4`). Everybody in the
/// conversation but this instance gets [MessagesModified]. Repeating a modification that is in place succeeds.
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST] for fields out of range, for a payload of a kind that cannot be
/// modified and for a revoked message; [ErrorCode#INVALID_CONV_ID]; [ErrorCode#MESSAGE_NOT_FOUND];
/// [ErrorCode#MESSAGE_TOO_LARGE]; [ErrorCode#SENSITIVE_TEXT] and [ErrorCode#PROFANITY_FOUND] for what moderation does
/// not allow.
///
/// @param id of the message
/// @param version [Message#version] as the caller knows it, 0 or more
/// @param type a `MSG_…` value; absent together with payload: both stay
/// @param payload by type, at most 12,288 bytes together with cloudCustomData
/// @param cloudCustomData the new one; absent: none
@Op("message.modify")
public record ModifyMessage(
        ConversationId conversationID,
        MessageId id,
        int version,
        @Nullable String type,
        @Nullable RawJson payload,
        @Nullable String cloudCustomData)
        implements Operation<ModifyMessage.Result> {
    public ModifyMessage {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(version >= 0, "version", version, "0 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(
                (type == null) == (payload == null),
                "type",
                type,
                "to come together with payload",
                ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.storable("cloudCustomData", cloudCustomData, ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param message in its newest state
    /// @param isConflict it was not modified by this call: somebody else was first (SDKs fail with 2480)
    public record Result(Message message, boolean isConflict) {}
}
