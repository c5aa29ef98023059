package im.parley.protocol.relation;

/// @param relation an `SNS_TYPE_…` value: A is the caller, B the user
public record FriendRelation(String userID, String relation) {}
