package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.conversation.AddToConversationGroup;
import im.parley.protocol.conversation.CreateConversationGroup;
import im.parley.protocol.conversation.DeleteConversationGroup;
import im.parley.protocol.conversation.RemoveFromConversationGroup;
import im.parley.protocol.conversation.RenameConversationGroup;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Passes the calls about conversations on to the parts that serve them.
interface ConversationCalls extends ConversationApi, ConversationOptionApi {
    Parts parts();

    @Override
    default CompletableFuture<ConversationList> getConversationList() {
        return parts().conversationRequests.getConversationList();
    }

    @Override
    default CompletableFuture<ConversationList> getConversationList(List<String> conversationIDList) {
        return parts().conversationRequests.getConversationList(conversationIDList);
    }

    @Override
    default CompletableFuture<ConversationList> getConversationList(ConversationFilter filter) {
        return parts().conversationRequests.getConversationList(filter);
    }

    @Override
    default CompletableFuture<Conversation> getConversationProfile(String conversationID) {
        return parts().conversationRequests.getConversationProfile(conversationID);
    }

    @Override
    default CompletableFuture<String> deleteConversation(String conversationID) {
        return parts().conversationRequests.deleteConversation(conversationID);
    }

    @Override
    default CompletableFuture<List<String>> deleteConversation(
            List<String> conversationIDList, boolean clearHistoryMessage) {
        return parts().conversationRequests.deleteConversation(conversationIDList, clearHistoryMessage);
    }

    @Override
    default CompletableFuture<String> clearHistoryMessage(String conversationID) {
        return parts().conversationRequests.clearHistoryMessage(conversationID);
    }

    @Override
    default CompletableFuture<Void> setMessageRead(String conversationID) {
        return parts().conversationRequests.setMessageRead(conversationID);
    }

    @Override
    default int getTotalUnreadMessageCount() {
        return parts().conversationRequests.getTotalUnreadMessageCount();
    }

    @Override
    default CompletableFuture<String> pinConversation(String conversationID, boolean isPinned) {
        return parts().conversationOptions.pinConversation(conversationID, isPinned);
    }

    @Override
    default CompletableFuture<Group> setMessageRemindType(String groupID, String messageRemindType) {
        return parts().conversationOptions.setMessageRemindType(groupID, messageRemindType);
    }

    @Override
    default CompletableFuture<RemindResult> setMessageRemindType(List<String> userIDList, String messageRemindType) {
        return parts().conversationOptions.setMessageRemindType(userIDList, messageRemindType);
    }

    @Override
    default CompletableFuture<ConversationResults> markConversation(
            List<String> conversationIDList, long markType, boolean enableMark) {
        return parts().conversationOptions.markConversation(conversationIDList, markType, enableMark);
    }

    @Override
    default CompletableFuture<ConversationResults> setConversationCustomData(
            List<String> conversationIDList, String customData) {
        return parts().conversationOptions.setConversationCustomData(conversationIDList, customData);
    }

    @Override
    default CompletableFuture<Conversation> setConversationDraft(String conversationID, String draftText) {
        return parts().conversationOptions.setConversationDraft(conversationID, draftText);
    }

    @Override
    default CompletableFuture<Void> setAllMessageRead(String scope) {
        return parts().conversationReads.setAllMessageRead(scope);
    }

    @Override
    default CompletableFuture<Void> setAllMessageRead() {
        return parts().conversationReads.setAllMessageRead(Types.READ_ALL_MSG);
    }

    @Override
    default CompletableFuture<ReceiveMessageOpt> setAllReceiveMessageOpt(ReceiveMessageOptions options) {
        return parts().conversationOptions.setAllReceiveMessageOpt(options);
    }

    @Override
    default CompletableFuture<ReceiveMessageOpt> getAllReceiveMessageOpt() {
        return parts().conversationOptions.getAllReceiveMessageOpt();
    }

    @Override
    default CompletableFuture<List<String>> getConversationGroupList() {
        return parts().conversationOptions.getConversationGroupList();
    }

    @Override
    default CompletableFuture<ConversationResults> createConversationGroup(
            List<String> conversationIDList, String groupName) {
        return parts().conversationOptions
                .inGroup(
                        "createConversationGroup",
                        conversationIDList,
                        groupName,
                        ids -> new CreateConversationGroup(ids, groupName));
    }

    @Override
    default CompletableFuture<Void> deleteConversationGroup(String groupName) {
        return parts().conversationOptions.aboutGroup(() -> new DeleteConversationGroup(groupName), groupName);
    }

    @Override
    default CompletableFuture<Void> renameConversationGroup(String oldName, String newName) {
        return parts().conversationOptions
                .aboutGroup(() -> new RenameConversationGroup(oldName, newName), oldName, newName);
    }

    @Override
    default CompletableFuture<ConversationResults> addConversationsToGroup(
            List<String> conversationIDList, String groupName) {
        return parts().conversationOptions
                .inGroup(
                        "addConversationsToGroup",
                        conversationIDList,
                        groupName,
                        ids -> new AddToConversationGroup(ids, groupName));
    }

    @Override
    default CompletableFuture<ConversationResults> deleteConversationsFromGroup(
            List<String> conversationIDList, String groupName) {
        return parts().conversationOptions
                .inGroup(
                        "deleteConversationsFromGroup",
                        conversationIDList,
                        groupName,
                        ids -> new RemoveFromConversationGroup(ids, groupName));
    }
}
