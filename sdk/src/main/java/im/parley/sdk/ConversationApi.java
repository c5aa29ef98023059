package im.parley.sdk;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The user's conversations (section D of the contract, and `setMessageRead` of section C). Calls before
/// [Chat#isReady] fail as those of [MessageApi].
public interface ConversationApi {
    /// All conversations, pinned ones first, then the one with the newest message (`getConversationList#11`).
    /// Does not ask the server: the list is kept up to date, see [Events#CONVERSATION_LIST_UPDATED].
    CompletableFuture<ConversationList> getConversationList();

    /// Those of the named conversations that there are (`getConversationList#4`); an empty list names none
    /// (`getConversationList#10`).
    ///
    /// @throws IllegalArgumentException if the list is missing
    CompletableFuture<ConversationList> getConversationList(List<String> conversationIDList);

    /// The conversations that a filter accepts.
    ///
    /// @throws IllegalArgumentException if the filter is missing
    CompletableFuture<ConversationList> getConversationList(ConversationFilter filter);

    /// One conversation with the peer's or group's whole profile. For a peer never talked to it creates a
    /// local conversation without messages, which is how a new chat is opened (`getConversationProfile#2`,
    /// `compat#20`).
    ///
    /// The future also fails with 2501 (no such user, or no group that the user is in) and 2503
    /// (no conversation ID).
    ///
    /// @param conversationID `C2C<userID>`, `GROUP<groupID>` or `@TIM#SYSTEM`
    /// @throws IllegalArgumentException if the ID is missing or empty
    CompletableFuture<Conversation> getConversationProfile(String conversationID);

    /// Takes a conversation off the list and hides its history so far from this user
    /// (`deleteConversation#1`). The next message brings it back. Peers notice nothing; other instances of
    /// the user only if the server is set so (`deleteConversation#2`).
    ///
    /// The future also fails with 2500 (it is not on the list here).
    ///
    /// @return the conversationID
    /// @throws IllegalArgumentException if the ID is missing or empty
    CompletableFuture<String> deleteConversation(String conversationID);

    /// The same for up to 100 conversations; those beyond are left out with a warning
    /// (`deleteConversation#3`), and so are those that are not on the list here. The future fails with 2500
    /// where none is.
    ///
    /// @param clearHistoryMessage false: keeps the history
    /// @return those that were deleted
    /// @throws IllegalArgumentException if the list is missing or empty
    CompletableFuture<List<String>> deleteConversation(List<String> conversationIDList, boolean clearHistoryMessage);

    /// Hides a conversation's history so far from this user, on all instances, and counts it as read; the
    /// conversation stays on the list, without a last message (`clearHistoryMessage#1`,
    /// `clearHistoryMessage#3`). Peers notice nothing.
    ///
    /// The future also fails with 2500 (there is no such conversation), 2502 (a topic's,
    /// `clearHistoryMessage#2`) and 2503 (no conversation ID).
    ///
    /// @return the conversationID
    /// @throws IllegalArgumentException if the ID is missing or empty
    CompletableFuture<String> clearHistoryMessage(String conversationID);

    /// Marks all messages of a conversation as read: its unread count becomes 0 (`setMessageRead#1`), a C2C
    /// peer gets [Events#MESSAGE_READ_BY_PEER]. Without unread messages it does nothing and succeeds
    /// (`setMessageRead#6`). Calls by name in a group are off [Conversation#groupAtInfoList] then
    /// (`setMessageRead#5`).
    ///
    /// @throws IllegalArgumentException if the ID is missing or empty
    CompletableFuture<Void> setMessageRead(String conversationID);

    /// Unread messages in all conversations but that of the system (`getTotalUnreadMessageCount#2`) and those
    /// with another reminder than `MSG_REMIND_ACPT_AND_NOTE` (`getTotalUnreadMessageCount#1`).
    ///
    /// @throws ChatError if the chat is not ready
    int getTotalUnreadMessageCount();
}
