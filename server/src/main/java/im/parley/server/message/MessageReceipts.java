package im.parley.server.message;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.message.GetReceipts;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.MessageReceipt;
import im.parley.protocol.message.Receipts;
import im.parley.protocol.message.ReceiptsReceived;
import im.parley.protocol.message.SendReceipts;
import im.parley.server.message.MessageChanges.Pick;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Read receipts. A message counts them, and each participant has the ranges of sequences that they sent one for.
/// A range takes in what lies before it and needs no receipt of theirs, so that somebody who sends all receipts has
/// one range however long the conversation gets, and no table has a row per message and member.
public final class MessageReceipts {
    /// How far back a range looks for its neighbour. Farther apart they stay two.
    private static final long REACH = 1_000;

    private static final Receipts NONE = new Receipts(0, 0, 0);

    private final Jdbi jdbi;
    private final Views views;
    private final MessageChanges changes;
    private final ReceiptGate gate;
    private final Clock clock;

    public MessageReceipts(Jdbi jdbi, Views views, MessageChanges changes, Settings settings, Clock clock) {
        this.jdbi = jdbi;
        this.views = views;
        this.changes = changes;
        this.gate = new ReceiptGate(settings);
        this.clock = clock;
    }

    SendReceipts.Result send(Caller caller, SendReceipts request) {
        var ids = new LinkedHashSet<>(request.idList());
        return send(caller, request.conversationID(), ids.stream().map(Pick::of).toList());
    }

    /// The same for messages that are found in any way, each once.
    SendReceipts.Result send(Caller caller, ConversationId conversation, List<Pick> messages) {
        gate.check(conversation);
        var view = views.find(caller, conversation).orElseThrow(MessageReceipts::nothing);
        gate.check(view);
        var qualified = new ArrayList<StoredMessage>();
        var fresh = new ArrayList<Long>();
        var outcome = changes.changePicked(
                caller,
                view,
                messages,
                (handle, seen, message) -> {
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
                new Told(view.parties() instanceof Parties.Members));
        if (qualified.isEmpty()) {
            throw nothing();
        }
        return new SendReceipts.Result(receipts(outcome.messages().stream()
                .filter(message -> fresh.contains(message.sequence()))
                .map(view::show)
                .toList()));
    }

    /// @param isForSendersOnly the others in a group need not know
    private record Told(boolean isForSendersOnly) implements MessageChanges.News {
        @Override
        public Object to(View view, @Nullable Account receiver, List<Message> changed) {
            return new ReceiptsReceived(view.nameFor(receiver), receipts(changed));
        }

        @Override
        public void announce(ChangeListener listener, Caller caller, Supplier<List<Message>> changed) {
            listener.receipted(caller, changed);
        }
    }

    GetReceipts.Result get(Caller caller, GetReceipts request) {
        gate.check(request.conversationID());
        var view = views.find(caller, request.conversationID());
        if (view.isEmpty()) {
            return new GetReceipts.Result(List.of());
        }
        gate.check(view.get());
        return new GetReceipts.Result(jdbi.withHandle(handle -> request.idList().stream()
                .distinct()
                .filter(id -> id.senderTinyID() == caller.tinyID())
                .map(id -> MessageChanges.find(handle, view.get(), id))
                .filter(message -> message != null && Flags.needReadReceipt(message.flags()))
                .map(message -> new MessageReceipt(
                        Draft.id(message.sender(), message.clientId()),
                        message.change(),
                        current(handle, view.get(), message)))
                .toList()));
    }

    /// As they are at this moment: who has left the group is not waited for.
    private static Receipts current(Handle handle, View view, StoredMessage message) {
        var receipts = Objects.requireNonNullElse(view.show(message).receipts(), NONE);
        return view.parties() instanceof Parties.Members
                ? new Receipts(receipts.count(), receipts.time(), MessageReaders.unread(handle, message))
                : receipts;
    }

    /// The read receipts that messages of a group have so far, whoever wrote them.
    ///
    /// @return by sequence; without those that ask for none
    Map<Long, Receipts> get(Administrator admin, String groupID, List<Long> sequences) {
        gate.check(new ConversationId.Group(groupID));
        var view = views.ofRoom(admin, groupID);
        gate.check(view);
        return jdbi.withHandle(handle -> sequences.stream()
                .map(sequence -> Pick.at(sequence).find(handle, view))
                .filter(message -> message != null && Flags.needReadReceipt(message.flags()))
                .collect(Collectors.toMap(StoredMessage::sequence, message -> current(handle, view, message))));
    }

    private static RuntimeException nothing() {
        return ErrorCode.READ_RECEIPT_MSG_LIST_EMPTY.because(
                "none of the messages is from somebody else and asks for a read receipt");
    }

    private static List<MessageReceipt> receipts(List<Message> messages) {
        return messages.stream()
                .map(message -> new MessageReceipt(
                        message.id(), message.change(), Objects.requireNonNullElse(message.receipts(), NONE)))
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
                            AND coalesce(entered_sequence, 0) < :sequence
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
