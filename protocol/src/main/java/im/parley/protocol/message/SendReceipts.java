package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Tells the senders of messages that the caller has read them. The caller's unread count stays
/// (`sendMessageReadReceipt#2`). Messages that the caller has sent, that ask for no receipt, that were revoked
/// or that the caller does not see are passed over; those that have the caller's receipt already keep it.
///
/// Errors: [ErrorCode#READ_RECEIPT_MSG_LIST_EMPTY] when all were passed over (`sendMessageReadReceipt#6`);
/// [ErrorCode#READ_RECEIPT_NOT_ENABLED] (`sendMessageReadReceipt#3`); [ErrorCode#GROUP_READ_RECEIPT_NOT_ENABLED] in
/// groups of types without receipts (`sendMessageReadReceipt#4`); [ErrorCode#MESSAGE_INVALID_REQUEST],
/// [ErrorCode#INVALID_CONV_ID].
///
/// @param idList 1 to 30 messages of the conversation
@Op("message.sendReceipts")
public record SendReceipts(ConversationId conversationID, List<MessageId> idList)
        implements Operation<SendReceipts.Result> {
    public SendReceipts {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        idList = Check.list("idList", idList, Limits.RECEIPTS_PER_CALL, ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param receiptList those that are new
    public record Result(List<MessageReceipt> receiptList) {}
}
