package im.parley.server.message;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.message.Extension;
import im.parley.protocol.message.ExtensionKey;
import im.parley.protocol.message.ExtensionOutcome;
import im.parley.protocol.message.GetExtensions;
import im.parley.protocol.message.ListReaders;
import im.parley.protocol.message.Receipts;
import im.parley.server.message.MessageChanges.Pick;
import im.parley.server.message.MessageChanges.Target;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What back ends attach to messages and read of it: extensions as the app's administrator, read receipts in
/// users' names.
public final class BackEndAttachments {
    private final MessageExtensions extensions;
    private final MessageReceipts receipts;
    private final MessageReaders readers;
    private final Views views;
    private final NamedMessages named;

    BackEndAttachments(MessageExtensions extensions, MessageReceipts receipts, MessageReaders readers, Views views) {
        this.extensions = extensions;
        this.receipts = receipts;
        this.readers = readers;
        this.views = views;
        this.named = new NamedMessages(views);
    }

    /// Sets keys whatever version they have.
    ///
    /// @throws im.parley.protocol.ChatException see [im.parley.protocol.message.SetExtensions], and those of a
    ///     message that is not there
    public List<ExtensionOutcome> set(Administrator admin, NamedMessage message, List<Extension> wanted) {
        return extensions.set(admin, named.find(admin, message), wanted).extensions();
    }

    /// Deletes keys whatever version they have.
    ///
    /// @param keys null: all
    public List<ExtensionOutcome> delete(Administrator admin, NamedMessage message, @Nullable List<ExtensionKey> keys) {
        return extensions.delete(admin, named.find(admin, message), keys).extensions();
    }

    public GetExtensions.Result extensions(Administrator admin, NamedMessage message) {
        return extensions.get(named.find(admin, message));
    }

    /// Tells a user that another has read what they wrote. What asks for no receipt is passed over.
    ///
    /// @throws im.parley.protocol.ChatException see [im.parley.protocol.message.SendReceipts]
    public void sendReceipts(Account reader, Account peer, List<MessageKey> keys) {
        receipts.send(
                as(reader),
                new ConversationId.C2C(peer.userID()),
                keys.stream()
                        .distinct()
                        .map(key -> NamedMessages.pick(new NamedMessage.InC2C(peer, reader, key))
                                .ifSeen())
                        .toList());
    }

    /// The same in a group that the reader is in.
    public void sendReceipts(Account reader, String groupID, List<Long> sequences) {
        receipts.send(
                as(reader),
                new ConversationId.Group(groupID),
                sequences.stream()
                        .distinct()
                        .map(sequence -> Pick.at(sequence).ifSeen())
                        .toList());
    }

    private static Administrator as(Account user) {
        return new Administrator(user.tinyID(), user.userID());
    }

    /// The read receipts of messages in a group.
    ///
    /// @return by sequence; without those that ask for none
    /// @throws im.parley.protocol.ChatException see [im.parley.protocol.message.GetReceipts]
    public Map<Long, Receipts> receipts(Administrator admin, String groupID, List<Long> sequences) {
        return receipts.get(admin, groupID, sequences);
    }

    /// Who has read a message in a group, or has not.
    ///
    /// @param cursor from the page before; null or empty: the first
    /// @throws im.parley.protocol.ChatException see [ListReaders]
    public ListReaders.Result readers(
            Administrator admin, String groupID, long sequence, boolean isRead, @Nullable String cursor, int count) {
        var target = new Target(
                views.ofRoom(admin, groupID),
                Pick.at(sequence),
                () -> ErrorCode.READ_RECEIPT_NOT_FOUND.because(
                        "there is no message " + sequence + " that asks for read receipts in \"" + groupID + '"'));
        return readers.list(admin, target, new MessageReaders.Query(isRead, cursor, count));
    }
}
