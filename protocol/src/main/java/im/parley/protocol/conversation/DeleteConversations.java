package im.parley.protocol.conversation;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Takes conversations off the caller's list; a new message brings them back. Peers notice nothing. The user's other
/// instances get [ConversationsDeleted] if the setting `conversation.deleteSync` is on (`deleteConversation#2`).
///
/// Errors: [ErrorCode#INVALID_CONV_ID]; [ErrorCode#CONV_NOT_FOUND] when the user has none of them.
///
/// @param conversationIDList 1 to 100 (`deleteConversation#3`)
/// @param clearHistoryMessage also hides the history so far, for this user (`deleteConversation#1`)
@Op("conversation.delete")
public record DeleteConversations(List<ConversationId> conversationIDList, boolean clearHistoryMessage)
        implements Operation<DeleteConversations.Result> {
    public DeleteConversations {
        conversationIDList = Check.list(
                "conversationIDList", conversationIDList, Limits.DELETE_CONVERSATIONS, ErrorCode.INVALID_CONV_ID);
    }

    /// @param conversationIDList those that were deleted
    public record Result(List<ConversationId> conversationIDList) {}
}
