package im.parley.server.message;

import im.parley.protocol.Types;
import im.parley.protocol.message.Message;
import im.parley.server.users.Account;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/// What one user may see of one timeline.
///
/// @param conversation the timeline
/// @param low its lower user
/// @param high its higher user
/// @param viewer account number
/// @param cleared the last sequence that is hidden from the viewer
/// @param deleted the newest sequence that the viewer deleted for themselves; 0: none
/// @param since milliseconds since 1970; what is older is no longer kept
record View(long conversation, Account low, Account high, long viewer, long cleared, long deleted, long since) {
    /// SQL: the viewer of [#bind] may see the message `m`, as far as its age does not matter.
    static final String VISIBLE = """
            m.conversation_id = :conversation AND m.sequence > :cleared
            AND (m.sequence > :deleted OR NOT EXISTS (
                SELECT FROM message_deletion d WHERE d.conversation_id = m.conversation_id
                    AND d.tiny_id = :viewer AND d.sequence = m.sequence))
            """;

    /// Everybody who takes part.
    List<Account> audience() {
        return low.tinyID() == high.tinyID() ? List.of(low) : List.of(low, high);
    }

    /// What somebody who takes part calls the conversation.
    String nameFor(Account participant) {
        return Types.CONV_C2C + (participant.tinyID() == low.tinyID() ? high : low).userID();
    }

    /// A message as the viewer gets it.
    Message show(StoredMessage message) {
        return show(message, viewer);
    }

    /// A message as somebody else in the conversation gets it.
    Message show(StoredMessage message, long tinyID) {
        return WireMessages.of(message, low, high, tinyID);
    }

    /// Binds what [#VISIBLE] names.
    <Q extends SqlStatement<Q>> Q bind(Q query) {
        return query.bind("conversation", conversation)
                .bind("cleared", cleared)
                .bind("deleted", deleted)
                .bind("viewer", viewer);
    }
}
