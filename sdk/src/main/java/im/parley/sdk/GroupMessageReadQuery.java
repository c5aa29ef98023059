package im.parley.sdk;

import im.parley.protocol.Limits;

/// Which members of a group are asked for, of those who have or have not read a message.
///
/// @param message the user's own, with [Message#needReadReceipt]
/// @param filter [#READ] or [#UNREAD]
/// @param cursor from the page before; empty for the first
/// @param count most members of a page, 1 or more, cut to 100
public record GroupMessageReadQuery(Message message, int filter, String cursor, int count) {
    /// Who has sent a read receipt.
    public static final int READ = 0;

    /// Who has not.
    public static final int UNREAD = 1;

    /// @throws IllegalArgumentException if a parameter is missing or out of range
    public GroupMessageReadQuery {
        Params.present("message", message);
        Params.present("cursor", cursor);
        Params.that(filter == READ || filter == UNREAD, "filter", filter, "0 or 1");
        Params.that(count >= 1, "count", count, "1 or more");
    }

    /// The first page, as long as it can be.
    public static GroupMessageReadQuery of(Message message, int filter) {
        return new GroupMessageReadQuery(message, filter, "", Limits.READERS_PAGE);
    }

    /// The page after one with this cursor.
    public GroupMessageReadQuery after(String next) {
        return new GroupMessageReadQuery(message, filter, next, count);
    }
}
