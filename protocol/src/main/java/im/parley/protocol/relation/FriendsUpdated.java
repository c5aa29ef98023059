package im.parley.protocol.relation;

import im.parley.protocol.Push;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user's friends or friend groups changed, by the user or by somebody else.
///
/// @param version of the user's friends after the change; each change raises it by one. A client that knows
///     another version than the one before asks with [SyncRelations]
/// @param friendList those who are new or not what they were; absent where they are too many: the client
///     asks
/// @param removedUserIDList those who are no friends any more
/// @param groupNameList all friend groups, oldest first; who is in them is said by [Friend#groupList]
@Push("relation.friendsUpdated")
public record FriendsUpdated(
        long version, @Nullable List<Friend> friendList, List<String> removedUserIDList, List<String> groupNameList) {
    /// Most friends that one push holds.
    public static final int MOST = 100;
}
