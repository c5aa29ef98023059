package im.parley.server.message;

import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.Receipts;
import im.parley.protocol.message.Revocation;
import im.parley.server.users.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From the log's messages to those on the wire.
final class WireMessages {
    private static final long MILLIS = 1000;
    private static final int RANDOM_BITS = 32;
    private static final long RANDOM_MASK = 0xffff_ffffL;

    private static final RawJson NOTHING = RawJson.of("{}");

    private WireMessages() {}

    /// What was just stored, or passed on.
    static Message of(Append append, Position position) {
        var draft = append.draft;
        return message(
                draft.id(),
                append.sender(),
                draft.to(),
                position.sequence(),
                position.time(),
                draft.type(),
                draft.payload(),
                position.unreadCounter(),
                draft.cloudCustomData(),
                draft.flags(),
                draft.atUserList(),
                0,
                0,
                null,
                null);
    }

    /// What was read back. What a revoked message said, only its sender gets to know.
    ///
    /// @param low the timeline's lower user
    /// @param high the timeline's higher user
    /// @param viewer account number of who gets it
    static Message of(StoredMessage row, Account low, Account high, long viewer) {
        var secret = row.isRevoked() && viewer != row.sender();
        var fromLow = row.sender() == low.tinyID();
        return message(
                new MessageId(row.sender(), row.clientId() >>> RANDOM_BITS, row.clientId() & RANDOM_MASK),
                fromLow ? low : high,
                fromLow ? high.userID() : low.userID(),
                row.sequence(),
                row.time(),
                row.type(),
                secret ? NOTHING : RawJson.of(row.payload()),
                fromLow ? row.unreadHigh() : row.unreadLow(),
                secret ? null : row.cloudCustomData(),
                row.flags(),
                Extras.parse(row.extras()).atUserList(),
                row.version(),
                row.change(),
                revocation(row, low, high),
                row.receiptCount() == 0 ? null : new Receipts(row.receiptCount(), row.receiptTime() / MILLIS));
    }

    private static @Nullable Revocation revocation(StoredMessage row, Account low, Account high) {
        if (!row.isRevoked()) {
            return null;
        }
        var revoker = row.revoker() == low.tinyID() ? low : high;
        return new Revocation(
                revoker.userID(), emptyToNull(revoker.nick()), emptyToNull(revoker.avatar()), row.revokeReason());
    }

    private static Message message(
            MessageId id,
            Account sender,
            String to,
            long sequence,
            long time,
            String type,
            RawJson payload,
            long unreadCounter,
            @Nullable String cloudCustomData,
            int flags,
            @Nullable List<String> atUserList,
            int version,
            long change,
            @Nullable Revocation revocation,
            @Nullable Receipts receipts) {
        return new Message(
                id,
                Types.CONV_C2C,
                sender.userID(),
                to,
                sequence,
                time / MILLIS,
                type,
                payload,
                unreadCounter,
                emptyToNull(sender.nick()),
                emptyToNull(sender.avatar()),
                cloudCustomData,
                Flags.priority(flags),
                Flags.needReadReceipt(flags),
                Flags.isSupportExtension(flags),
                Flags.isExcludedFromUnreadCount(flags),
                Flags.isExcludedFromLastMessage(flags),
                atUserList,
                version,
                change,
                revocation,
                receipts);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
