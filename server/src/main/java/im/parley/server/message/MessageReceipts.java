package im.parley.server.message;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.MessageReceipt;
import im.parley.protocol.message.ReceiptsReceived;
import im.parley.protocol.message.SendReceipts;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/// Read receipts. A message counts them, and each participant has the ranges of sequences that they sent one for.
/// A range takes in what lies before it and needs no receipt of theirs, so that somebody who sends all receipts has
/// one range however long the conversation gets, and no table has a row per message and member.
public final class MessageReceipts {
    /// How far back a range looks for its neighbour. Farther apart they stay two.
    private static final long REACH = 1_000;

    private final Views views;
    private final MessageChanges changes;
    private final Settings settings;
    private final Clock clock;

    public MessageReceipts(Views views, MessageChanges changes, Settings settings, Clock clock) {
        this.views = views;
        this.changes = changes;
        this.settings = settings;
        this.clock = clock;
    }

    SendReceipts.Result send(Caller caller, SendReceipts request) {
        if (!settings.get(AppSettings.C2C_READ_RECEIPT)) {
            throw ErrorCode.READ_RECEIPT_NOT_ENABLED.because(AppSettings.C2C_READ_RECEIPT.key() + " is off");
        }
        var view = views.find(caller, request.conversationID()).orElseThrow(MessageReceipts::nothing);
        var qualified = new ArrayList<StoredMessage>();
        var fresh = new ArrayList<Long>();
        var outcome = changes.change(
                caller,
                view,
                List.copyOf(new LinkedHashSet<>(request.idList())),
                (handle, message) -> {
                    if (message.isRevoked()
                            || message.sender() == caller.tinyID()
                            || !Flags.needReadReceipt(message.flags())) {
                        return false;
                    }
                    qualified.add(message);
                    var counted = count(handle, caller, message);
                    if (counted) {
                        fresh.add(message.sequence());
                    }
                    return counted;
                },
                (seen, receiver, changed) -> new ReceiptsReceived(seen.nameFor(receiver), receipts(changed)));
        if (qualified.isEmpty()) {
            throw nothing();
        }
        return new SendReceipts.Result(receipts(outcome.messages().stream()
                .filter(message -> fresh.contains(message.sequence()))
                .map(view::show)
                .toList()));
    }

    private static RuntimeException nothing() {
        return ErrorCode.READ_RECEIPT_MSG_LIST_EMPTY.because(
                "none of the messages is from somebody else and asks for a read receipt");
    }

    private static List<MessageReceipt> receipts(List<Message> messages) {
        return messages.stream()
                .map(message ->
                        new MessageReceipt(message.id(), message.change(), Objects.requireNonNull(message.receipts())))
                .toList();
    }

    /// @return whether it is the caller's first receipt for this message
    private boolean count(Handle handle, Caller caller, StoredMessage message) {
        int marked = handle.createUpdate("""
                        UPDATE participant SET receipted = receipted + int8multirange(int8range((
                            SELECT coalesce(max(m.sequence) + 1, greatest(1, :sequence - :reach)) FROM message m
                            WHERE m.conversation_id = :conversation AND m.sequence < :sequence
                                AND m.sequence >= :sequence - :reach AND m.sender <> :user AND %s
                        ), :sequence, '[]'))
                        WHERE tiny_id = :user AND conversation_id = :conversation AND NOT receipted @> :sequence
                        """.formatted(Flags.NEEDS_RECEIPT))
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .bind("reach", REACH)
                .bind("user", caller.tinyID())
                .execute();
        if (marked == 0) {
            return false;
        }
        handle.createUpdate("""
                        UPDATE message SET receipt_count = coalesce(receipt_count, 0) + 1,
                            receipt_time = greatest(coalesce(receipt_time, 0), :now)
                        WHERE conversation_id = :conversation AND sequence = :sequence
                        """)
                .bind("now", clock.millis())
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .execute();
        return true;
    }
}
