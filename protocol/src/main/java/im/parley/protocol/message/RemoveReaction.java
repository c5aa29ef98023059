package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Takes the caller out of a reaction to a message.
///
/// Errors: [ErrorCode#REACTION_NOT_FOUND] (`removeMessageReaction#2`), [ErrorCode#NOT_REACTED]
/// (`removeMessageReaction#3`); [ErrorCode#MESSAGE_INVALID_REQUEST], [ErrorCode#INVALID_CONV_ID],
/// [ErrorCode#MESSAGE_NOT_FOUND], [ErrorCode#MESSAGE_ALREADY_REVOKED], [ErrorCode#FEATURE_NOT_ENABLED].
///
/// @param reactionID 1 to 128 bytes
@Op("message.removeReaction")
public record RemoveReaction(ConversationId conversationID, MessageId id, String reactionID)
        implements Operation<ReactionState> {
    public RemoveReaction {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
        AddReaction.checkID(reactionID);
    }
}
