package im.parley.sdk;

import im.parley.protocol.Limits;
import org.jspecify.annotations.Nullable;

/// Where in a conversation's history to start and which way to go. The starting point is included; a page of
/// a C2C conversation never splits a second and may be longer than `count` for that.
///
/// @param conversationID `C2C<peer>` or `GROUP<groupID>`
/// @param sequence groups: where to start, 1 or more; null: the newest
/// @param time C2C: where to start, seconds since 1970, 1 or more; null: now
/// @param direction [#OLDER] or [#NEWER] (`getMessageListHopping#8`)
/// @param count 1 or more; over 15 is cut to 15 (`getMessageListHopping#2`)
public record MessageHoppingQuery(
        String conversationID,
        @Nullable Long sequence,
        @Nullable Long time,
        int direction,
        int count) {
    /// Towards older messages.
    public static final int OLDER = 0;

    /// Towards newer messages.
    public static final int NEWER = 1;

    /// @throws IllegalArgumentException if the conversationID is missing or empty or a number is out of range
    public MessageHoppingQuery {
        Params.text("conversationID", conversationID);
        Params.that(sequence == null || sequence > 0, "sequence", sequence, "1 or more");
        Params.that(time == null || time > 0, "time", time, "1 or more");
        Params.that(direction == OLDER || direction == NEWER, "direction", direction, "0 or 1");
        Params.that(count >= 1, "count", count, "1 or more");
    }

    /// From the newest message towards older ones, as many as a page holds.
    public static MessageHoppingQuery newest(String conversationID) {
        return new MessageHoppingQuery(conversationID, null, null, OLDER, Limits.HISTORY_PAGE);
    }

    /// C2C: from a moment on, in seconds since 1970, as many as a page holds.
    public static MessageHoppingQuery fromTime(String conversationID, long time, int direction) {
        return new MessageHoppingQuery(conversationID, null, time, direction, Limits.HISTORY_PAGE);
    }

    /// Groups: from a sequence on, as many as a page holds.
    public static MessageHoppingQuery fromSequence(String conversationID, long sequence, int direction) {
        return new MessageHoppingQuery(conversationID, sequence, null, direction, Limits.HISTORY_PAGE);
    }
}
