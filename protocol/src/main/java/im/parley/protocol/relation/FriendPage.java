package im.parley.protocol.relation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of the caller's friends.
///
/// @param version when this page was read; what is pushed with higher versions is newer
/// @param friendList at most 200
/// @param groupNameList all friend groups, oldest first
/// @param cursor where the next page begins; absent: this is the last one
public record FriendPage(
        long version,
        List<Friend> friendList,
        List<String> groupNameList,
        @Nullable String cursor) {}
