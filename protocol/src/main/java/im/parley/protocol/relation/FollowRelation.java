package im.parley.protocol.relation;

/// @param followType 0: neither follows the other, 1: they follow me, 2: I follow them, 3: both
public record FollowRelation(String userID, int followType) {}
