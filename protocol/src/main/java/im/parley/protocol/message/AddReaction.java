package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Puts the caller into a reaction to a message.
///
/// Errors: [ErrorCode#TOO_MANY_REACTIONS] (`addMessageReaction#2`), [ErrorCode#TOO_MANY_REACTION_USERS]
/// (`addMessageReaction#3`), [ErrorCode#ALREADY_REACTED] (`addMessageReaction#4`);
/// [ErrorCode#MESSAGE_INVALID_REQUEST], [ErrorCode#INVALID_CONV_ID], [ErrorCode#MESSAGE_NOT_FOUND],
/// [ErrorCode#MESSAGE_ALREADY_REVOKED], [ErrorCode#FEATURE_NOT_ENABLED].
///
/// @param reactionID 1 to 128 bytes
@Op("message.addReaction")
public record AddReaction(ConversationId conversationID, MessageId id, String reactionID)
        implements Operation<ReactionState> {
    public AddReaction {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
        checkID(reactionID);
    }

    static void checkID(String reactionID) {
        Check.present("reactionID", reactionID, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(
                !reactionID.isEmpty(),
                "reactionID",
                reactionID,
                "at least one character",
                ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.bytes("reactionID", reactionID, Limits.REACTION_ID_BYTES, ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
