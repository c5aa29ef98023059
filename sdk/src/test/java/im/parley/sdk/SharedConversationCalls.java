package im.parley.sdk;

import static im.parley.sdk.SharedCalls.as;
import static im.parley.sdk.SharedCalls.empty;

import im.parley.sdk.SharedCalls.Arguments;
import im.parley.sdk.SharedCalls.Call;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// What scenarios do with conversations.
final class SharedConversationCalls {
    static final Map<String, Call> ALL = Map.ofEntries(
            Map.entry("setMessageRead", (chat, with) -> empty(chat.setMessageRead(with.text("conversationID")))),
            Map.entry(
                    "setAllMessageRead",
                    (chat, with) -> empty(
                            with.isEmpty() ? chat.setAllMessageRead() : chat.setAllMessageRead(with.text("scope")))),
            Map.entry("getTotalUnreadMessageCount", (chat, with) -> chat.getTotalUnreadMessageCount()),
            Map.entry("getConversationList", SharedConversationCalls::list),
            Map.entry(
                    "getConversationProfile",
                    (chat, with) -> as("conversation", chat.getConversationProfile(with.text()))),
            Map.entry(
                    "pinConversation",
                    (chat, with) -> as(
                            "conversationID",
                            chat.pinConversation(with.text("conversationID"), with.flag("isPinned")))),
            Map.entry("setMessageRemindType", SharedConversationCalls::remind),
            Map.entry(
                    "markConversation",
                    (chat, with) -> chat.markConversation(
                            with.texts("conversationIDList"), with.number("markType"), with.flag("enableMark"))),
            Map.entry(
                    "setConversationCustomData",
                    (chat, with) ->
                            chat.setConversationCustomData(with.texts("conversationIDList"), with.text("customData"))),
            Map.entry(
                    "setConversationDraft",
                    (chat, with) -> as(
                            "conversation",
                            chat.setConversationDraft(with.text("conversationID"), with.text("draftText")))),
            Map.entry(
                    "setAllReceiveMessageOpt",
                    (chat, with) -> chat.setAllReceiveMessageOpt(new ReceiveMessageOptions(
                            with.text("messageRemindType"),
                            with.smallNumber("startHour"),
                            with.smallNumber("startMinute"),
                            with.smallNumber("startSecond"),
                            with.number("duration"),
                            with.flag("isRepeated")))),
            Map.entry("getAllReceiveMessageOpt", (chat, with) -> chat.getAllReceiveMessageOpt()),
            Map.entry("getConversationGroupList", (chat, with) -> chat.getConversationGroupList()),
            Map.entry(
                    "createConversationGroup",
                    (chat, with) ->
                            chat.createConversationGroup(with.texts("conversationIDList"), with.text("groupName"))),
            Map.entry(
                    "renameConversationGroup",
                    (chat, with) -> empty(chat.renameConversationGroup(with.text("oldName"), with.text("newName")))),
            Map.entry(
                    "addConversationsToGroup",
                    (chat, with) ->
                            chat.addConversationsToGroup(with.texts("conversationIDList"), with.text("groupName"))),
            Map.entry(
                    "deleteConversationsFromGroup",
                    (chat, with) -> chat.deleteConversationsFromGroup(
                            with.texts("conversationIDList"), with.text("groupName"))),
            Map.entry("deleteConversationGroup", (chat, with) -> empty(chat.deleteConversationGroup(with.text()))),
            Map.entry(
                    "clearHistoryMessage", (chat, with) -> as("conversationID", chat.clearHistoryMessage(with.text()))),
            Map.entry("deleteConversation", (chat, with) -> delete(chat, with)));

    private SharedConversationCalls() {}

    private static CompletableFuture<ConversationList> list(Chat chat, Arguments with) {
        if (with.isEmpty()) {
            return chat.getConversationList();
        }
        if (with.first() instanceof List<?>) {
            return chat.getConversationList(with.texts());
        }
        var filter = ConversationFilter.all();
        filter = with.text("type") == null ? filter : filter.type(with.text("type"));
        filter = with.text("groupName") == null ? filter : filter.groupName(with.text("groupName"));
        filter = with.get("markType") == null ? filter : filter.markType(with.number("markType"));
        return chat.getConversationList(filter);
    }

    private static CompletableFuture<?> remind(Chat chat, Arguments with) {
        var type = with.text("messageRemindType");
        if (with.text("groupID") != null) {
            return as("group", chat.setMessageRemindType(with.text("groupID"), type));
        }
        return chat.setMessageRemindType(with.texts("userIDList"), type)
                .thenApply(result -> Map.of(
                        "successUserIDList",
                        SharedPeopleCalls.users(result.successUserIDList()),
                        "failureUserIDList",
                        result.failureUserIDList()));
    }

    private static CompletableFuture<Object> delete(Chat chat, Arguments with) {
        return with.first() instanceof String conversationID
                ? as("conversationID", chat.deleteConversation(conversationID))
                : as(
                        "conversationIDList",
                        chat.deleteConversation(with.texts("conversationIDList"), with.flag("clearHistoryMessage")));
    }
}
