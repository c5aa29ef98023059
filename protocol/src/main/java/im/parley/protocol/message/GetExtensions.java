package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// All extensions of a message, by key.
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST], also for a message that takes no extensions;
/// [ErrorCode#INVALID_CONV_ID], [ErrorCode#MESSAGE_NOT_FOUND], [ErrorCode#MESSAGE_ALREADY_REVOKED],
/// [ErrorCode#FEATURE_NOT_ENABLED].
@Op("message.getExtensions")
public record GetExtensions(ConversationId conversationID, MessageId id) implements Operation<GetExtensions.Result> {
    public GetExtensions {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param change the conversation's count of changes when this was so
    /// @param extensions at most 300
    public record Result(long change, List<Extension> extensions) {}
}
