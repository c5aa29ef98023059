package im.parley.protocol.relation;

/// @param mutualFollowersCount those whom the user follows and who follow the user
public record FollowCounts(String userID, long followersCount, long followingCount, long mutualFollowersCount) {}
