package im.parley.sdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The methods that scenarios call, by name: parameters and results in the web SDK's form, as scenarios have them.
final class SharedCalls {
    @FunctionalInterface
    private interface Call {
        Object call(Chat chat, Arguments with);
    }

    /// What a call is given: texts, numbers, lists, objects as maps, and messages as they are.
    record Arguments(List<?> list) {
        Object first() {
            return list.isEmpty() ? Map.of() : list.getFirst();
        }

        Message message() {
            return (Message) first();
        }

        Object get(String key) {
            return ((Map<?, ?>) first()).get(key);
        }

        String text(String key) {
            return (String) get(key);
        }

        @SuppressWarnings("unchecked") // a scenario's own list
        List<String> texts(String key) {
            return (List<String>) get(key);
        }

        Arguments at(String key) {
            return new Arguments(List.of(get(key)));
        }

        <P> CreateOptions<P> creating(P payload) {
            var options = CreateOptions.of(text("to"), text("conversationType"), payload);
            var data = text("cloudCustomData");
            return data == null ? options : options.withCloudCustomData(data);
        }
    }

    private static final Map<String, Call> CALLS = Map.ofEntries(
            // Instance and login
            Map.entry("login", (chat, with) -> chat.login(with.text("userID"), with.text("userSig"))),
            Map.entry("logout", (chat, with) -> empty(chat.logout())),
            Map.entry("getLoginUser", (chat, with) -> chat.getLoginUser()),
            Map.entry("isReady", (chat, with) -> chat.isReady()),
            Map.entry("getMyProfile", (chat, with) -> chat.getMyProfile()),
            Map.entry(
                    "updateMyProfile",
                    (chat, with) -> chat.updateMyProfile(new ProfileUpdate().nick(with.text("nick")))),
            // Messages
            Map.entry(
                    "createTextMessage",
                    (chat, with) -> chat.createTextMessage(
                            with.creating(new TextPayload(with.at("payload").text("text"))))),
            Map.entry("createCustomMessage", (chat, with) -> {
                var payload = with.at("payload");
                return chat.createCustomMessage(with.creating(new CustomPayload(
                        payload.text("data"), payload.text("description"), payload.text("extension"))));
            }),
            Map.entry("sendMessage", (chat, with) -> as("message", chat.sendMessage(with.message()))),
            Map.entry("revokeMessage", (chat, with) -> as("message", chat.revokeMessage(with.message()))),
            Map.entry("deleteMessage", (chat, with) -> {
                var messages = ((List<?>) with.first())
                        .stream().map(Message.class::cast).toList();
                return as("messageList", chat.deleteMessage(messages));
            }),
            Map.entry("findMessage", (chat, with) -> chat.findMessage((String) with.first())),
            Map.entry(
                    "getMessageList",
                    (chat, with) -> chat.getMessageList(MessageListQuery.newest(with.text("conversationID")))),
            // Conversations
            Map.entry("setMessageRead", (chat, with) -> empty(chat.setMessageRead(with.text("conversationID")))),
            Map.entry("getTotalUnreadMessageCount", (chat, with) -> chat.getTotalUnreadMessageCount()),
            Map.entry("getConversationList", (chat, with) -> chat.getConversationList()),
            Map.entry(
                    "getConversationProfile",
                    (chat, with) -> as("conversation", chat.getConversationProfile((String) with.first()))),
            Map.entry(
                    "pinConversation",
                    (chat, with) -> as("conversationID", chat.pinConversation(with.text("conversationID"), (boolean)
                            with.get("isPinned")))),
            Map.entry(
                    "setConversationCustomData",
                    (chat, with) ->
                            chat.setConversationCustomData(with.texts("conversationIDList"), with.text("customData"))),
            Map.entry(
                    "createConversationGroup",
                    (chat, with) ->
                            chat.createConversationGroup(with.texts("conversationIDList"), with.text("groupName"))),
            Map.entry("getConversationGroupList", (chat, with) -> chat.getConversationGroupList()),
            Map.entry(
                    "deleteConversation",
                    (chat, with) -> as("conversationID", chat.deleteConversation((String) with.first()))),
            // Friends and blacklist
            Map.entry("getFriendList", (chat, with) -> chat.getFriendList()),
            Map.entry("addFriend", (chat, with) -> {
                var options = new AddFriendOptions(with.text("to"), with.text("source"));
                var remark = with.text("remark");
                return chat.addFriend(remark == null ? options : options.remark(remark));
            }),
            Map.entry("deleteFriend", (chat, with) -> chat.deleteFriend(with.texts("userIDList"), with.text("type"))),
            Map.entry("addToBlacklist", (chat, with) -> chat.addToBlacklist(with.texts("userIDList"))),
            Map.entry("removeFromBlacklist", (chat, with) -> chat.removeFromBlacklist(with.texts("userIDList"))),
            // Groups
            Map.entry("createGroup", (chat, with) -> {
                var members = ((List<?>) with.get("memberList"))
                        .stream()
                                .map(member -> (String) ((Map<?, ?>) member).get("userID"))
                                .toList();
                return chat.createGroup(new GroupCreation(with.text("name"))
                        .type(with.text("type"))
                        .members(members));
            }),
            Map.entry("getGroupProfile", (chat, with) -> as("group", chat.getGroupProfile(with.text("groupID")))),
            Map.entry(
                    "setGroupMemberRole",
                    (chat, with) ->
                            chat.setGroupMemberRole(with.text("groupID"), with.text("userID"), with.text("role"))),
            Map.entry("quitGroup", (chat, with) -> as("groupID", chat.quitGroup((String) with.first()))),
            Map.entry("dismissGroup", (chat, with) -> as("groupID", chat.dismissGroup((String) with.first()))),
            // Signaling
            Map.entry(
                    "invite",
                    (chat, with) -> chat.invite(InviteOptions.toUser(with.text("userID"))
                            .data(with.text("data"))
                            .timeout(((Long) with.get("timeout")).intValue()))),
            Map.entry("accept", (chat, with) -> chat.accept(with.text("inviteID"), with.text("data"))),
            Map.entry("reject", (chat, with) -> chat.reject(with.text("inviteID"), with.text("data"))),
            Map.entry("cancel", (chat, with) -> chat.cancel(with.text("inviteID"), with.text("data"))),
            Map.entry("getSignalingInfo", (chat, with) -> chat.getSignalingInfo(with.message())));

    private SharedCalls() {}

    /// What it returns; a future as it is.
    static Object call(Chat chat, String name, List<?> arguments) {
        return Optional.ofNullable(CALLS.get(name))
                .orElseThrow(() -> new AssertionError("scenarios cannot call " + name + " yet"))
                .call(chat, new Arguments(arguments));
    }

    private static CompletableFuture<Object> as(String name, CompletableFuture<?> value) {
        return value.thenApply(it -> Map.of(name, it));
    }

    private static CompletableFuture<Object> empty(CompletableFuture<Void> done) {
        return done.thenApply(nothing -> Map.of());
    }
}
