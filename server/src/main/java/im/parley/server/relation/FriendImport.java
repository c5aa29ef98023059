package im.parley.server.relation;

import im.parley.protocol.profile.CustomField;
import im.parley.protocol.relation.AddFriend;
import im.parley.protocol.relation.UpdateFriend;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A friend whom a back end brings along from elsewhere.
///
/// @param friend who it is, as if the user had added them
/// @param groups of the user's that they are in; those that are missing are made
/// @param custom fields that the user keeps about them
/// @param addedAt milliseconds since 1970; null: now
public record FriendImport(
        AddFriend friend,
        List<String> groups,
        List<CustomField> custom,
        @Nullable Long addedAt) {
    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS]
    public FriendImport {
        groups = FriendGroups.checked(groups);
        var kept = new UpdateFriend(friend.userID(), null, custom);
        custom = Objects.requireNonNullElse(kept.friendCustomField(), List.of());
    }
}
