package im.parley.protocol.conversation;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Marks a conversation as read up to a sequence (`setMessageRead#1`); a lower one than before changes nothing. The
/// user's other instances get [ConversationRead], a C2C peer [im.parley.protocol.message.MessageReadByPeer].
///
/// Errors: [ErrorCode#INVALID_CONV_ID]; [ErrorCode#CONV_NOT_FOUND] when the user has no such conversation.
///
/// @param sequence the newest message the user has seen, 1 or more; cut to the conversation's last
@Op("conversation.read")
public record ReadConversation(ConversationId conversationID, long sequence)
        implements Operation<ReadConversation.Result> {
    public ReadConversation {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.that(sequence >= 1, "sequence", sequence, "1 or more", ErrorCode.INVALID_CONV_ID);
    }

    /// @param readSequence read up to here
    /// @param readCounter see [Conversation#readCounter]
    public record Result(long readSequence, long readCounter) {}
}
