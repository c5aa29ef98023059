package im.parley.protocol.conversation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user's conversations, the one with the newest message first (`getConversationList#11`), up to the setting
/// `conversation.maxRecent`.
///
/// Error: [ErrorCode#CONV_UN_RECORDED_TYPE] for a cursor that this server did not make.
///
/// @param cursor from the page before; absent for the first page
/// @param count 1 or more, cut to 400; a page holds more than 100 only while their newest messages take less than
///     256 KiB
@Op("conversation.list")
public record ListConversations(@Nullable String cursor, int count) implements Operation<ListConversations.Result> {
    public ListConversations {
        Check.that(count >= 1, "count", count, "1 or more", ErrorCode.INVALID_CONV_ID);
    }

    /// @param cursor asks for the next page; absent at the end
    /// @param serverTime milliseconds since 1970 when the list was read: what happened before is in it
    public record Result(
            List<Conversation> conversationList, @Nullable String cursor, long serverTime) {}
}
