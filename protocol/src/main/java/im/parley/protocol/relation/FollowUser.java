package im.parley.protocol.relation;

import im.parley.protocol.profile.Profile;

/// Somebody on a list of who follows whom.
///
/// @param followTime seconds since 1970; on the mutual list when the caller followed
public record FollowUser(Profile profile, long followTime) {}
