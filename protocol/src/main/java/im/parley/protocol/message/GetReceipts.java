package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// The read receipts that the caller's own messages in one conversation have so far (`getMessageReadReceiptList`).
/// Messages of others and those that ask for no receipt are left out.
///
/// Errors: [ErrorCode#READ_RECEIPT_NOT_ENABLED], [ErrorCode#GROUP_READ_RECEIPT_NOT_ENABLED],
/// [ErrorCode#MESSAGE_INVALID_REQUEST], [ErrorCode#INVALID_CONV_ID], and in groups those of one that is not the
/// caller's.
///
/// @param idList 1 to 30 messages of the conversation
@Op("message.getReceipts")
public record GetReceipts(ConversationId conversationID, List<MessageId> idList)
        implements Operation<GetReceipts.Result> {
    public GetReceipts {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        idList = Check.list("idList", idList, Limits.RECEIPTS_PER_CALL, ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param receiptList in the order asked for
    public record Result(List<MessageReceipt> receiptList) {}
}
