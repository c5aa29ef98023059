package im.parley.protocol.conversation;

/// Why a call about several conversations did nothing for one of them.
///
/// @param conversationID as it was given
/// @param code a number of [im.parley.protocol.ErrorCode]
/// @param message for developers
public record ConversationFailure(String conversationID, int code, String message) {}
