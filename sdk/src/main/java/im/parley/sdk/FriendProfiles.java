package im.parley.sdk;

import im.parley.protocol.relation.UserFailure;
import java.util.List;

/// @param failureUserIDList who is no friend (2700)
public record FriendProfiles(List<Friend> friendList, List<UserFailure> failureUserIDList) {}
