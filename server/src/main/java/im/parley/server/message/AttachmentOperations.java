package im.parley.server.message;

import im.parley.protocol.message.AddReaction;
import im.parley.protocol.message.DeleteExtensions;
import im.parley.protocol.message.GetExtensions;
import im.parley.protocol.message.GetReactions;
import im.parley.protocol.message.GetReceipts;
import im.parley.protocol.message.ListReactionUsers;
import im.parley.protocol.message.ListReaders;
import im.parley.protocol.message.RemoveReaction;
import im.parley.protocol.message.SendReceipts;
import im.parley.protocol.message.SetExtensions;
import im.parley.server.operation.OperationTable;

/// The operations on what users attach to messages.
public final class AttachmentOperations {
    private final MessageExtensions extensions;
    private final MessageReactions reactions;
    private final MessageReceipts receipts;
    private final MessageReaders readers;
    private final Views views;

    public AttachmentOperations(
            MessageExtensions extensions,
            MessageReactions reactions,
            MessageReceipts receipts,
            MessageReaders readers,
            Views views) {
        this.extensions = extensions;
        this.reactions = reactions;
        this.receipts = receipts;
        this.readers = readers;
        this.views = views;
    }

    /// The same for back ends.
    public BackEndAttachments ofBackEnds() {
        return new BackEndAttachments(extensions, receipts, readers, views);
    }

    public void addTo(OperationTable.Builder table) {
        table.onRepeatable(SetExtensions.class, extensions::set);
        table.on(DeleteExtensions.class, extensions::delete);
        table.on(GetExtensions.class, extensions::get);
        table.onRepeatable(AddReaction.class, reactions::add);
        table.onRepeatable(RemoveReaction.class, reactions::remove);
        table.on(GetReactions.class, reactions::get);
        table.on(ListReactionUsers.class, reactions::users);
        table.on(SendReceipts.class, receipts::send);
        table.on(GetReceipts.class, receipts::get);
        table.on(ListReaders.class, readers::list);
    }
}
