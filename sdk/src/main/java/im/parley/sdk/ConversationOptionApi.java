package im.parley.sdk;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What the user keeps about conversations (section D of the contract). It is the same on all of the user's
/// instances, but for drafts and the pin of the system conversation. Calls before [Chat#isReady] fail as
/// those of [MessageApi].
public interface ConversationOptionApi {
    /// Keeps a conversation at the top of the list, or no longer; other instances get
    /// [Events#CONVERSATION_LIST_UPDATED] too. One that is not on the list comes onto it, empty if nothing
    /// was written in it (`pinConversation#1`). Without a change nothing is asked (`pinConversation#2`). The
    /// system conversation is pinned on this instance only (`pinConversation#3`).
    ///
    /// The future also fails with 2500 (no such user, or no such group that the user is in) and 2503 (no
    /// conversation ID, or 50 are pinned already, `pinConversation#4`).
    ///
    /// @return the conversationID
    /// @throws IllegalArgumentException if the ID is missing or empty
    CompletableFuture<String> pinConversation(String conversationID, boolean isPinned);

    /// How the user wants to hear of messages in a group (`setMessageRemindType#1`): a `MSG_REMIND_…` or
    /// `NOT_RECEIVE_…` value of [im.parley.protocol.Types]. In the total of unread messages count only
    /// conversations with `MSG_REMIND_ACPT_AND_NOTE`; one with `MSG_REMIND_DISCARD` has no unread messages.
    ///
    /// The future also fails with 2500 (no such group that the user is in), 2503 and 2687 (a live room).
    ///
    /// @param groupID also of a topic; then [Events#TOPIC_UPDATED] follows. Who wants nothing of a community
    ///     wants nothing of its topics (`setMessageRemindType#4`)
    /// @return the group, of a topic its community
    /// @throws IllegalArgumentException if an argument is missing or the type is another
    CompletableFuture<Group> setMessageRemindType(String groupID, String messageRemindType);

    /// The same for users, up to 30; those beyond are left out with a warning (`setMessageRemindType#9`).
    ///
    /// @param messageRemindType a `MSG_REMIND_…` value
    /// @throws IllegalArgumentException if an argument is missing or empty, or the type is another
    CompletableFuture<RemindResult> setMessageRemindType(List<String> userIDList, String messageRemindType);

    /// Marks conversations or takes a mark off.
    ///
    /// The future also fails with 3122 where the server is set so (`markConversation#1`).
    ///
    /// @param conversationIDList up to 100; those beyond are left out with a warning
    /// @param markType `CONV_MARK_TYPE_…`, or the app's own: 2ⁿ with 32 ≤ n < 64, of which 2⁶³ is
    ///     [Long#MIN_VALUE] (`markConversation#2`)
    /// @throws IllegalArgumentException if the list is missing or empty, or the mark is another
    CompletableFuture<ConversationResults> markConversation(
            List<String> conversationIDList, long markType, boolean enableMark);

    /// Keeps data of the app with conversations.
    ///
    /// @param conversationIDList up to 100; those beyond are left out with a warning
    ///     (`setConversationCustomData#3`)
    /// @param customData at most 256 bytes; empty: none (`setConversationCustomData#1`)
    /// @throws IllegalArgumentException if an argument is missing, the list is empty or the data too long
    CompletableFuture<ConversationResults> setConversationCustomData(
            List<String> conversationIDList, String customData);

    /// Keeps a text that is not sent yet; in this instance's memory only (`setConversationDraft#2`).
    ///
    /// The future also fails with 2500 (the conversation is not on the list).
    ///
    /// @param draftText empty: none (`setConversationDraft#3`)
    /// @return the conversation with its draft
    /// @throws IllegalArgumentException if an argument is missing
    CompletableFuture<Conversation> setConversationDraft(String conversationID, String draftText);

    /// Marks all messages as read, in conversations with users and groups but not in Communities
    /// (`setAllMessageRead#1`). Where nothing is unread nothing is asked (`setAllMessageRead#3`). At most
    /// once a second.
    ///
    /// The future also fails with 2996 (too often).
    ///
    /// @param scope a `READ_ALL_…` value: all, or users or groups only (`setAllMessageRead#2`)
    /// @throws IllegalArgumentException if the scope is another
    CompletableFuture<Void> setAllMessageRead(String scope);

    /// All messages.
    CompletableFuture<Void> setAllMessageRead();

    /// When the user gets no offline push for any conversation, whatever is set for each
    /// (`setAllReceiveMessageOpt#5`). All instances of the user get [Events#ALL_RECEIVE_MESSAGE_OPT_UPDATED].
    ///
    /// @return what is set now
    /// @throws IllegalArgumentException if something is out of its range
    CompletableFuture<ReceiveMessageOpt> setAllReceiveMessageOpt(ReceiveMessageOptions options);

    /// What is set (`getAllReceiveMessageOpt#1`).
    CompletableFuture<ReceiveMessageOpt> getAllReceiveMessageOpt();

    /// Names of the user's conversation groups, oldest first. Fails with 3122 where the server is set so
    /// (`getConversationGroupList#1`), like the following.
    CompletableFuture<List<String>> getConversationGroupList();

    /// Makes a conversation group; where there is one of that name the conversations come into it. Instances
    /// of the user get [Events#CONVERSATION_GROUP_LIST_UPDATED].
    ///
    /// The future also fails with 2503 (there are 20 already, `createConversationGroup#2`).
    ///
    /// @param conversationIDList who is in it from the start, up to 100
    /// @param groupName 1 to 32 bytes
    /// @throws IllegalArgumentException if an argument is missing, empty or too long
    CompletableFuture<ConversationResults> createConversationGroup(List<String> conversationIDList, String groupName);

    /// Ends a conversation group; its conversations stay (`deleteConversationGroup#2`). Without one of that
    /// name nothing changes.
    CompletableFuture<Void> deleteConversationGroup(String groupName);

    /// Gives a conversation group another name. The future also fails with 2503 (there is none of either
    /// name, or one of each).
    CompletableFuture<Void> renameConversationGroup(String oldName, String newName);

    /// Puts up to 100 conversations into a group. Instances of the user get
    /// [Events#CONVERSATION_IN_GROUP_UPDATED]. The future also fails with 2503 (there is none of that name).
    CompletableFuture<ConversationResults> addConversationsToGroup(List<String> conversationIDList, String groupName);

    /// Takes up to 100 conversations out of a group, likewise.
    CompletableFuture<ConversationResults> deleteConversationsFromGroup(
            List<String> conversationIDList, String groupName);
}
