package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.server.operation.Outbox;
import im.parley.server.users.Account;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A draft and what is to happen with its outcome. Filled in by the writer thread on its way.
final class Append {
    final Draft draft;
    final Outcome outcome;
    final long queuedAt = System.nanoTime();

    /// Set when resolved, like the following two.
    @Nullable
    Account sender;

    /// The C2C peer.
    @Nullable
    Account receiver;

    /// The timeline.
    long conversation;

    Append(Draft draft, Outcome outcome) {
        this.draft = draft;
        this.outcome = outcome;
    }

    Account sender() {
        return Objects.requireNonNull(sender);
    }

    Account receiver() {
        return Objects.requireNonNull(receiver);
    }

    /// Whether the sender is the lower of the two users.
    boolean fromLow() {
        return sender().tinyID() < receiver().tinyID();
    }

    boolean toSelf() {
        return sender().tinyID() == receiver().tinyID();
    }

    /// The one name under which this message can be stored.
    Key key() {
        return new Key(conversation, draft.sender(), draft.clientId());
    }

    record Key(long conversation, long sender, long clientId) {}

    /// Called once, on the publisher thread.
    interface Outcome {
        /// @param outbox goes out when the whole batch is done
        void stored(Position position, Outbox outbox);

        void refused(ChatException why);
    }
}
