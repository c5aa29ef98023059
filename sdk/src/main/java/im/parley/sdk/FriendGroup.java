package im.parley.sdk;

import java.util.List;

/// Friends that belong together for the user; nobody else sees it.
///
/// @param userIDList who is in it
public record FriendGroup(String name, List<String> userIDList) {
    /// How many are in it.
    public int count() {
        return userIDList.size();
    }
}
