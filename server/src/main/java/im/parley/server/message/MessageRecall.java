package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Taking messages back for a back end: anybody's, however old they are (`revokeMessage#3`).
public final class MessageRecall {
    private static final int AT_ONCE = 20;

    private final Jdbi jdbi;
    private final MessageChanges changes;
    private final Views views;
    private final NamedMessages named;

    public MessageRecall(Jdbi jdbi, MessageChanges changes, Views views) {
        this.jdbi = jdbi;
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
        return inRoom(admin, room(admin, groupID), sequences, reason);
    }

    private View room(Administrator admin, String groupID) {
        var view = views.ofRoom(admin, groupID);
        if (view.isLive()) {
            throw ErrorCode.GROUP_TYPE_NOT_REVOCABLE.because("nothing is stored of a live room");
        }
        return view;
    }

    private Map<Long, Integer> inRoom(Administrator admin, View view, List<Long> sequences, @Nullable String reason) {
        var codes = new HashMap<Long, Integer>();
        sequences.forEach(sequence -> codes.put(sequence, ErrorCode.GROUP_MESSAGE_NOT_FOUND.number()));
        changes.changeAt(
                admin,
                view,
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

    /// Takes back all that a user wrote in a group or topic, a few messages at a time, so that others can go on
    /// writing.
    ///
    /// @throws ChatException as [#inRoom]
    public void ofSender(Administrator admin, String groupID, Account sender) {
        var view = room(admin, groupID);
        var page = written(view, sender, Long.MIN_VALUE);
        while (!page.isEmpty()) {
            inRoom(admin, view, page.stream().map(Written::sequence).toList(), null);
            page = written(view, sender, page.getLast().clientId());
        }
    }

    private record Written(long clientId, long sequence) {}

    /// What was not taken back yet, along the index of who wrote what.
    private List<Written> written(View view, Account sender, long after) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT client_id, sequence FROM message
                        WHERE conversation_id = :conversation AND sender = :sender AND client_id > :after
                            AND revoker IS NULL AND time >= :since
                        ORDER BY client_id LIMIT :limit
                        """)
                .bind("conversation", view.conversation())
                .bind("sender", sender.tinyID())
                .bind("after", after)
                .bind("since", view.since())
                .bind("limit", AT_ONCE)
                .map((row, context) -> new Written(row.getLong(1), row.getLong(2)))
                .list());
    }
}
