package im.parley.protocol.conversation;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;

/// How far a conversation is read.
///
/// @param sequence the newest message the user has seen, 1 or more; cut to the conversation's last
public record ReadPosition(ConversationId conversationID, long sequence) {
    public ReadPosition {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.that(sequence >= 1, "sequence", sequence, "1 or more", ErrorCode.MSG_UNREAD_ALL_FAIL);
    }
}
