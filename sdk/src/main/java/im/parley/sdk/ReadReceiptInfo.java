package im.parley.sdk;

import im.parley.protocol.message.Receipts;

/// Who has sent read receipts for a message so far.
///
/// @param readCount groups: members who have
/// @param unreadCount groups: members who have not, of those who were in when it was sent
/// @param isPeerRead C2C: the peer has
/// @param timestamp seconds since 1970 of the newest receipt; 0: none
public record ReadReceiptInfo(int readCount, int unreadCount, boolean isPeerRead, long timestamp) {
    static ReadReceiptInfo of(Receipts receipts, boolean isC2C) {
        return new ReadReceiptInfo(isC2C ? 0 : receipts.count(), receipts.unread(), isC2C, receipts.time());
    }

    static final ReadReceiptInfo NONE = new ReadReceiptInfo(0, 0, false, 0);
}
