package im.parley.protocol.conversation;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Hides the history so far from the caller and counts it as read; the conversation stays on the list
/// (`clearHistoryMessage#1`, `clearHistoryMessage#3`). Peers notice nothing; the caller's other instances get
/// [HistoryCleared].
///
/// Errors: [ErrorCode#INVALID_CONV_ID]; [ErrorCode#CONV_NOT_FOUND] when the user has no such conversation.
///
/// @param upTo the newest sequence to hide, 1 or more, cut to the conversation's last; repeating the call does not
/// hide what came since
@Op("conversation.clearHistory")
public record ClearHistory(ConversationId conversationID, long upTo) implements Operation<ClearHistory.Result> {
    public ClearHistory {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.that(upTo >= 1, "upTo", upTo, "1 or more", ErrorCode.INVALID_CONV_ID);
    }

    /// @param clearedSequence everything up to this sequence is hidden
    /// @param readCounter see [Conversation#readCounter]
    public record Result(long clearedSequence, long readCounter) {}
}
