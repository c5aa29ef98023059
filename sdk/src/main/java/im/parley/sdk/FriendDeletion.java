package im.parley.sdk;

import im.parley.protocol.relation.UserFailure;
import java.util.List;

/// @param successUserIDList who is no friend any more
/// @param failureUserIDList who was none
public record FriendDeletion(List<String> successUserIDList, List<UserFailure> failureUserIDList) {}
