package im.parley.protocol.relation;

/// @param resultCode 0 or a number of [im.parley.protocol.ErrorCode]
/// @param resultInfo for developers, empty where all is well
public record FollowOutcome(String userID, int resultCode, String resultInfo) {}
