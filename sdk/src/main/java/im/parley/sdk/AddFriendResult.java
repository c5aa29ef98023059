package im.parley.sdk;

/// @param code 0: a friend now; 30539: they have been asked
/// @param message for developers, empty for 0
public record AddFriendResult(String userID, int code, String message) {}
