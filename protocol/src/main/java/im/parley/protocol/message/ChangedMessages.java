package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// The messages of a conversation that were changed after a point — revoked, modified, receipted, reacted to — in
/// their newest state and in the order of their last changes. Clients ask when a push skips a number and when
/// [im.parley.protocol.conversation.Conversation#lastChange] has grown while they were away.
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST], [ErrorCode#INVALID_CONV_ID].
///
/// @param after the last [Message#change] that the client knows of; 0 or more
/// @param count 1 or more, cut to 100
@Op("message.changes")
public record ChangedMessages(ConversationId conversationID, long after, int count)
        implements Operation<ChangedMessages.Result> {
    public ChangedMessages {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.that(after >= 0, "after", after, "0 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(count >= 1, "count", count, "1 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param isCompleted nothing else has changed so far; otherwise ask again after the last one's change
    /// @param attachmentList of those messages that have reactions or extensions and are not revoked
    public record Result(List<Message> messageList, boolean isCompleted, List<MissedAttachments> attachmentList) {}
}
