package im.parley.sdk;

import im.parley.protocol.relation.UserFailure;
import java.util.List;

/// @param friendGroup as it is now
/// @param failureUserIDList those who are no friends (32216)
public record FriendGroupChange(FriendGroup friendGroup, List<UserFailure> failureUserIDList) {}
