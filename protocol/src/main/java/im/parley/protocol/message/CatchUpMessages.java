package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client missed: the messages with a sequence above `after`, oldest first. Clients ask when a push leaves a
/// hole in the sequence and after every reconnect.
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST], [ErrorCode#INVALID_CONV_ID].
///
/// @param after 0 or more
/// @param upTo last sequence wanted; absent: all
/// @param count 1 or more, cut to 100
@Op("message.catchUp")
public record CatchUpMessages(
        ConversationId conversationID, long after, @Nullable Long upTo, int count)
        implements Operation<CatchUpMessages.Result> {
    public CatchUpMessages {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.that(after >= 0, "after", after, "0 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(upTo == null || upTo > after, "upTo", upTo, "more than after", ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(count >= 1, "count", count, "1 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param isCompleted nothing is left in the range asked for
    public record Result(List<Message> messageList, boolean isCompleted) {}
}
