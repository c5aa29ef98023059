package im.parley.server.message;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Appends single messages to timelines that are locked, beside the writer of what users send.
final class LockedAppend {
    private LockedAppend() {}

    /// A message to be stored.
    ///
    /// @param conversation locked
    /// @param sender account number
    /// @param time milliseconds since 1970; that of the newest message if this is later
    /// @param flags see [Flags]
    /// @param extras see [Extras]
    /// @param low how much it adds to the head's counter for the lower user
    /// @param high the same for the higher user, or the members of a room
    record Row(
            long conversation,
            long sender,
            long clientId,
            long time,
            int flags,
            Content content,
            @Nullable String cloudCustomData,
            @Nullable String extras,
            int low,
            int high) {}

    static StoredMessage append(Handle handle, Row row) {
        return handle.createQuery("WITH head AS (" + """
                            UPDATE conversation
                            SET last_sequence = last_sequence + 1, last_time = greatest(last_time, :time),
                                shown_sequence = CASE WHEN :shown THEN last_sequence + 1 ELSE shown_sequence END,
                                shown_order = CASE WHEN :shown THEN greatest(shown_order + 1, :time * 1000)
                                    ELSE shown_order END,
                                unread_low = unread_low + :low, unread_high = unread_high + :high
                            WHERE id = :id
                            RETURNING last_sequence, last_time, unread_low, unread_high
                        ), m AS (
                            INSERT INTO message (conversation_id, sequence, sender, client_id, time, unread_low,
                                unread_high, flags, type, payload, cloud_custom_data, extras)
                            SELECT :id, last_sequence, :sender, :client, last_time, unread_low, unread_high, :flags, :type,
                                :payload, :custom, :extras
                            FROM head RETURNING *
                        )
                        SELECT\s""" + StoredMessage.COLUMNS + " FROM m")
                .bind("id", row.conversation())
                .bind("time", row.time())
                .bind("shown", !Flags.isExcludedFromLastMessage(row.flags()))
                .bind("low", row.low())
                .bind("high", row.high())
                .bind("sender", row.sender())
                .bind("client", row.clientId())
                .bind("flags", row.flags())
                .bind("type", row.content().type())
                .bind("payload", row.content().payload().toString())
                .bind("custom", row.cloudCustomData())
                .bind("extras", row.extras())
                .map((found, context) -> StoredMessage.of(found, 1))
                .one();
    }
}
