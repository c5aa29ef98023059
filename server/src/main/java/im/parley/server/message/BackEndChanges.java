package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What back ends change in messages that are stored. Whoever sees them is told as if a user had done it.
public final class BackEndChanges {
    private final MessageModification modification;
    private final MessageDeletion deletion;
    private final RoomClearing clearing;
    private final NamedMessages named;

    public BackEndChanges(
            MessageModification modification, MessageDeletion deletion, RoomClearing clearing, Views views) {
        this.modification = modification;
        this.deletion = deletion;
        this.clearing = clearing;
        this.named = new NamedMessages(views);
    }

    /// Changes what a message says, whoever else did before. Any kind becomes a text, custom, location or face
    /// message.
    ///
    /// @param content null: it stays
    /// @param cloudCustomData null: it stays
    /// @throws ChatException [im.parley.protocol.ErrorCode#MESSAGE_INVALID_REQUEST] also for one that was
    ///     taken back, [im.parley.protocol.ErrorCode#MESSAGE_TOO_LARGE], and those of a message that is not
    ///     there
    public void modify(
            Administrator admin, NamedMessage message, @Nullable Content content, @Nullable String cloudCustomData) {
        modification.overwrite(admin, named.find(admin, message), content, cloudCustomData);
    }

    /// Deletes messages for one of the two who wrote them.
    ///
    /// @return those that are not there
    public List<MessageKey> delete(Account owner, Account peer, List<MessageKey> keys) {
        return deletion.delete(new Administrator(owner.tinyID(), owner.userID()), peer, keys);
    }

    /// Takes the history of a group away from everybody.
    ///
    /// @param upTo sequence of the last message that goes; null: all go
    /// @throws ChatException [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND],
    ///     [im.parley.protocol.ErrorCode#AV_MESSAGE_NOT_DELETABLE] for a live room
    public void clear(Administrator admin, String groupID, @Nullable Long upTo) {
        clearing.clear(admin, groupID, upTo);
    }
}
