package im.parley.protocol.relation;

import im.parley.protocol.Push;
import im.parley.protocol.message.UserInfo;
import java.util.List;

/// Users came on one of the user's lists, or are off it.
///
/// @param isAdd whether they came
/// @param userList who
@Push("follow.listUpdated")
public record FollowListUpdated(FollowList list, boolean isAdd, List<UserInfo> userList) {}
