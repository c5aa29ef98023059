package im.parley.server.message;

import im.parley.protocol.message.Message;
import im.parley.server.users.Account;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// What one user may see of one timeline.
///
/// @param conversation the timeline
/// @param viewer account number
/// @param cleared the last sequence that is hidden from the viewer
/// @param deleted the newest sequence that the viewer deleted for themselves; 0: none
/// @param since milliseconds since 1970; what is older is no longer kept
record View(long conversation, Parties parties, long viewer, long cleared, long deleted, long since) {
    /// SQL: the viewer of [#bind] may see the message `m`, as far as its age does not matter.
    static final String VISIBLE = """
            m.conversation_id = :conversation AND m.sequence > :cleared
            AND (m.receivers IS NULL OR :viewer = ANY (m.receivers))
            AND (m.sequence > :deleted OR NOT EXISTS (
                SELECT FROM message_deletion d WHERE d.conversation_id = m.conversation_id
                    AND d.tiny_id = :viewer AND d.sequence = m.sequence))
            """;

    /// Whether nothing is stored there.
    boolean isLive() {
        return parties instanceof Parties.Members members && members.room().isLive();
    }

    /// What somebody who takes part calls the conversation.
    ///
    /// @param participant null: any member of a room
    String nameFor(@Nullable Account participant) {
        return parties.nameFor(participant);
    }

    /// The version of the room; 0 in C2C.
    long version() {
        return parties instanceof Parties.Members members ? members.room().version() : 0;
    }

    /// Whether the viewer may change what the message says (settled 17).
    boolean mayManage(StoredMessage message) {
        return switch (parties) {
            case Parties.Two two -> message.sender() != SystemAccount.TINY_ID;
            case Parties.Members(var room, var accounts) ->
                message.sender() == viewer || room.managed() && message.sender() != SystemAccount.TINY_ID;
        };
    }

    /// Messages as the viewer gets them.
    List<Message> show(List<StoredMessage> messages) {
        parties.expect(messages);
        return messages.stream().map(this::show).toList();
    }

    /// A message as the viewer gets it.
    Message show(StoredMessage message) {
        return show(message, viewer);
    }

    /// A message as somebody else in the conversation gets it.
    Message show(StoredMessage message, long tinyID) {
        return WireMessages.of(message, parties, tinyID);
    }

    /// Binds what [#VISIBLE] names.
    <Q extends SqlStatement<Q>> Q bind(Q query) {
        return query.bind("conversation", conversation)
                .bind("cleared", cleared)
                .bind("deleted", deleted)
                .bind("viewer", viewer);
    }
}
