package im.parley.server.message;

import im.parley.protocol.RawJson;
import im.parley.protocol.message.MessagesModified;
import im.parley.server.users.Accounts;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What moderation finds out about messages after they went out. Safe for use by many threads; blocks.
public final class MessageVerdicts {
    private final Jdbi jdbi;
    private final MessageChanges changes;
    private final Accounts accounts;

    public MessageVerdicts(Jdbi jdbi, MessageChanges changes, Accounts accounts) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.accounts = accounts;
    }

    /// A message without a verdict.
    ///
    /// @param version what it said when it was this often modified
    /// @param time milliseconds since 1970
    /// @param from the sender's userID
    public record Unreviewed(long conversation, long sequence, int version, long time, String from, Content content) {}

    /// Messages without a verdict, oldest first.
    ///
    /// @param after milliseconds since 1970; only what was sent after
    /// @param before milliseconds since 1970; only what was sent before
    public List<Unreviewed> unreviewed(long after, long before, int limit) {
        var rows = jdbi.withHandle(
                handle -> handle.createQuery("SELECT " + StoredMessage.COLUMNS + " FROM message m WHERE "
                                + Flags.IS_UNREVIEWED
                                + " AND m.time > :after AND m.time < :before ORDER BY m.time LIMIT :limit")
                        .bind("after", after)
                        .bind("before", before)
                        .bind("limit", limit)
                        .map((row, context) -> StoredMessage.of(row, 1))
                        .list());
        var senders = accounts.byTinyID(
                rows.stream().map(StoredMessage::sender).distinct().toList());
        return rows.stream()
                .map(row -> {
                    var sender = senders.get(row.sender());
                    return new Unreviewed(
                            row.conversation(),
                            row.sequence(),
                            row.version(),
                            row.time(),
                            sender == null ? "" : sender.userID(),
                            new Content(row.type(), RawJson.of(row.payload())));
                })
                .toList();
    }

    /// The verdict about a message. Void if it was modified since, and if there is one already.
    ///
    /// @param version of what was reviewed
    /// @param isRisky whether others are to know that it may not be shown: everybody who has it is told
    public void settle(long conversation, long sequence, int version, boolean isRisky) {
        if (isRisky) {
            changes.changeOne(
                    conversation,
                    sequence,
                    (handle, seen, message) -> message.version() == version
                            && Flags.isUnreviewed(message.flags())
                            && markRisky(handle, message),
                    (seen, receiver, changed) -> new MessagesModified(changed));
        }
        // also where nobody is left who could be told
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE message SET flags = flags & ~:unreviewed
                        WHERE conversation_id = :conversation AND sequence = :sequence
                            AND flags & :unreviewed <> 0 AND coalesce(version, 0) = :version
                        """)
                .bind("conversation", conversation)
                .bind("sequence", sequence)
                .bind("version", version)
                .bind("unreviewed", Flags.UNREVIEWED)
                .execute());
    }

    /// @return whether viewers see a difference
    private static boolean markRisky(Handle handle, StoredMessage message) {
        int flags = message.flags() & ~Flags.UNREVIEWED | Flags.RISKY;
        handle.createUpdate("""
                        UPDATE message SET flags = :flags, version = :version
                        WHERE conversation_id = :conversation AND sequence = :sequence
                        """)
                .bind("flags", flags)
                .bind("version", message.version() + 1)
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .execute();
        return true;
    }
}
