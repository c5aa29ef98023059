package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of the members who have sent a read receipt for one of the caller's messages in a group, or of those who
/// have not (`getGroupMessageReadMemberList`). Only who was in when it was sent and still is can be among them.
///
/// Errors: [ErrorCode#READ_RECEIPT_NOT_FOUND] when there is no such message or it asks for no receipt;
/// [ErrorCode#GROUP_PERMISSION_DENIED] when it is not the caller's (`getGroupMessageReadMemberList#3`);
/// [ErrorCode#READ_RECEIPT_NOT_ENABLED], [ErrorCode#GROUP_READ_RECEIPT_NOT_ENABLED]
/// (`getGroupMessageReadMemberList#1`); [ErrorCode#MESSAGE_INVALID_REQUEST], [ErrorCode#INVALID_CONV_ID].
///
/// @param conversationID of a group
/// @param filter 0: who has sent one, 1: who has not
/// @param cursor from the page before; absent or empty for the first
/// @param count 1 or more, cut to 100
@Op("message.listReaders")
public record ListReaders(
        ConversationId conversationID,
        MessageId id,
        int filter,
        @Nullable String cursor,
        int count) implements Operation<ListReaders.Result> {
    public ListReaders {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.that(
                conversationID instanceof ConversationId.Group,
                "conversationID",
                conversationID.text(),
                "that of a group",
                ErrorCode.INVALID_CONV_ID);
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(filter == 0 || filter == 1, "filter", filter, "0 or 1", ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(count >= 1, "count", count, "1 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param userIDList in the order in which they joined
    /// @param cursor asks for the next page; empty at the end (`getGroupMessageReadMemberList#2`)
    public record Result(List<String> userIDList, String cursor) {}
}
