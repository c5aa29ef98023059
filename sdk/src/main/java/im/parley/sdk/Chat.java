package im.parley.sdk;

/// One user's way into a chat app.
///
/// ```java
/// var chat = Chat.create(ChatOptions.of(1400000001, "ws://localhost:8080"));
/// chat.on(Events.MESSAGE_RECEIVED, event -> event.data().forEach(this::show));
/// chat.on(Events.SDK_READY, event -> {
///     var hello = chat.createTextMessage(CreateOptions.toUser("bob", new TextPayload("Hello")));
///     chat.sendMessage(hello);
/// }); chat.login("alice", userSig);
/// ```
///
/// Method names, event names and error codes are those of the web SDK; where that has a `Promise` this has a
/// [java.util.concurrent.CompletableFuture], where it has objects this has records.
///
/// Safe for use by many threads. Nothing here blocks, and no thread of the app is used.
public sealed interface Chat
        extends SessionApi,
                EventApi,
                CreateApi,
                MessageApi,
                AttachmentApi,
                SearchApi,
                AssistApi,
                ConversationApi,
                ConversationOptionApi,
                GroupApi,
                GroupMemberApi,
                GroupApplicationApi,
                GroupAttributeApi,
                GroupCounterApi,
                TopicApi,
                ProfileApi,
                StatusApi,
                FriendApi,
                BlacklistApi,
                FollowApi,
                SignalingApi,
                PinApi,
                NameSearchApi
        permits ParleyChat {
    /// The version of the client API that this SDK speaks. Code that was written for it looks at the first
    /// number.
    String VERSION = "3.6.0";

    /// The chat of an app: the same one for the same SDKAppID, whatever the other options say, until it is
    /// destroyed.
    ///
    /// @throws IllegalArgumentException if the options are missing
    static Chat create(ChatOptions options) {
        return ParleyChat.shared(Params.present("options", options));
    }

    /// A chat of its own, beside others of the same app: for programs in which several users are signed in at
    /// once. A thousand of them share two threads.
    ///
    /// @throws IllegalArgumentException if the options are missing
    static Chat createAnother(ChatOptions options) {
        return new ParleyChat(Params.present("options", options));
    }
}
