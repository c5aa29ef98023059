package im.parley.server.conversation;

import im.parley.protocol.conversation.ClearHistory;
import im.parley.protocol.conversation.DeleteConversations;
import im.parley.protocol.conversation.GetConversation;
import im.parley.protocol.conversation.ListConversations;
import im.parley.protocol.conversation.ReadConversation;
import im.parley.server.operation.OperationTable;

/// The operations on conversations.
public final class ConversationOperations {
    private final ConversationService service;

    public ConversationOperations(ConversationService service) {
        this.service = service;
    }

    public void addTo(OperationTable.Builder table) {
        table.on(ListConversations.class, service::list);
        table.on(GetConversation.class, service::get);
        table.on(ReadConversation.class, service::read);
        table.on(DeleteConversations.class, service::delete);
        table.on(ClearHistory.class, service::clearHistory);
    }
}
