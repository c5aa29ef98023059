package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Taking messages back for a back end: anybody's, however old they are (`revokeMessage#3`).
public final class MessageRecall {
    /// Messages of a sender that are taken back with one statement: few enough for those who write there
    /// meanwhile.
    private static final int AT_ONCE = 500;

    private final MessageChanges changes;
    private final Views views;
    private final NamedMessages named;

    public MessageRecall(MessageChanges changes, Views views) {
        this.changes = changes;
        this.views = views;
        this.named = new NamedMessages(views);
    }

    /// Takes back what a user wrote to another.
    ///
    /// @throws ChatException [ErrorCode#MESSAGE_TO_REVOKE_NOT_FOUND], [ErrorCode#MESSAGE_ALREADY_REVOKED]
    public void inC2C(Administrator admin, NamedMessage.InC2C message) {
        changes.change(
                admin,
                named.find(admin, message),
                (handle, seen, found) -> {
                    if (found.isRevoked()) {
                        throw ErrorCode.MESSAGE_ALREADY_REVOKED.because("the message is revoked already");
                    }
                    MessageRevocation.mark(handle, found, admin.tinyID(), null);
                    return true;
                },
                MessageRevocation.NEWS);
    }

    /// Takes back messages of a group or topic.
    ///
    /// @param reason told to the members; null: none
    /// @return of each, 0 or the number of why it was not
    /// @throws ChatException [ErrorCode#GROUP_NOT_FOUND], [ErrorCode#GROUP_TYPE_NOT_REVOCABLE] for a live room
    public Map<Long, Integer> inRoom(
            Administrator admin, String groupID, List<Long> sequences, @Nullable String reason) {
        var codes = new HashMap<Long, Integer>();
        sequences.forEach(sequence -> codes.put(sequence, ErrorCode.GROUP_MESSAGE_NOT_FOUND.number()));
        changes.changeAt(
                admin,
                room(admin, groupID),
                sequences,
                (handle, seen, message) -> {
                    boolean isRevocable = !message.isRevoked() && message.sender() != SystemAccount.TINY_ID;
                    if (isRevocable) {
                        MessageRevocation.mark(handle, message, admin.tinyID(), reason);
                    }
                    codes.put(message.sequence(), isRevocable ? 0 : ErrorCode.GROUP_MESSAGE_NOT_REVOCABLE.number());
                    return isRevocable;
                },
                MessageRevocation.NEWS);
        return codes;
    }

    private View room(Administrator admin, String groupID) {
        var view = views.ofRoom(admin, groupID);
        if (view.isLive()) {
            throw ErrorCode.GROUP_TYPE_NOT_REVOCABLE.because("nothing is stored of a live room");
        }
        return view;
    }

    /// Takes back all that a user wrote in a group or topic, some messages at a time, so that others can go on
    /// writing.
    ///
    /// @throws ChatException as [#inRoom]
    public void ofSender(Administrator admin, String groupID, Account sender) {
        var view = room(admin, groupID);
        long after = Long.MIN_VALUE;
        List<StoredMessage> some;
        do {
            long last = after;
            some = changes.changeMany(
                    admin, view, (handle, seen) -> takeBack(handle, seen, admin, sender, last), MessageRevocation.NEWS);
            after = some.stream().mapToLong(StoredMessage::clientId).max().orElse(last);
        } while (some.size() == AT_ONCE);
    }

    /// What was not taken back yet, along the index of who wrote what.
    private static List<StoredMessage> takeBack(
            Handle handle, View view, Administrator admin, Account sender, long after) {
        return handle
                .createQuery("""
                        WITH written AS MATERIALIZED (
                            SELECT sequence FROM message
                            WHERE conversation_id = :conversation AND sender = :sender AND client_id > :after
                                AND revoker IS NULL AND time >= :since
                            ORDER BY client_id LIMIT :limit
                        ), numbered AS (
                            SELECT sequence, row_number() OVER (ORDER BY sequence DESC) - 1 AS before_last FROM written
                        ), head AS (
                            UPDATE conversation SET last_change = last_change + (SELECT count(*) FROM written)
                            WHERE id = :conversation AND EXISTS (SELECT FROM written)
                            RETURNING last_change
                        )
                        UPDATE message m
                        SET revoker = :revoker, revoke_reason = NULL, change = head.last_change - numbered.before_last
                        FROM numbered CROSS JOIN head
                        WHERE m.conversation_id = :conversation AND m.sequence = numbered.sequence
                        RETURNING %s
                        """.formatted(StoredMessage.COLUMNS))
                .bind("conversation", view.conversation())
                .bind("sender", sender.tinyID())
                .bind("after", after)
                .bind("since", view.since())
                .bind("limit", AT_ONCE)
                .bind("revoker", admin.tinyID())
                .map((row, context) -> StoredMessage.of(row, 1))
                .stream()
                .sorted(Comparator.comparingLong(StoredMessage::sequence))
                .toList();
    }
}
