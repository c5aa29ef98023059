package im.parley.server.message;

import im.parley.protocol.message.MessagesModified;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.operation.Frame;
import im.parley.server.store.Background;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Tells of messages that the app's back end changed before they were stored: everybody has them as they are, then
/// all of them, the sender too, are told that they were changed (MESSAGE_MODIFIED). A flag in the row of the message
/// says so until it is done: no change remains untold, whichever node dies. Safe for use by many threads.
public final class MessageRewrites {
    private static final Duration EVERY = Duration.ofSeconds(5);
    /// By then who stored it has told of it, or never will.
    private static final Duration LATE = Duration.ofSeconds(10);

    private static final int BATCH = 100;

    private final Jdbi jdbi;
    private final MessageChanges changes;
    private final Fanout fanout;
    private final Background background;
    private final BooleanSupplier isAsked;
    private final Clock clock;
    private volatile boolean isNew = true;

    /// @param isAsked whether any back end may change messages now
    public MessageRewrites(
            Jdbi jdbi,
            MessageChanges changes,
            Fanout fanout,
            Background background,
            BooleanSupplier isAsked,
            Clock clock) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.fanout = fanout;
        this.background = background;
        this.isAsked = isAsked;
        this.clock = clock;
    }

    /// Looks for messages that another node left behind: once, and then every few seconds while there may be some.
    public void start() {
        background.every(EVERY, "rewrites", this::tellLate);
    }

    /// A message is stored, or passed on, and everybody has it. Never blocks.
    ///
    /// @param afterwards called when they know that it was changed
    void told(Append append, Position position, Runnable afterwards) {
        if (append.passes()) {
            var message = WireMessages.rewritten(append, position);
            var push = Frame.pushText(new MessagesModified(List.of(message)));
            fanout.publish(
                    List.of(new Envelope(new Address.User(append.sender().tinyID()), Envelope.PUSH, null, push)));
            afterwards.run();
        } else {
            background.start("rewrite", () -> {
                tell(append.conversation, position.sequence());
                afterwards.run();
            });
        }
    }

    /// In the order of the index: without any, PostgreSQL takes nearly all messages for such and reads the whole table.
    private void tellLate() {
        if (!isNew && !isAsked.getAsBoolean()) {
            return;
        }
        var late = jdbi.withHandle(
                handle -> handle.createQuery("SELECT m.conversation_id, m.sequence FROM message m WHERE "
                                + Flags.IS_REWRITTEN + " AND m.time < :before ORDER BY m.time LIMIT :batch")
                        .bind("before", clock.millis() - LATE.toMillis())
                        .bind("batch", BATCH)
                        .map((row, context) -> new Place(row.getLong(1), row.getLong(2)))
                        .list());
        late.forEach(place -> tell(place.conversation(), place.sequence()));
        isNew = false;
    }

    private record Place(long conversation, long sequence) {}

    private void tell(long conversation, long sequence) {
        changes.changeOne(
                conversation,
                sequence,
                (handle, view, message) -> Flags.isRewritten(message.flags()) && raise(handle, message),
                (view, receiver, changed) -> new MessagesModified(changed));
        // also where nobody is left who could be told
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE message SET flags = flags & ~:rewritten"
                        + " WHERE conversation_id = :conversation AND sequence = :sequence AND flags & :rewritten <> 0")
                .bind("rewritten", Flags.REWRITTEN)
                .bind("conversation", conversation)
                .bind("sequence", sequence)
                .execute());
    }

    /// @return whether viewers see a difference
    private static boolean raise(Handle handle, StoredMessage message) {
        handle.createUpdate("""
                        UPDATE message SET flags = flags & ~:rewritten, version = :version
                        WHERE conversation_id = :conversation AND sequence = :sequence
                        """)
                .bind("rewritten", Flags.REWRITTEN)
                .bind("version", message.version() + 1)
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .execute();
        return true;
    }
}
