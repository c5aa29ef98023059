package im.parley.protocol.conversation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Marks several conversations as read, each up to a sequence, as [ReadConversation] does
/// (`setAllMessageRead`); those that the caller does not have are left out.
///
/// Errors: [ErrorCode#MSG_UNREAD_ALL_FAIL]; [ErrorCode#OVER_FREQUENCY_LIMIT] more than once a second
/// (`general#9`).
///
/// @param positionList 1 to 500
@Op("conversation.readAll")
public record ReadConversations(List<ReadPosition> positionList) implements Operation<ReadConversations.Result> {
    public ReadConversations {
        positionList =
                Check.list("positionList", positionList, Limits.READ_CONVERSATIONS, ErrorCode.MSG_UNREAD_ALL_FAIL);
    }

    /// @param readList how far each is read now
    public record Result(List<ConversationRead> readList) {}
}
