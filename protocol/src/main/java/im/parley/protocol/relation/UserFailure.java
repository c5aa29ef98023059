package im.parley.protocol.relation;

/// Why a call about several users did nothing for one of them.
///
/// @param code a number of [im.parley.protocol.ErrorCode]
/// @param message for developers
public record UserFailure(String userID, int code, String message) {}
