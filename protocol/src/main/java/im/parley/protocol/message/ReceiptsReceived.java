package im.parley.protocol.message;

import im.parley.protocol.Push;
import java.util.List;

/// Somebody has sent read receipts in one of the user's conversations. In C2C both users get it, but not the instance
/// that did it; in groups only the senders of the messages do.
///
/// @param conversationID the user's name of the conversation
/// @param receiptList in the order of the changes
@Push("message.receiptsReceived")
public record ReceiptsReceived(String conversationID, List<MessageReceipt> receiptList) {}
