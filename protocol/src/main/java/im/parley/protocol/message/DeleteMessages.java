package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deletes messages of one conversation for the caller, for good and wherever they sign in; others do not notice
/// (`deleteMessage#7`). Nobody is told, not even the caller's other instances (`deleteMessage#4`). Messages that the
/// caller does not see are passed over. Once a second; repeating the last call is always allowed.
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST], [ErrorCode#INVALID_CONV_ID];
/// [ErrorCode#CANNOT_DELETE_GRP_SYSTEM_NOTICE] for the system conversation (`deleteMessage#6`);
/// [ErrorCode#OVER_FREQUENCY_LIMIT] (`deleteMessage#3`).
///
/// @param idList 1 to 30 (`deleteMessage#1`)
@Op("message.delete")
public record DeleteMessages(ConversationId conversationID, List<MessageId> idList)
        implements Operation<DeleteMessages.Result> {
    public DeleteMessages {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        idList = Check.list("idList", idList, Limits.DELETE_MESSAGES, ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param lastMessage what the caller's list shows for the conversation now; absent: nothing
    public record Result(@Nullable Message lastMessage) {}
}
