package im.parley.sdk;

import static im.parley.sdk.SharedCalls.as;
import static im.parley.sdk.SharedCalls.empty;

import im.parley.protocol.message.SearchMessages;
import im.parley.sdk.SharedCalls.Arguments;
import im.parley.sdk.SharedCalls.Call;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// What scenarios do with messages.
final class SharedMessageCalls {
    static final Map<String, Call> ALL = Map.ofEntries(
            Map.entry(
                    "createTextMessage",
                    (chat, with) -> chat.createTextMessage(
                            creating(with, new TextPayload(with.at("payload").text("text"))))),
            Map.entry("createTextAtMessage", (chat, with) -> {
                var payload = with.at("payload");
                return chat.createTextAtMessage(
                        creating(with, new TextAtContent(payload.text("text"), payload.texts("atUserList"))));
            }),
            Map.entry("createCustomMessage", (chat, with) -> {
                var payload = with.at("payload");
                return chat.createCustomMessage(creating(
                        with,
                        new CustomPayload(
                                payload.text("data"), payload.text("description"), payload.text("extension"))));
            }),
            Map.entry("createFaceMessage", (chat, with) -> {
                var payload = with.at("payload");
                return chat.createFaceMessage(
                        creating(with, new FacePayload(payload.number("index"), payload.text("data"))));
            }),
            Map.entry("createLocationMessage", (chat, with) -> {
                var payload = with.at("payload");
                return chat.createLocationMessage(creating(
                        with,
                        new LocationPayload(
                                payload.text("description"),
                                ((Number) payload.get("longitude")).doubleValue(),
                                ((Number) payload.get("latitude")).doubleValue())));
            }),
            Map.entry(
                    "createImageMessage",
                    (chat, with) -> chat.createImageMessage(creating(with, new ImageContent(file(with))))),
            Map.entry(
                    "createFileMessage",
                    (chat, with) -> chat.createFileMessage(creating(with, new FileContent(file(with))))),
            Map.entry("createMergerMessage", (chat, with) -> {
                var payload = with.at("payload");
                return chat.createMergerMessage(creating(
                        with,
                        new MergerContent(
                                payload.messages("messageList"),
                                payload.text("title"),
                                payload.texts("abstractList"),
                                payload.text("compatibleText"))));
            }),
            Map.entry(
                    "createForwardMessage",
                    (chat, with) -> chat.createForwardMessage(creating(with, with.message("payload")))),
            Map.entry("downloadMergerMessage", (chat, with) -> chat.downloadMergerMessage(with.message())),
            Map.entry("sendMessage", (chat, with) -> as("message", chat.sendMessage(with.message(), sending(with)))),
            Map.entry("resendMessage", (chat, with) -> as("message", chat.resendMessage(with.message()))),
            Map.entry("revokeMessage", (chat, with) -> as("message", chat.revokeMessage(with.message()))),
            Map.entry("modifyMessage", (chat, with) -> as("message", chat.modifyMessage(with.message()))),
            Map.entry("deleteMessage", (chat, with) -> as("messageList", chat.deleteMessage(with.messages()))),
            Map.entry("findMessage", (chat, with) -> chat.findMessage(with.text())),
            Map.entry("getMessageList", (chat, with) -> chat.getMessageList(page(with))),
            Map.entry(
                    "getMessageListHopping",
                    (chat, with) ->
                            chat.getMessageListHopping(MessageHoppingQuery.newest(with.text("conversationID")))),
            Map.entry("searchCloudMessages", (chat, with) -> chat.searchCloudMessages(search(with))),
            // Attachments
            Map.entry(
                    "setMessageExtensions",
                    (chat, with) -> as(
                            "extensions",
                            chat.setMessageExtensions(
                                    with.message(),
                                    Arguments.each(with.second()).stream()
                                            .map(one -> new Extension(one.text("key"), one.text("value")))
                                            .toList()))),
            Map.entry(
                    "getMessageExtensions",
                    (chat, with) -> as("extensions", chat.getMessageExtensions(with.message()))),
            Map.entry(
                    "deleteMessageExtensions",
                    (chat, with) -> as("extensions", chat.deleteMessageExtensions(with.message()))),
            Map.entry(
                    "addMessageReaction",
                    (chat, with) -> empty(chat.addMessageReaction(with.message(), (String) with.second()))),
            Map.entry(
                    "removeMessageReaction",
                    (chat, with) -> empty(chat.removeMessageReaction(with.message(), (String) with.second()))),
            Map.entry(
                    "getMessageReactions",
                    (chat, with) -> as(
                            "resultList",
                            chat.getMessageReactions(
                                    with.messages("messageList"), with.smallNumber("maxUserCountPerReaction")))),
            Map.entry(
                    "getAllUserListOfMessageReaction",
                    (chat, with) -> chat.getAllUserListOfMessageReaction(
                            with.message("message"),
                            with.text("reactionID"),
                            with.number("nextSeq"),
                            with.smallNumber("count"))),
            Map.entry("sendMessageReadReceipt", (chat, with) -> empty(chat.sendMessageReadReceipt(with.messages()))),
            Map.entry(
                    "getMessageReadReceiptList",
                    (chat, with) -> as("messageList", chat.getMessageReadReceiptList(with.messages()))),
            Map.entry(
                    "getGroupMessageReadMemberList",
                    (chat, with) -> chat.getGroupMessageReadMemberList(
                            GroupMessageReadQuery.of(with.message("message"), with.smallNumber("filter")))));

    private SharedMessageCalls() {}

    private static <P> CreateOptions<P> creating(Arguments with, P payload) {
        var options = CreateOptions.of(with.text("to"), with.text("conversationType"), payload);
        var data = with.text("cloudCustomData");
        options = data == null ? options : options.withCloudCustomData(data);
        options = with.get("needReadReceipt") == null ? options : options.withReadReceipt();
        var rules = with.text("customModerationConfigurationID");
        options = rules == null ? options : options.withModeration(rules);
        return with.get("isSupportExtension") == null ? options : options.withExtensions();
    }

    /// The file that a payload has; null where it has none.
    private static FileSource file(Arguments with) {
        var file = with.at("payload").at("file");
        if (file.text("base64") == null) {
            return null;
        }
        var bytes = Base64.getDecoder().decode(file.text("base64"));
        return FileSource.of(file.text("name"), bytes.length, new ByteArrayInputStream(bytes));
    }

    private static MessageSearchQuery search(Arguments with) {
        var query = MessageSearchQuery.EVERYTHING.in(with.text("conversationID"));
        if (with.get("keywordList") != null) {
            var match = Optional.ofNullable(with.text("keywordListMatchType")).orElse(SearchMessages.OR);
            query = query.withKeywords(match, with.texts("keywordList"));
        }
        query = with.get("senderUserIDList") == null ? query : query.withSenders(with.texts("senderUserIDList"));
        query = with.get("messageTypeList") == null ? query : query.withTypes(with.texts("messageTypeList"));
        var cursor = Optional.ofNullable(with.text("cursor")).orElse("");
        return with.get("count") == null ? query : query.page(with.smallNumber("count"), cursor);
    }

    private static SendOptions sending(Arguments with) {
        return with.list().size() == 1 ? SendOptions.DEFAULT : sending((Map<?, ?>) with.second());
    }

    private static SendOptions sending(Map<?, ?> with) {
        if (Boolean.TRUE.equals(with.get("onlineUserOnly"))) {
            return SendOptions.onlineOnly();
        }
        var control =
                Optional.ofNullable((Map<?, ?>) with.get("messageControlInfo")).orElse(Map.of());
        var options = SendOptions.DEFAULT;
        options = Boolean.TRUE.equals(control.get("excludedFromUnreadCount")) ? options.withoutUnreadCount() : options;
        options = Boolean.TRUE.equals(control.get("excludedFromContentModeration"))
                ? options.withoutModeration()
                : options;
        return Boolean.TRUE.equals(control.get("excludedFromLastMessage")) ? options.withoutLastMessage() : options;
    }

    private static MessageListQuery page(Arguments with) {
        var next = with.text("nextReqMessageID");
        return next == null
                ? MessageListQuery.newest(with.text("conversationID"))
                : MessageListQuery.before(with.text("conversationID"), next);
    }

    /// Writes something else into a message, for `modifyMessage`.
    static void edit(Message message, Arguments with) {
        var data = with.text("cloudCustomData");
        if (data != null) {
            message.setCloudCustomData(data);
        }
        if (with.get("payload") != null) {
            message.setPayload(new TextPayload(with.at("payload").text("text")));
        }
    }
}
