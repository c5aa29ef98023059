package im.parley.server.relation;

import im.parley.protocol.relation.UpdateFriend;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a back end changes of what a user keeps about a friend.
///
/// @param groups all groups that the friend is in from now on; those that are missing are made; null: stays
public record FriendUpdate(UpdateFriend kept, @Nullable List<String> groups) {
    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS]
    public FriendUpdate {
        groups = groups == null ? null : FriendGroups.checked(groups);
    }
}
