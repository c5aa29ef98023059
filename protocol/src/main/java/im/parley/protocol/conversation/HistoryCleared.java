package im.parley.protocol.conversation;

import im.parley.protocol.Push;

/// Another instance of the user cleared the history of a conversation, or a back end that of a group, for
/// everybody.
///
/// @param clearedSequence everything up to this sequence is hidden
@Push("conversation.historyCleared")
public record HistoryCleared(String conversationID, long clearedSequence, long readCounter) {}
