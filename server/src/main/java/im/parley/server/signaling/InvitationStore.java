package im.parley.server.signaling;

import im.parley.protocol.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Rows of `invitation`.
final class InvitationStore {
    private static final String COLUMNS = "i.id, i.inviter, i.group_id, i.invitees, i.pending, i.data, i.timeout,"
            + " i.online_only, i.message_id, i.sequence, i.created_at";

    private InvitationStore() {}

    private static StoredInvitation invitation(ResultSet row) throws SQLException {
        return new StoredInvitation(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                List.of((String[]) row.getArray(4).getArray()),
                List.of((String[]) row.getArray(5).getArray()),
                row.getString(6),
                row.getInt(7),
                row.getBoolean(8),
                MessageId.parse(row.getString(9)),
                row.getLong(10),
                row.getLong(11));
    }

    /// Writes an invitation and the signal that tells of it, in one statement.
    ///
    /// @return false if there is one of this ID: nothing was written
    static boolean insert(Handle handle, StoredInvitation invitation, StoredSignal signal) {
        return handle.createUpdate("""
                        WITH invitation AS (
                            INSERT INTO invitation (id, inviter, group_id, invitees, pending, data, timeout, online_only,
                                message_id, created_at, due_at)
                            VALUES (:id, :inviter, :group, :invitees, :pending, :data, :timeout, :onlineOnly, :message,
                                :createdAt, :dueAt)
                            ON CONFLICT (id) DO NOTHING
                            RETURNING id, message_id, inviter, online_only, created_at
                        )
                        INSERT INTO invitation_signal (invitation_id, message_id, sender, receiver, to_room, content, hidden,
                            online_only, push, created_at)
                        SELECT id, message_id, inviter, :receiver, :toRoom, :content, :hidden, online_only, :push, created_at
                        FROM invitation
                        """)
                        .bind("id", UUID.fromString(invitation.id()))
                        .bind("inviter", invitation.inviter())
                        .bind("group", invitation.groupID())
                        .bind("invitees", invitation.invitees().toArray(String[]::new))
                        .bind("pending", invitation.pending().toArray(String[]::new))
                        .bind("data", invitation.data())
                        .bind("timeout", invitation.timeout())
                        .bind("onlineOnly", invitation.onlineOnly())
                        .bind("message", invitation.messageID().text())
                        .bind("createdAt", invitation.createdAt())
                        .bind("dueAt", invitation.timeout() == 0 ? null : invitation.dueAt())
                        .bind("receiver", signal.receiver())
                        .bind("toRoom", signal.toRoom())
                        .bind("content", signal.content())
                        .bind("hidden", signal.hidden())
                        .bind("push", signal.push())
                        .execute()
                == 1;
    }

    static Optional<StoredInvitation> find(Handle handle, UUID id) {
        return find(handle, id, "");
    }

    /// The same, and nobody else changes it until the transaction ends.
    static Optional<StoredInvitation> lock(Handle handle, UUID id) {
        return find(handle, id, " FOR UPDATE");
    }

    private static Optional<StoredInvitation> find(Handle handle, UUID id, String how) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM invitation i WHERE i.id = :id" + how)
                .bind("id", id)
                .map((row, context) -> invitation(row))
                .findOne();
    }

    /// Who has not answered; nobody: it has ended.
    static void setPending(Handle handle, UUID id, Collection<String> pending, long now) {
        handle.createUpdate("UPDATE invitation SET pending = :pending, ended_at = :endedAt WHERE id = :id")
                .bind("id", id)
                .bind("pending", pending.toArray(String[]::new))
                .bind("endedAt", pending.isEmpty() ? now : null)
                .execute();
    }

    static void setData(Handle handle, UUID id, String data) {
        handle.createUpdate("UPDATE invitation SET data = :data WHERE id = :id")
                .bind("id", id)
                .bind("data", data)
                .execute();
    }

    static void delete(Handle handle, UUID id) {
        handle.createUpdate("DELETE FROM invitation WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /// Invitations that the user made or got and that have not ended, oldest first, of these the newest.
    static List<StoredInvitation> of(Handle handle, String userID, int limit) {
        return handle.createQuery("SELECT * FROM (SELECT DISTINCT " + COLUMNS + " FROM (("
                        + "SELECT * FROM invitation WHERE inviter = :user AND ended_at IS NULL"
                        + " ORDER BY created_at DESC LIMIT :limit) UNION ALL ("
                        + "SELECT * FROM invitation WHERE invitees @> ARRAY[CAST(:user AS text)] AND ended_at IS NULL"
                        + " ORDER BY created_at DESC LIMIT :limit)) i"
                        + " ORDER BY i.created_at DESC LIMIT :limit) newest ORDER BY created_at, id")
                .bind("user", userID)
                .bind("limit", limit)
                .map((row, context) -> invitation(row))
                .list();
    }

    /// Ends what is due. What another node has in hands is left to it.
    ///
    /// @return as they were before
    static List<StoredInvitation> endDue(Handle handle, long now, int limit) {
        return handle.createQuery("WITH due AS (SELECT * FROM invitation WHERE ended_at IS NULL AND due_at <= :now"
                        + " ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED),"
                        + " ended AS (UPDATE invitation SET pending = '{}', ended_at = :now FROM due"
                        + " WHERE invitation.id = due.id)"
                        + " SELECT " + COLUMNS + " FROM due i")
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> invitation(row))
                .list();
    }

    /// Deletes those that ended before `ended`, and those without a timeout that were made before `made`, with their
    /// signals.
    static void deleteOld(Handle handle, long ended, long made) {
        handle.createUpdate("""
                        WITH old AS (
                            DELETE FROM invitation
                            WHERE ended_at < :ended OR ended_at IS NULL AND due_at IS NULL AND created_at < :made
                            RETURNING id
                        )
                        DELETE FROM invitation_signal s USING old WHERE s.invitation_id = old.id AND NOT s.unsent
                        """).bind("ended", ended).bind("made", made).execute();
    }
}
