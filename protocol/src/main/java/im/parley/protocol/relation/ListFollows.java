package im.parley.protocol.relation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of one of the caller's lists, the newest first.
///
/// Errors: [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED],
/// [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS].
///
/// @param cursor of the page before; absent: the first page
@Op("follow.list")
public record ListFollows(FollowList list, @Nullable String cursor) implements Operation<ListFollows.Result> {
    public ListFollows {
        Check.present("list", list, ErrorCode.FRIEND_INVALID_PARAMETERS);
        Check.that(
                cursor == null || cursor.matches("\\d{1,18}"),
                "cursor",
                cursor,
                "one that a page ended with",
                ErrorCode.FRIEND_INVALID_PARAMETERS);
    }

    /// @param followList at most [im.parley.protocol.Limits#FOLLOW_PAGE]
    /// @param cursor absent: there are no more
    public record Result(
            List<FollowUser> followList, @Nullable String cursor) {}
}
