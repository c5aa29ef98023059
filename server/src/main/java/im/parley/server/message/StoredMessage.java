package im.parley.server.message;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of the log.
///
/// @param sender account number
/// @param time milliseconds since 1970
/// @param unreadLow the head's counter for the lower user after this message
/// @param unreadHigh the same for the higher user
/// @param flags see [Flags]
/// @param payload JSON text
/// @param version how often it was modified
/// @param change the conversation's count of changes when this message last changed; 0: never
/// @param revoker account number; 0: not revoked
/// @param receiptCount read receipts so far
/// @param receiptTime milliseconds since 1970 of the newest; 0: none
/// @param extras see [Extras]
/// @param receivers account numbers of who alone may see it; null: everybody
record StoredMessage(
        long conversation,
        long sequence,
        long sender,
        long clientId,
        long time,
        long unreadLow,
        long unreadHigh,
        int flags,
        String type,
        String payload,
        @Nullable String cloudCustomData,
        int version,
        long change,
        long revoker,
        @Nullable String revokeReason,
        int receiptCount,
        long receiptTime,
        @Nullable String extras,
        @Nullable List<Long> receivers) {
    /// The columns in the order of [#of], of a table called `m`.
    static final String COLUMNS = "m.conversation_id, m.sequence, m.sender, m.client_id, m.time, m.unread_low,"
            + " m.unread_high, m.flags, m.type, m.payload, m.cloud_custom_data, m.version, m.change, m.revoker,"
            + " m.revoke_reason, m.receipt_count, m.receipt_time, m.extras,"
            + " m.receivers";

    /// @param first the column that holds the conversation
    static StoredMessage of(ResultSet row, int first) throws SQLException {
        return new StoredMessage(
                row.getLong(first),
                row.getLong(first + 1),
                row.getLong(first + 2),
                row.getLong(first + 3),
                row.getLong(first + 4),
                row.getLong(first + 5),
                row.getLong(first + 6),
                row.getInt(first + 7),
                row.getString(first + 8),
                row.getString(first + 9),
                row.getString(first + 10),
                row.getInt(first + 11),
                row.getLong(first + 12),
                row.getLong(first + 13),
                row.getString(first + 14),
                row.getInt(first + 15),
                row.getLong(first + 16),
                row.getString(first + 17),
                longs(row.getArray(first + 18)));
    }

    static @Nullable List<Long> longs(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((Long[]) array.getArray());
    }

    boolean isRevoked() {
        return revoker != 0;
    }
}
