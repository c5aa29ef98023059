package im.parley.sdk;

import im.parley.protocol.relation.FollowUser;
import java.util.List;

/// @param nextCursor asks for the next page; empty: there is none (`getMyFollowersList#3`)
public record FollowPage(List<FollowUser> resultList, String nextCursor) {}
