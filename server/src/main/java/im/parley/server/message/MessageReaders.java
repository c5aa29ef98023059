package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.message.ListReaders;
import im.parley.server.message.MessageChanges.Pick;
import im.parley.server.message.MessageChanges.Target;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Who has read a message in a group, as told by the ranges that [MessageReceipts] keeps for each member.
public final class MessageReaders {
    private static final int READ = 0;

    /// SQL: a participant who may have sent a receipt for a message, and has or has not.
    private static final String OF_MESSAGE = """
            conversation_id = :conversation AND entered_sequence < :sequence AND tiny_id <> :sender
            AND (:all OR tiny_id = ANY (:receivers)) AND receipted @> :sequence = :read
            """;

    private final Jdbi jdbi;
    private final Views views;
    private final Accounts accounts;
    private final ReceiptGate gate;

    public MessageReaders(Jdbi jdbi, Views views, Accounts accounts, Settings settings) {
        this.jdbi = jdbi;
        this.views = views;
        this.accounts = accounts;
        this.gate = new ReceiptGate(settings);
    }

    ListReaders.Result list(Caller caller, ListReaders request) {
        gate.check(request.conversationID());
        Supplier<ChatException> missing = () -> missing(request);
        var view = views.find(caller, request.conversationID()).orElseThrow(missing);
        return list(
                caller,
                new Target(view, Pick.of(request.id()), missing),
                new Query(request.filter() == READ, request.cursor(), Math.min(request.count(), Limits.READERS_PAGE)));
    }

    /// What is asked about a message.
    ///
    /// @param isRead who has read it; or else who has not
    /// @param cursor from the page before; null or empty: the first
    record Query(boolean isRead, @Nullable String cursor, int count) {}

    /// The same about a message that is found already; of anybody's for an administrator.
    ListReaders.Result list(Caller caller, Target target, Query query) {
        gate.check(target.view());
        var after = Cursor.parse(query.cursor());
        int count = query.count();
        var found = jdbi.withHandle(handle -> {
            var message = target.pick().find(handle, target.view());
            if (message == null || !Flags.needReadReceipt(message.flags())) {
                throw target.missing().get();
            }
            if (message.sender() != caller.tinyID()
                    && !(caller instanceof Administrator)) { // getGroupMessageReadMemberList#3
                throw ErrorCode.GROUP_PERMISSION_DENIED.because("only the sender of a message may see who has read it");
            }
            return select(handle, message, query.isRead(), after, count + 1);
        });
        var page = found.subList(0, Math.min(count, found.size()));
        var users = accounts.byTinyID(page.stream().map(Cursor::tinyID).toList());
        return new ListReaders.Result(
                page.stream()
                        .map(member -> users.get(member.tinyID()))
                        .filter(Objects::nonNull)
                        .map(Account::userID)
                        .toList(),
                found.size() <= count ? "" : page.getLast().text());
    }

    private static List<Cursor> select(Handle handle, StoredMessage message, boolean read, Cursor after, int limit) {
        var receivers = message.receivers();
        return handle.createQuery("""
                        SELECT entered_sequence, tiny_id FROM participant
                        WHERE %s AND (entered_sequence, tiny_id) > (:entered, :user)
                        ORDER BY entered_sequence, tiny_id LIMIT :limit
                        """.formatted(OF_MESSAGE))
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .bind("entered", after.entered())
                .bind("user", after.tinyID())
                .bind("sender", message.sender())
                .bind("all", receivers == null)
                .bind("receivers", receivers == null ? new Long[0] : receivers.toArray(Long[]::new))
                .bind("read", read)
                .bind("limit", limit)
                .map((row, context) -> new Cursor(row.getLong(1), row.getLong(2)))
                .list();
    }

    /// How many of those who are in the group still, and were when it was sent, have sent no receipt.
    static int unread(Handle handle, StoredMessage message) {
        var receivers = message.receivers();
        return handle.createQuery("SELECT count(*) FROM participant WHERE " + OF_MESSAGE)
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .bind("sender", message.sender())
                .bind("all", receivers == null)
                .bind("receivers", receivers == null ? new Long[0] : receivers.toArray(Long[]::new))
                .bind("read", false)
                .mapTo(Integer.class)
                .one();
    }

    private static ChatException missing(ListReaders request) {
        return ErrorCode.READ_RECEIPT_NOT_FOUND.because(
                "there is no message " + request.id().text() + " that asks for read receipts in "
                        + request.conversationID().text());
    }

    /// A member's place in the order of joining.
    private record Cursor(long entered, long tinyID) {
        private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

        static Cursor parse(@Nullable String text) {
            if (text == null || text.isEmpty()) {
                return new Cursor(-1, 0);
            }
            var match = FORM.matcher(text);
            if (!match.matches()) {
                throw ErrorCode.MESSAGE_INVALID_REQUEST.because(
                        "cursor is \"" + text + "\", expected one that an earlier page ended with");
            }
            return new Cursor(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
        }

        String text() {
            return entered + "-" + tinyID;
        }
    }
}
