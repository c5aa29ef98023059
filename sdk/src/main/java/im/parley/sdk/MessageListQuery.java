package im.parley.sdk;

import im.parley.protocol.Limits;
import org.jspecify.annotations.Nullable;

/// Which page of a conversation's history to get.
///
/// @param conversationID `C2C<peer>`
/// @param nextReqMessageID from the page before; null or empty for the newest page (`getMessageList#4`)
/// @param count 1 or more; over 15 is cut to 15 (`getMessageList#7`)
public record MessageListQuery(
        String conversationID, @Nullable String nextReqMessageID, int count) {
    /// @throws IllegalArgumentException if the conversationID is missing or empty, or the count below 1
    public MessageListQuery {
        Params.text("conversationID", conversationID);
        Params.that(count >= 1, "count", count, "1 or more");
    }

    /// The newest messages, as many as a page holds.
    public static MessageListQuery newest(String conversationID) {
        return new MessageListQuery(conversationID, null, Limits.HISTORY_PAGE);
    }

    /// Messages older than a page that came before, as many as a page holds.
    public static MessageListQuery before(String conversationID, String nextReqMessageID) {
        return new MessageListQuery(conversationID, nextReqMessageID, Limits.HISTORY_PAGE);
    }
}
