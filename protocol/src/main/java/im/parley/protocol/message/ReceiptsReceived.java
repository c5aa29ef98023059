package im.parley.protocol.message;

import im.parley.protocol.Push;
import java.util.List;

/// Somebody has sent read receipts in one of the user's conversations. Not sent to the instance that did it.
///
/// @param conversationID the user's name of the conversation
/// @param receiptList in the order of the changes
@Push("message.receiptsReceived")
public record ReceiptsReceived(String conversationID, List<MessageReceipt> receiptList) {}
