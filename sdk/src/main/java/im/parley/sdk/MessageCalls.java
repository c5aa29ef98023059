package im.parley.sdk;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Passes the calls about messages on to the parts that serve them.
interface MessageCalls extends CreateApi, MessageApi, AttachmentApi, SearchApi, AssistApi {
    Messages messages();

    Attachments attachments();

    Search search();

    Assist assist();

    MessageFactory factory();

    @Override
    default Message createTextMessage(CreateOptions<TextPayload> options) {
        return factory().createTextMessage(options);
    }

    @Override
    default Message createTextAtMessage(CreateOptions<TextAtContent> options) {
        return factory().createTextAtMessage(options);
    }

    @Override
    default Message createImageMessage(CreateOptions<ImageContent> options) {
        return factory().createImageMessage(options);
    }

    @Override
    default Message createAudioMessage(CreateOptions<AudioContent> options) {
        return factory().createAudioMessage(options);
    }

    @Override
    default Message createVideoMessage(CreateOptions<VideoContent> options) {
        return factory().createVideoMessage(options);
    }

    @Override
    default Message createFileMessage(CreateOptions<FileContent> options) {
        return factory().createFileMessage(options);
    }

    @Override
    default Message createCustomMessage(CreateOptions<CustomPayload> options) {
        return factory().createCustomMessage(options);
    }

    @Override
    default Message createFaceMessage(CreateOptions<FacePayload> options) {
        return factory().createFaceMessage(options);
    }

    @Override
    default Message createLocationMessage(CreateOptions<LocationPayload> options) {
        return factory().createLocationMessage(options);
    }

    @Override
    default Message createMergerMessage(CreateOptions<MergerContent> options) {
        return factory().createMergerMessage(options);
    }

    @Override
    default Message createForwardMessage(CreateOptions<Message> options) {
        return factory().createForwardMessage(options);
    }

    @Override
    default CompletableFuture<Message> sendMessage(Message message, SendOptions options) {
        return messages().sendMessage(message, options);
    }

    @Override
    default CompletableFuture<Message> resendMessage(Message message, SendOptions options) {
        return messages().resendMessage(message, options);
    }

    @Override
    default CompletableFuture<Message> downloadMergerMessage(Message message) {
        return messages().downloadMergerMessage(message);
    }

    @Override
    default CompletableFuture<Message> revokeMessage(Message message) {
        return messages().revokeMessage(message);
    }

    @Override
    default CompletableFuture<Message> modifyMessage(Message message) {
        return messages().modifyMessage(message);
    }

    @Override
    default CompletableFuture<List<Message>> deleteMessage(List<Message> messageList) {
        return messages().deleteMessage(messageList);
    }

    @Override
    default CompletableFuture<MessageList> getMessageList(MessageListQuery query) {
        return messages().getMessageList(query);
    }

    @Override
    default CompletableFuture<MessageHoppingList> getMessageListHopping(MessageHoppingQuery query) {
        return messages().getMessageListHopping(query);
    }

    @Override
    default Optional<Message> findMessage(String messageID) {
        return messages().findMessage(messageID);
    }

    @Override
    default CompletableFuture<MessageSearchResult> searchCloudMessages(@Nullable MessageSearchQuery query) {
        return search().searchCloudMessages(query);
    }

    @Override
    default CompletableFuture<List<ExtensionResult>> setMessageExtensions(Message message, List<Extension> extensions) {
        return attachments().setMessageExtensions(message, extensions);
    }

    @Override
    default CompletableFuture<List<Extension>> getMessageExtensions(Message message) {
        return attachments().getMessageExtensions(message);
    }

    @Override
    default CompletableFuture<List<ExtensionResult>> deleteMessageExtensions(Message message, List<String> keyList) {
        return attachments().deleteMessageExtensions(message, keyList);
    }

    @Override
    default CompletableFuture<List<ExtensionResult>> deleteMessageExtensions(Message message) {
        return attachments().deleteMessageExtensions(message);
    }

    @Override
    default CompletableFuture<Void> addMessageReaction(Message message, String reactionID) {
        return attachments().addMessageReaction(message, reactionID);
    }

    @Override
    default CompletableFuture<Void> removeMessageReaction(Message message, String reactionID) {
        return attachments().removeMessageReaction(message, reactionID);
    }

    @Override
    default CompletableFuture<List<MessageReactions>> getMessageReactions(
            List<Message> messageList, int maxUserCountPerReaction) {
        return attachments().getMessageReactions(messageList, maxUserCountPerReaction);
    }

    @Override
    default CompletableFuture<ReactionUserList> getAllUserListOfMessageReaction(
            Message message, String reactionID, long nextSeq, int count) {
        return attachments().getAllUserListOfMessageReaction(message, reactionID, nextSeq, count);
    }

    @Override
    default CompletableFuture<Void> sendMessageReadReceipt(List<Message> messageList) {
        return attachments().sendMessageReadReceipt(messageList);
    }

    @Override
    default CompletableFuture<List<Message>> getMessageReadReceiptList(List<Message> messageList) {
        return attachments().getMessageReadReceiptList(messageList);
    }

    @Override
    default CompletableFuture<List<String>> translateText(
            List<String> sourceTextList, @Nullable String sourceLanguage, String targetLanguage) {
        return assist().translateText(sourceTextList, sourceLanguage, targetLanguage);
    }

    @Override
    default CompletableFuture<String> convertVoiceToText(Message message, @Nullable String language) {
        return assist().convertVoiceToText(message, language);
    }

    @Override
    default CompletableFuture<GroupMessageReadMembers> getGroupMessageReadMemberList(GroupMessageReadQuery query) {
        return attachments().getGroupMessageReadMemberList(query);
    }
}
