package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of history from any point in either direction, oldest to newest (`getMessageListHopping`). The starting
/// point is included; the next value names the first message not yet returned. C2C pages are asked by time and
/// never split a second: a page may hold more than `count` for that.
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST], [ErrorCode#INVALID_CONV_ID].
///
/// @param sequence groups and topics: where to start, 1 or more; absent: the newest
/// @param time C2C: where to start, seconds since 1970, 1 or more; absent: now
/// @param direction 0 towards older, 1 towards newer messages (`getMessageListHopping#8`)
/// @param count 1 or more, cut to 15
@Op("message.hop")
public record HopMessages(
        ConversationId conversationID,
        @Nullable Long sequence,
        @Nullable Long time,
        int direction,
        int count) implements Operation<HopMessages.Result> {
    public HopMessages {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.that(
                sequence == null || sequence > 0, "sequence", sequence, "1 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(time == null || time > 0, "time", time, "1 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(
                direction == 0 || direction == 1, "direction", direction, "0 or 1", ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(count >= 1, "count", count, "1 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param nextMessageSeq groups: where to go on; absent at the end
    /// @param nextMessageTime C2C: where to go on, seconds since 1970; absent at the end
    public record Result(
            List<Message> messageList,
            boolean isCompleted,
            @Nullable Long nextMessageSeq,
            @Nullable Long nextMessageTime) {}
}
