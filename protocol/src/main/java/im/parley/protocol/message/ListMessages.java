package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of history, newest page first, each page oldest to newest (`getMessageList#6`).
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST], [ErrorCode#INVALID_CONV_ID]; [ErrorCode#MESSAGE_NOT_FOUND] when
/// `nextReqMessageID` names no message of the conversation.
///
/// @param conversationID whose history
/// @param nextReqMessageID from the page before; absent for the newest page (`getMessageList#4`)
/// @param count 1 or more, cut to 15 (`getMessageList#7`)
@Op("message.list")
public record ListMessages(
        ConversationId conversationID, @Nullable MessageId nextReqMessageID, int count)
        implements Operation<ListMessages.Result> {
    public ListMessages {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.that(count >= 1, "count", count, "1 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param nextReqMessageID asks for the next older page; absent at the end (`getMessageList#5`)
    /// @param isCompleted there is nothing older
    public record Result(
            List<Message> messageList, @Nullable MessageId nextReqMessageID, boolean isCompleted) {}
}
