package im.parley.sdk;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What users attach to messages that are sent: extensions, reactions and read receipts (section C of the
/// contract). Messages must have [MessageStatus#SUCCESS]. Codes of [MessageApi] apply; where a feature is
/// switched off its methods fail with 3122.
public interface AttachmentApi {
    /// Sets extensions of a message that was sent with [Message#isSupportExtension]. Everybody in the
    /// conversation gets [Events#MESSAGE_EXTENSIONS_UPDATED], this instance included.
    ///
    /// Each key is set only if nobody changed it since this chat heard of it last. Otherwise its result has
    /// code 23001 and the value that it has now, and the same call made again sets it
    /// (`setMessageExtensions#3`).
    ///
    /// The future also fails with 20023 (revoked), 20026 (no such message) and 23002 (more than 20 in a call
    /// or 300 on the message, a key over 100 bytes, a value over 1 KB); then nothing is set.
    ///
    /// @param extensions 1 to 20 of different keys
    /// @return a result for each key, in their order
    /// @throws IllegalArgumentException if a parameter is missing, or the message is not sent or takes no
    /// extensions
    CompletableFuture<List<ExtensionResult>> setMessageExtensions(Message message, List<Extension> extensions);

    /// All extensions of a message, by key.
    ///
    /// The future also fails with 20023 and 20026.
    ///
    /// @throws IllegalArgumentException as [#setMessageExtensions]
    CompletableFuture<List<Extension>> getMessageExtensions(Message message);

    /// Deletes extensions. Everybody in the conversation gets [Events#MESSAGE_EXTENSIONS_DELETED], this
    /// instance included. Results and failures are those of [#setMessageExtensions].
    ///
    /// @param keyList 1 to 20 different keys
    /// @return a result for each key, with the value that it had
    /// @throws IllegalArgumentException as [#setMessageExtensions]
    CompletableFuture<List<ExtensionResult>> deleteMessageExtensions(Message message, List<String> keyList);

    /// Deletes all extensions of a message, whatever they are by now (`deleteMessageExtensions#4`).
    ///
    /// @return those that there were
    /// @throws IllegalArgumentException as [#setMessageExtensions]
    CompletableFuture<List<ExtensionResult>> deleteMessageExtensions(Message message);

    /// Puts the user into a reaction to a message. Everybody in the conversation gets
    /// [Events#MESSAGE_REACTIONS_UPDATED], this instance included.
    ///
    /// The future also fails with 20023, 20026, 23005 (10 other reactions), 23006 (100 users in it) and 23007
    /// (in it already).
    ///
    /// @param reactionID the app's, 1 to 128 bytes (`addMessageReaction#6`)
    /// @throws IllegalArgumentException if a parameter is missing or the message is not sent
    CompletableFuture<Void> addMessageReaction(Message message, String reactionID);

    /// Takes the user out of a reaction. Events as [#addMessageReaction].
    ///
    /// The future also fails with 20023, 20026, 23008 (no such reaction) and 23009 (not in it).
    ///
    /// @throws IllegalArgumentException if a parameter is missing or the message is not sent
    CompletableFuture<Void> removeMessageReaction(Message message, String reactionID);

    /// The reactions to messages of one conversation, that of the first one. Revoked messages have none.
    ///
    /// @param messageList at most 20; others are left out
    /// @param maxUserCountPerReaction how many users each reaction names, 0 to 10
    /// @throws IllegalArgumentException if the list is missing or empty, or the count out of range
    CompletableFuture<List<MessageReactions>> getMessageReactions(
            List<Message> messageList, int maxUserCountPerReaction);

    /// A page of the users in a reaction, in the order in which they came.
    ///
    /// The future also fails with 20023 and 20026.
    ///
    /// @param nextSeq from the page before; 0 for the first
    /// @param count at most 100 of which are answered
    /// @throws IllegalArgumentException if a parameter is missing or out of range
    CompletableFuture<ReactionUserList> getAllUserListOfMessageReaction(
            Message message, String reactionID, long nextSeq, int count);

    /// Tells the senders of messages that the user has read them; they get
    /// [Events#MESSAGE_READ_RECEIPT_RECEIVED]. The unread count stays (`sendMessageReadReceipt#2`). Only
    /// messages of others that have [Message#needReadReceipt] count.
    ///
    /// The future also fails with 2114 (none of them counts), 10059 (switched off) and 10060 (groups of this
    /// type have no receipts).
    ///
    /// @param messageList at most 30 of one conversation, that of the first one; others are left out
    /// @throws IllegalArgumentException if the list is missing
    CompletableFuture<Void> sendMessageReadReceipt(List<Message> messageList);

    /// The messages with [Message#readReceiptInfo] brought up to date. In C2C that is always so, and in
    /// groups only the user's own have receipts: of others the list comes back as it is
    /// (`getMessageReadReceiptList#5`).
    ///
    /// The future also fails with 10059 and 10060 as [#sendMessageReadReceipt].
    ///
    /// @param messageList of one conversation, that of the first one
    /// @throws IllegalArgumentException if the list is missing
    CompletableFuture<List<Message>> getMessageReadReceiptList(List<Message> messageList);

    /// A page of the members of a group who have sent a read receipt for a message of the user, or of those
    /// who have not. Only who was in when it was sent and still is can be among them.
    ///
    /// The future also fails with 10007 (not the user's message, `getGroupMessageReadMemberList#3`), 10062
    /// (it asks for no receipt, or there is no such message), 10059 and 10060.
    ///
    /// @throws IllegalArgumentException if the query is missing or its message not sent
    CompletableFuture<GroupMessageReadMembers> getGroupMessageReadMemberList(GroupMessageReadQuery query);
}
