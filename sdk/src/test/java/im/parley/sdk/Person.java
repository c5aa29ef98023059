package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import im.parley.protocol.Types;
import im.parley.protocol.session.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// A user at one instance, in the product's words.
final class Person {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final String userID;
    final Chat chat;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>(); // of users
    private final BlockingQueue<Message> tips = new LinkedBlockingQueue<>();
    private final BlockingQueue<Message> notices = new LinkedBlockingQueue<>();
    private final Map<String, BlockingQueue<Object>> heard = new ConcurrentHashMap<>();
    private final List<String> order = new ArrayList<>(); // names of events; guarded by itself

    /// Signs somebody in at a server that goes away now and then.
    ///
    /// @param address such as `ws://127.0.0.1:8080`
    /// @param patience how long a call waits for the server to come back
    static Person signIn(String userID, String address, Duration patience) {
        var options = ChatOptions.of(TestServer.APP, address)
                .withPlatform(Platform.LINUX)
                .withTimeouts(patience, patience);
        var chat = Chat.createAnother(options);
        chat.setLogLevel(2);
        return new Person(userID, chat).logIn();
    }

    Person(String userID, Chat chat) {
        this.userID = userID;
        this.chat = chat;
        chat.on(
                Events.MESSAGE_RECEIVED,
                event -> event.data().forEach(message -> queueOf(message).add(message)));
        for (EventType<?> type : List.of(
                Events.SDK_READY,
                Events.SDK_NOT_READY,
                Events.SDK_DESTROY,
                Events.MESSAGE_RECEIVED,
                Events.MESSAGE_READ_BY_PEER,
                Events.MESSAGE_READ_RECEIPT_RECEIVED,
                Events.MESSAGE_EXTENSIONS_UPDATED,
                Events.MESSAGE_EXTENSIONS_DELETED,
                Events.MESSAGE_REACTIONS_UPDATED,
                Events.MESSAGE_REVOKED,
                Events.MESSAGE_MODIFIED,
                Events.CONVERSATION_LIST_UPDATED,
                Events.GROUP_LIST_UPDATED,
                Events.GROUP_ATTRIBUTES_UPDATED,
                Events.GROUP_COUNTER_UPDATED,
                Events.TOPIC_CREATED,
                Events.TOPIC_DELETED,
                Events.TOPIC_UPDATED,
                Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED,
                Events.CONVERSATION_GROUP_LIST_UPDATED,
                Events.CONVERSATION_IN_GROUP_UPDATED,
                Events.ALL_RECEIVE_MESSAGE_OPT_UPDATED,
                Events.PROFILE_UPDATED,
                Events.USER_STATUS_UPDATED,
                Events.FRIEND_LIST_UPDATED,
                Events.FRIEND_APPLICATION_LIST_UPDATED,
                Events.FRIEND_GROUP_LIST_UPDATED,
                Events.BLACKLIST_UPDATED,
                Events.MY_FOLLOWERS_LIST_UPDATED,
                Events.MY_FOLLOWING_LIST_UPDATED,
                Events.MUTUAL_FOLLOWERS_LIST_UPDATED,
                Events.PINNED_GROUP_MESSAGE_UPDATED,
                SignalingEvents.NEW_INVITATION_RECEIVED,
                SignalingEvents.INVITEE_ACCEPTED,
                SignalingEvents.INVITEE_REJECTED,
                SignalingEvents.INVITATION_CANCELLED,
                SignalingEvents.INVITATION_TIMEOUT,
                SignalingEvents.INVITATION_MODIFIED,
                Events.KICKED_OUT,
                Events.ERROR,
                Events.NET_STATE_CHANGE)) {
            chat.on(type.name(), event -> {
                queue(type).add(event.data());
                synchronized (order) {
                    order.add(event.name());
                }
            });
        }
    }

    Person logIn() {
        result(chat.login(userID, TestServer.userSig(userID)));
        await(Events.SDK_READY);
        return this;
    }

    /// `ann.send("hi").to(bob)` returns the message when the server has it.
    Sending send(String text) {
        return new Sending(text);
    }

    final class Sending {
        private final String text;

        private Sending(String text) {
            this.text = text;
        }

        Message to(Person receiver) {
            return result(chat.sendMessage(messageTo(receiver, text)));
        }

        Message to(Group group) {
            return result(chat.sendMessage(messageTo(group, text)));
        }
    }

    Message messageTo(Person receiver, String text) {
        return chat.createTextMessage(CreateOptions.toUser(receiver.userID, new TextPayload(text)));
    }

    Message messageTo(Group group, String text) {
        return chat.createTextMessage(CreateOptions.toGroup(group.groupID(), new TextPayload(text)));
    }

    /// What the next tip of a group says.
    GroupTipPayload awaitTip() {
        return (GroupTipPayload) take(tips, "a tip").payload();
    }

    List<Message> unexpectedTips() {
        return List.copyOf(tips);
    }

    /// What the next notice of the system says.
    GroupSystemNoticePayload awaitNotice() {
        return (GroupSystemNoticePayload) take(notices, "a notice").payload();
    }

    List<Message> unexpectedNotices() {
        return List.copyOf(notices);
    }

    /// The next message of a user that has come or comes.
    Message awaitMessage() {
        return take(messages, "a message");
    }

    /// The texts of the next messages.
    List<String> awaitTexts(int count) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            texts.add(text(awaitMessage()));
        }
        return texts;
    }

    /// Messages that have come and were not asked for.
    List<Message> unexpectedMessages() {
        return List.copyOf(messages);
    }

    /// The data of the next such event.
    @SuppressWarnings("unchecked") // the type names the data's type
    <T> T await(EventType<T> type) {
        return (T) take(queue(type), type.name());
    }

    /// Such events so far that were not asked for.
    int pending(EventType<?> type) {
        return queue(type).size();
    }

    void forget(EventType<?> type) {
        queue(type).clear();
    }

    /// Lets go of all that was kept to be asked for.
    void forgetAll() {
        messages.clear();
        tips.clear();
        notices.clear();
        heard.values().forEach(BlockingQueue::clear);
        synchronized (order) {
            order.clear();
        }
    }

    List<String> eventsSoFar() {
        synchronized (order) {
            return List.copyOf(order);
        }
    }

    /// The data of the next such event that fulfils something.
    <T> T awaitUntil(EventType<T> type, Predicate<T> condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var data = await(type);
            if (condition.test(data)) {
                return data;
            }
        }
        return fail(type.name() + " never was as expected");
    }

    /// Waits until the list of conversations, as it is told to the app, fulfils something.
    List<Conversation> awaitConversations(Predicate<List<Conversation>> condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var list = await(Events.CONVERSATION_LIST_UPDATED);
            if (condition.test(list)) {
                return list;
            }
        }
        return fail("the list of conversations never was as expected");
    }

    /// The same for the list of groups.
    List<Group> awaitGroups(java.util.function.Predicate<List<Group>> condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var list = await(Events.GROUP_LIST_UPDATED);
            if (condition.test(list)) {
                return list;
            }
        }
        return fail("the list of groups never was as expected");
    }

    List<Group> groups() {
        return result(chat.getGroupList()).groupList();
    }

    List<Conversation> conversations() {
        return result(chat.getConversationList()).conversationList();
    }

    Conversation conversationWith(Person peer) {
        return conversation(conversationID(peer));
    }

    Conversation conversationIn(Group group) {
        return conversation(conversationID(group));
    }

    Conversation conversation(String conversationID) {
        return result(chat.getConversationList(List.of(conversationID)))
                .conversationList()
                .getFirst();
    }

    List<String> historyWith(Person peer) {
        return texts(result(chat.getMessageList(MessageListQuery.newest(conversationID(peer))))
                .messageList());
    }

    /// Of a list of messages those that are texts.
    static List<String> texts(List<Message> messages) {
        return messages.stream()
                .filter(message -> message.payload() instanceof TextPayload)
                .map(Person::text)
                .toList();
    }

    static String conversationID(Person peer) {
        return Types.CONV_C2C + peer.userID;
    }

    static String conversationID(Group group) {
        return Types.CONV_GROUP + group.groupID();
    }

    static String text(Message message) {
        return message.payload() instanceof TextPayload(String text) ? text : fail("no text: " + message);
    }

    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            return fail("expected success", failed.getCause());
        } catch (TimeoutException late) {
            return fail("no result in time", late);
        } catch (InterruptedException interrupted) {
            return fail("interrupted", interrupted);
        }
    }

    /// The error of a call that is expected to fail.
    static ChatError errorOf(CompletableFuture<?> future) {
        assertThat(future).failsWithin(PATIENCE);
        var failure = future.exceptionNow();
        assertThat(failure).isInstanceOf(ChatError.class);
        return (ChatError) failure;
    }

    /// The server counts in seconds, so what must be later than something else is a second later.
    static void awaitNextSecond() {
        var now = Instant.now().getEpochSecond();
        while (Instant.now().getEpochSecond() == now) {
            Thread.onSpinWait();
        }
    }

    private BlockingQueue<Message> queueOf(Message message) {
        return switch (message.type()) {
            case Types.MSG_GRP_TIP -> tips;
            case Types.MSG_GRP_SYS_NOTICE -> notices;
            default -> messages;
        };
    }

    private BlockingQueue<Object> queue(EventType<?> type) {
        return heard.computeIfAbsent(type.name(), name -> new LinkedBlockingQueue<>());
    }

    private <T> T take(BlockingQueue<T> queue, String what) {
        try {
            var next = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return next == null ? fail(what + " did not come to " + userID) : next;
        } catch (InterruptedException interrupted) {
            return fail("interrupted", interrupted);
        }
    }
}
