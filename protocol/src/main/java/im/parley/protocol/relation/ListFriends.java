package im.parley.protocol.relation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// The next page of the caller's friends.
///
/// Error: [ErrorCode#FRIEND_INVALID_PARAMETERS].
///
/// @param cursor of the page before
@Op("relation.listFriends")
public record ListFriends(String cursor) implements Operation<FriendPage> {
    public ListFriends {
        Check.present("cursor", cursor, ErrorCode.FRIEND_INVALID_PARAMETERS);
        Check.that(
                cursor.matches("\\d{1,18}"),
                "cursor",
                cursor,
                "one that a page ended with",
                ErrorCode.FRIEND_INVALID_PARAMETERS);
    }
}
