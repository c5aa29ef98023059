package im.parley.sdk;

import im.parley.protocol.relation.FriendRelation;
import im.parley.protocol.relation.UserFailure;
import java.util.List;

/// @param successUserIDList how each is related
/// @param failureUserIDList who is not registered (30003)
public record FriendCheck(List<FriendRelation> successUserIDList, List<UserFailure> failureUserIDList) {}
