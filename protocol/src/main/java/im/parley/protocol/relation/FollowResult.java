package im.parley.protocol.relation;

import java.util.List;

/// @param resultList one for each user, in the order asked
/// @param changeList what the caller's other instances are told
public record FollowResult(List<FollowOutcome> resultList, List<FollowListUpdated> changeList) {}
