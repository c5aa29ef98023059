package im.parley.server.signaling;

import im.parley.protocol.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Rows of `invitation_signal`.
final class SignalStore {
    private static final String COLUMNS = "s.invitation_id, s.message_id, s.sender, s.receiver, s.to_room, s.content,"
            + " s.hidden, s.online_only, s.push";

    private SignalStore() {}

    private static StoredSignal signal(ResultSet row) throws SQLException {
        return new StoredSignal(
                row.getString(1),
                MessageId.parse(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5),
                row.getString(6),
                row.getBoolean(7),
                row.getBoolean(8),
                row.getString(9));
    }

    static void insert(Handle handle, StoredSignal signal, long now) {
        handle.createUpdate("""
                        INSERT INTO invitation_signal (invitation_id, message_id, sender, receiver, to_room, content, hidden,
                            online_only, push, created_at)
                        VALUES (:invitation, :message, :sender, :receiver, :toRoom, :content, :hidden, :onlineOnly, :push,
                            :now)
                        """)
                .bind("invitation", UUID.fromString(signal.invitation()))
                .bind("message", signal.messageID().text())
                .bind("sender", signal.sender())
                .bind("receiver", signal.receiver())
                .bind("toRoom", signal.toRoom())
                .bind("content", signal.content())
                .bind("hidden", signal.hidden())
                .bind("onlineOnly", signal.onlineOnly())
                .bind("push", signal.push())
                .bind("now", now)
                .execute();
    }

    static Optional<StoredSignal> find(Handle handle, UUID invitation, MessageId messageID) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM invitation_signal s"
                        + " WHERE s.invitation_id = :invitation AND s.message_id = :message")
                .bind("invitation", invitation)
                .bind("message", messageID.text())
                .map((row, context) -> signal(row))
                .findOne();
    }

    /// @return whether it was there and not known to be sent
    static boolean deleteUnsent(Handle handle, StoredSignal signal) {
        return handle.createUpdate("""
                        DELETE FROM invitation_signal
                        WHERE invitation_id = :invitation AND message_id = :message AND unsent
                        """)
                        .bind("invitation", UUID.fromString(signal.invitation()))
                        .bind("message", signal.messageID().text())
                        .execute()
                == 1;
    }

    /// A signal is in the log. Waits for no disk: should this be lost, the signal is sent once more, which changes
    /// nothing.
    ///
    /// @param sequence in the log, of an invitation; 0: not stored, or of another signal
    static void sent(Handle handle, StoredSignal signal, long sequence) {
        handle.createUpdate("""
                        WITH sent AS (
                            UPDATE invitation_signal SET unsent = false FROM set_config('synchronous_commit', 'off', true)
                            WHERE invitation_id = :invitation AND message_id = :message
                        )
                        UPDATE invitation SET sequence = :sequence WHERE id = :invitation AND :sequence > 0
                        """)
                .bind("invitation", UUID.fromString(signal.invitation()))
                .bind("message", signal.messageID().text())
                .bind("sequence", sequence)
                .execute();
    }

    /// What was written before `before` and is still not known to be sent, oldest first.
    static List<StoredSignal> unsent(Handle handle, long before, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM invitation_signal s"
                        + " WHERE s.unsent AND s.created_at < :before ORDER BY s.created_at, s.number LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> signal(row))
                .list();
    }

    /// What happened to those of these invitations that the user takes part in, in the order in which it did.
    static List<StoredSignal> of(Handle handle, String userID, Collection<UUID> invitations) {
        return handle.createQuery("SELECT " + COLUMNS + """
                         FROM invitation_signal s JOIN invitation i ON i.id = s.invitation_id
                        WHERE i.id = ANY (:invitations) AND (i.inviter = :user OR i.invitees @> ARRAY[CAST(:user AS text)])
                            AND s.message_id <> i.message_id
                        ORDER BY s.number
                        """)
                .bind("invitations", invitations.toArray(UUID[]::new))
                .bind("user", userID)
                .map((row, context) -> signal(row))
                .list();
    }
}
