package im.parley.protocol.message;

import im.parley.protocol.MessageId;

/// A message has another read receipt.
///
/// @param id the message
/// @param change the message's new [Message#change]
/// @param receipts all it has so far
public record MessageReceipt(MessageId id, long change, Receipts receipts) {}
