package im.parley.sdk;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Passes the calls about messages on to the parts that serve them.
interface MessageCalls extends CreateApi, MessageApi, AttachmentApi, SearchApi, AssistApi {
    Parts parts();

    @Override
    default Message createTextMessage(CreateOptions<TextPayload> options) {
        return parts().factory.createTextMessage(options);
    }

    @Override
    default Message createTextAtMessage(CreateOptions<TextAtContent> options) {
        return parts().factory.createTextAtMessage(options);
    }

    @Override
    default Message createImageMessage(CreateOptions<ImageContent> options) {
        return parts().factory.createImageMessage(options);
    }

    @Override
    default Message createAudioMessage(CreateOptions<AudioContent> options) {
        return parts().factory.createAudioMessage(options);
    }

    @Override
    default Message createVideoMessage(CreateOptions<VideoContent> options) {
        return parts().factory.createVideoMessage(options);
    }

    @Override
    default Message createFileMessage(CreateOptions<FileContent> options) {
        return parts().factory.createFileMessage(options);
    }

    @Override
    default Message createCustomMessage(CreateOptions<CustomPayload> options) {
        return parts().factory.createCustomMessage(options);
    }

    @Override
    default Message createFaceMessage(CreateOptions<FacePayload> options) {
        return parts().factory.createFaceMessage(options);
    }

    @Override
    default Message createLocationMessage(CreateOptions<LocationPayload> options) {
        return parts().factory.createLocationMessage(options);
    }

    @Override
    default Message createMergerMessage(CreateOptions<MergerContent> options) {
        return parts().factory.createMergerMessage(options);
    }

    @Override
    default Message createForwardMessage(CreateOptions<Message> options) {
        return parts().factory.createForwardMessage(options);
    }

    @Override
    default CompletableFuture<Message> sendMessage(Message message, SendOptions options) {
        return parts().messages.sendMessage(message, options);
    }

    @Override
    default CompletableFuture<Message> resendMessage(Message message, SendOptions options) {
        return parts().messages.resendMessage(message, options);
    }

    @Override
    default CompletableFuture<Message> downloadMergerMessage(Message message) {
        return parts().messages.downloadMergerMessage(message);
    }

    @Override
    default CompletableFuture<Message> revokeMessage(Message message) {
        return parts().messages.revokeMessage(message);
    }

    @Override
    default CompletableFuture<Message> modifyMessage(Message message) {
        return parts().messages.modifyMessage(message);
    }

    @Override
    default CompletableFuture<List<Message>> deleteMessage(List<Message> messageList) {
        return parts().messages.deleteMessage(messageList);
    }

    @Override
    default CompletableFuture<MessageList> getMessageList(MessageListQuery query) {
        return parts().messages.getMessageList(query);
    }

    @Override
    default CompletableFuture<MessageHoppingList> getMessageListHopping(MessageHoppingQuery query) {
        return parts().messages.getMessageListHopping(query);
    }

    @Override
    default Optional<Message> findMessage(String messageID) {
        return parts().messages.findMessage(messageID);
    }

    @Override
    default CompletableFuture<MessageSearchResult> searchCloudMessages(@Nullable MessageSearchQuery query) {
        return parts().search.searchCloudMessages(query);
    }

    @Override
    default CompletableFuture<List<ExtensionResult>> setMessageExtensions(Message message, List<Extension> extensions) {
        return parts().attachments.setMessageExtensions(message, extensions);
    }

    @Override
    default CompletableFuture<List<Extension>> getMessageExtensions(Message message) {
        return parts().attachments.getMessageExtensions(message);
    }

    @Override
    default CompletableFuture<List<ExtensionResult>> deleteMessageExtensions(Message message, List<String> keyList) {
        return parts().attachments.deleteMessageExtensions(message, keyList);
    }

    @Override
    default CompletableFuture<List<ExtensionResult>> deleteMessageExtensions(Message message) {
        return parts().attachments.deleteMessageExtensions(message);
    }

    @Override
    default CompletableFuture<Void> addMessageReaction(Message message, String reactionID) {
        return parts().attachments.addMessageReaction(message, reactionID);
    }

    @Override
    default CompletableFuture<Void> removeMessageReaction(Message message, String reactionID) {
        return parts().attachments.removeMessageReaction(message, reactionID);
    }

    @Override
    default CompletableFuture<List<MessageReactions>> getMessageReactions(
            List<Message> messageList, int maxUserCountPerReaction) {
        return parts().attachments.getMessageReactions(messageList, maxUserCountPerReaction);
    }

    @Override
    default CompletableFuture<ReactionUserList> getAllUserListOfMessageReaction(
            Message message, String reactionID, long nextSeq, int count) {
        return parts().attachments.getAllUserListOfMessageReaction(message, reactionID, nextSeq, count);
    }

    @Override
    default CompletableFuture<Void> sendMessageReadReceipt(List<Message> messageList) {
        return parts().attachments.sendMessageReadReceipt(messageList);
    }

    @Override
    default CompletableFuture<List<Message>> getMessageReadReceiptList(List<Message> messageList) {
        return parts().attachments.getMessageReadReceiptList(messageList);
    }

    @Override
    default CompletableFuture<List<String>> translateText(
            List<String> sourceTextList, @Nullable String sourceLanguage, String targetLanguage) {
        return parts().assist.translateText(sourceTextList, sourceLanguage, targetLanguage);
    }

    @Override
    default CompletableFuture<String> convertVoiceToText(Message message, @Nullable String language) {
        return parts().assist.convertVoiceToText(message, language);
    }

    @Override
    default CompletableFuture<GroupMessageReadMembers> getGroupMessageReadMemberList(GroupMessageReadQuery query) {
        return parts().attachments.getGroupMessageReadMemberList(query);
    }
}
