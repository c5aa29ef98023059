package im.parley.sdk;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Sending and finding messages (section C of the contract).
///
/// Before [Chat#isReady], methods that return a future return a failed one and the others throw [ChatError],
/// with the code that tells why (`general#1`, `general#2`): 2024 never logged in, 3000 the login is still
/// running, 3001 it failed, 3002 to 3004 and 3006 kicked out, 3005 logged out. Futures also fail with 2801
/// (no answer in time), 2805 (no connection), 2996 (too many calls) and 60022 (the server is overloaded).
public interface MessageApi {
    /// Sends a message. The future completes with the same object once the server has stored it: status
    /// [MessageStatus#SUCCESS], with the server's time and its sequence. From then on it is never lost.
    /// Messages of one thread are stored in the order they were sent. A lost connection is waited out.
    ///
    /// It does not come back as [Events#MESSAGE_RECEIVED] here, but on the user's other instances
    /// (`sendMessage#3`).
    ///
    /// What has a file is uploaded first, in pieces and over as many connections as it takes;
    /// [CreateOptions#onProgress] hears of it, on the thread that uploads. Cancelling the future ends an upload
    /// that is still under way; the message then has status [MessageStatus#FAIL], and [#resendMessage] goes on
    /// where it stopped. What is uploaded already is not uploaded again.
    ///
    /// A failed send leaves the message with status [MessageStatus#FAIL] and in the error's
    /// [ChatError.Data#message]; codes: 2105 (made by another user), 2106 (the system conversation,
    /// `sendMessage#7`), 2801 (no answer within [ChatOptions#sendTimeout]; use [#resendMessage]), 80002 (over
    /// 12 KB, `sendMessage#8`), 80001 and 80004 (not allowed; the message then has [Message#hasRiskContent],
    /// `sendMessage#21`), 3123 (a word that nobody may write). To a user: 20003 (no such receiver), 20006 (a
    /// callback of the back end refused it), 20007 (blacklisted, by either), 20009 (no friend,
    /// `sendMessage#9`), 20012 (the operator has muted the user). To a group: 2101 (a live room that the user
    /// is not in, `sendMessage#23`), 2115 (a Community with topics, `sendMessage#22`), 10007 (not in it), 10010
    /// (there is none), 10015 (an ID that no group can have), 10016 (a callback of the back end refused it),
    /// 10017 (muted), 10023 (too many messages in it). Of files: 2041 (the server cannot be asked where to
    /// upload to), 2108 (no bytes), 2251 and 2401 (no file), 2252 and 2352 (no image or video), 2253, 2301,
    /// 2351 and 2402 (too large), 2100, 2300, 2350 and 2400 (the upload failed), 2403 (a forwarded file that
    /// was never uploaded).
    ///
    /// @throws IllegalArgumentException if the message is missing
    default CompletableFuture<Message> sendMessage(Message message) {
        return sendMessage(message, SendOptions.DEFAULT);
    }

    /// The same, sent as the options say. Fails also with 3122 where a setting of the server forbids what the
    /// message asks for: receipts, extensions, receiver lists.
    ///
    /// @throws IllegalArgumentException if the message or the options are missing
    CompletableFuture<Message> sendMessage(Message message, SendOptions options);

    /// Sends a message whose send failed once more, under the same ID: if the server has it after all, it is
    /// not stored again (`resendMessage#2`). Completes and fails as [#sendMessage].
    ///
    /// @throws IllegalArgumentException if the message is missing
    default CompletableFuture<Message> resendMessage(Message message) {
        return resendMessage(message, SendOptions.DEFAULT);
    }

    /// The same with options, which should be those of the first attempt (`resendMessage#1`).
    ///
    /// @throws IllegalArgumentException if the message or the options are missing
    CompletableFuture<Message> resendMessage(Message message, SendOptions options);

    /// Fetches the messages of a merged message whose [MergerPayload#downloadKey] is not empty, and fills its
    /// payload in place (`downloadMergerMessage#2`). Completes with the message itself.
    ///
    /// The future also fails with 2450 (no merged message), 2451 (it has its messages) and 2452 (they could
    /// not be fetched).
    ///
    /// @throws IllegalArgumentException if the message is missing
    CompletableFuture<Message> downloadMergerMessage(Message message);

    /// Takes a message of the user's own back, for everybody, within the time that the server allows, 2 minutes
    /// unless the operator chose otherwise (`revokeMessage#1`). It stays as a placeholder with
    /// [Message#isRevoked] (`revokeMessage#2`); the others and the user's other instances get
    /// [Events#MESSAGE_REVOKED].
    ///
    /// A failed call has the message in the error's [ChatError.Data#message]; codes: 10007 (of somebody else),
    /// 20016 (too late), 20022 (there is no such message), 20023 (revoked already).
    ///
    /// @return the same message
    /// @throws IllegalArgumentException if the message is missing, revoked already or a notice of the system
    ///     (`revokeMessage#5`)
    CompletableFuture<Message> revokeMessage(Message message);

    /// Publishes what [Message#setPayload] and [Message#setCloudCustomData] wrote into a message: of text, custom,
    /// location and face messages the payload (`modifyMessage#2`), of all kinds cloudCustomData
    /// (`modifyMessage#4`). Both sides of a C2C conversation may. Everybody gets
    /// [Events#MESSAGE_MODIFIED], this instance too (`modifyMessage#5`).
    ///
    /// A failed call has the message in the error's [ChatError.Data#message]; codes: 2480 (somebody else was
    /// first; the message now is what they made of it, `modifyMessage#3`), 2481 (in live rooms), 20026 (there is
    /// no such message, or it was never stored), 80002 (over 12 KB), 80001 and 3123 (not allowed).
    ///
    /// @return the same message, in its newest state
    /// @throws IllegalArgumentException if the message is missing or a notice of the system (`modifyMessage#6`)
    CompletableFuture<Message> modifyMessage(Message message);

    /// Deletes messages of one conversation for the user, wherever they sign in from now on; nobody else notices
    /// (`deleteMessage#7`), not even the user's other instances (`deleteMessage#4`). At most 30, those beyond are
    /// left out (`deleteMessage#1`); the first message decides the conversation, those of others are left out
    /// (`deleteMessage#2`), as are those not sent (`deleteMessage#9`). At most once a second (2996,
    /// `deleteMessage#3`).
    ///
    /// The future also fails with 2116 (notices of the system, `deleteMessage#6`) and 10035 (in live rooms,
    /// `deleteMessage#5`).
    ///
    /// @return those that were deleted; they have [Message#isDeleted]
    /// @throws IllegalArgumentException if the list is missing or empty
    CompletableFuture<List<Message>> deleteMessage(List<Message> messageList);

    /// A page of history, the newest page first and each page oldest to newest. At most 20 calls a second.
    ///
    /// The future also fails with 2503 (no conversation ID) and with the code of
    /// [im.parley.protocol.ErrorCode#MESSAGE_NOT_FOUND] when `nextReqMessageID` names no message of the
    /// conversation.
    ///
    /// @throws IllegalArgumentException if the query is missing
    CompletableFuture<MessageList> getMessageList(MessageListQuery query);

    /// A page of history from any point in either direction. At most 20 calls a second, together with
    /// [#getMessageList].
    ///
    /// The future also fails with 2503 (no conversation ID).
    ///
    /// @throws IllegalArgumentException if the query is missing
    CompletableFuture<MessageHoppingList> getMessageListHopping(MessageHoppingQuery query);

    /// A message among the newest 5,000 that this chat has sent, received or pulled; does not ask the server
    /// (`findMessage#1`). A conversation's last message is none of these for that.
    ///
    /// @throws ChatError if the chat is not ready
    /// @throws IllegalArgumentException if the ID is missing or empty
    Optional<Message> findMessage(String messageID);
}
