package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.server.operation.Outbox;
import im.parley.server.users.Account;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A draft and what is to happen with its outcome. Filled in by the writer thread on its way.
final class Append {
    final Draft draft;
    final Outcome outcome;
    final long queuedAt = System.nanoTime();

    /// What becomes of it in place of being stored, unless it is already; null: it may be stored.
    final WritePolicy.@Nullable Verdict denial;

    /// Set when resolved, like the following two.
    @Nullable
    Account sender;

    /// The C2C peer.
    @Nullable
    Account receiver;

    /// The room; null in C2C.
    Rooms.@Nullable Room room;

    /// The sender's name in the room; empty: none.
    String nameCard = "";

    /// Whether messages in the room can get read receipts (`sendMessageReadReceipt#4`).
    boolean receiptsInRoom;

    /// Account numbers of who alone gets it, the sender among them unless a back end sends it; null: everybody.
    @Nullable
    List<Long> receivers;

    /// The timeline.
    long conversation;

    Append(Draft draft, WritePolicy.@Nullable Verdict denial, Outcome outcome) {
        this.draft = draft;
        this.denial = denial;
        this.outcome = outcome;
    }

    Account sender() {
        return Objects.requireNonNull(sender);
    }

    Account receiver() {
        return Objects.requireNonNull(receiver);
    }

    /// Whether it raises the head's upper counter: the sender is the lower of two users, or it goes to a
    /// room, whose one counter that is.
    boolean fromLow() {
        return room != null || sender().tinyID() < receiver().tinyID();
    }

    boolean toSelf() {
        return room == null && sender().tinyID() == receiver().tinyID();
    }

    /// Whether it is unread for those who did not send it.
    boolean countsUnread() {
        return !toSelf() && !Flags.isExcludedFromUnreadCount(draft.flags()) && (room == null || room.countsUnread());
    }

    /// How many may send a read receipt for it; 0 where it asks for none, and in C2C.
    int readers() {
        if (room == null || !Flags.needReadReceipt(flags())) {
            return 0;
        }
        return receivers == null
                ? room.members() - 1
                : (int) receivers.stream()
                        .filter(receiver -> receiver != sender().tinyID())
                        .count();
    }

    /// Those of the draft, as they are stored and told.
    int flags() {
        return lacksReceipts() ? Flags.withoutReadReceipt(draft.flags()) : draft.flags();
    }

    /// Whether the sender asks for read receipts where there are none.
    boolean lacksReceipts() {
        return room != null && !receiptsInRoom && Flags.needReadReceipt(draft.flags());
    }

    /// See [Extras]; what is known only now is in it, too.
    @Nullable
    String extras() {
        return Extras.with(draft.extras(), nameCard, readers());
    }

    /// The version that it has when everybody has been told of it.
    int firstVersion() {
        return Flags.isRewritten(draft.flags()) ? 1 : 0;
    }

    /// Whether it is told to who is there now and not stored.
    boolean passes() {
        return draft.onlineOnly() || isLive();
    }

    /// Whether it goes to a live room.
    boolean isLive() {
        return room != null && room.isLive();
    }

    /// The one name under which this message can be stored.
    Key key() {
        return new Key(conversation, draft.sender(), draft.clientId());
    }

    record Key(long conversation, long sender, long clientId) {}

    /// What is called on the publisher thread, once: [#stored] and then [#told], or [#refused]. A message that is
    /// stored and cannot be acknowledged is refused and told of.
    interface Outcome {
        /// If it throws before the outbox has its answer, [#refused] follows.
        ///
        /// @param append with what became of the draft on its way
        /// @param outbox goes out when the whole batch is done
        void stored(Append append, Position position, Outbox outbox);

        /// The sender has the answer, and everybody else the event, if they are to have it. Must not block.
        default void told(Append append, Position position) {}

        void refused(ChatException why);
    }
}
