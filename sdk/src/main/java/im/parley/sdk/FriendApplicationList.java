package im.parley.sdk;

import im.parley.protocol.relation.FriendApplication;
import java.util.List;

/// @param friendApplicationList newest first
/// @param unreadCount how many of those received are new since [FriendApi#setFriendApplicationRead]
public record FriendApplicationList(List<FriendApplication> friendApplicationList, int unreadCount) {
    static final FriendApplicationList EMPTY = new FriendApplicationList(List.of(), 0);
}
