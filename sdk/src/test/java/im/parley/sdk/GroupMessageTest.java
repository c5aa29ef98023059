package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static im.parley.sdk.Person.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What section C says of messages in groups, and the conversation in which the system tells of groups.
class GroupMessageTest extends Scenario {
    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");
    private final Person eve = signIn("eve");
    private Group group;

    @BeforeEach
    void aGroupOfThree() {
        group = groupOfThree(Types.GRP_PUBLIC);
        for (Person person : List.of(ann, bob, eve)) {
            person.awaitTip();
            person.awaitConversations(
                    list -> list.stream().anyMatch(one -> one.conversationID().equals(conversationID(group))));
        }
    }

    private Group groupOfThree(String type) {
        return result(ann.chat.createGroup(
                        new GroupCreation("Hikers").type(type).members(List.of(bob.userID, eve.userID))))
                .group();
    }

    private static int unread(Person person, Group group) {
        return person.conversationIn(group).unreadCount();
    }

    private static Conversation await(
            Person person, Group group, java.util.function.Predicate<Conversation> condition) {
        var found = new ArrayList<Conversation>();
        person.awaitConversations(list -> {
            list.stream()
                    .filter(one -> one.conversationID().equals(conversationID(group)) && condition.test(one))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    @Test
    @Rule("sendMessage#24")
    void of_too_many_messages_those_of_low_priority_are_refused_first() {
        server.set("message.groupRatePerSecond", 5);
        try {
            var low = flood(Types.MSG_PRIORITY_LOWEST, 60);
            var high = flood(Types.MSG_PRIORITY_HIGH, 3);

            assertThat(high.stream().map(CompletableFuture::join)).containsOnly(0);
            assertThat(low.stream().map(CompletableFuture::join).distinct()).containsExactlyInAnyOrder(0, 10023);
        } finally {
            server.set("message.groupRatePerSecond", null);
        }
    }

    /// The codes of so many sends at once.
    private List<CompletableFuture<Integer>> flood(String priority, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ann.chat.sendMessage(ann.chat.createTextMessage(
                        CreateOptions.toGroup(group.groupID(), new TextPayload(priority + " " + i))
                                .withPriority(priority))))
                .map(sent -> sent.handle((message, failure) ->
                        failure == null ? 0 : Answers.errorOf(failure).code()))
                .toList();
    }

    @Test
    @Rule({"sendMessage#3", "compat#10", "getTotalUnreadMessageCount#2"})
    void a_message_reaches_everybody_and_ones_own_count_for_nobody() {
        var annToo = anotherInstanceOf(ann);

        var first = ann.send("one").to(group);
        bob.send("two").to(group);
        var third = ann.send("three").to(group);

        assertThat(first.sequence()).isEqualTo(2);
        assertThat(third.sequence()).isEqualTo(4);
        assertThat(eve.awaitTexts(3)).containsExactly("one", "two", "three");
        assertThat(annToo.awaitTexts(3)).containsExactly("one", "two", "three");
        assertThat(ann.awaitTexts(1)).containsExactly("two");
        var received = bob.awaitMessage();
        assertThat(received.id()).isEqualTo(first.id());
        assertThat(received.to()).isEqualTo(group.groupID());
        assertThat(received.conversationID()).isEqualTo(conversationID(group));
        assertThat(received.conversationType()).isEqualTo(Types.CONV_GROUP);
        assertThat(received.conversationSubType()).isEqualTo(Types.GRP_PUBLIC);
        assertThat(first.conversationSubType()).isEqualTo(Types.GRP_PUBLIC);
        assertThat(received.flow()).isEqualTo(Flow.IN);
        await(eve, group, one -> one.unreadCount() == 3);
        await(bob, group, one -> one.unreadCount() == 2);
        await(ann, group, one -> one.lastMessage().lastSequence() == 4 && one.unreadCount() == 1);
        await(annToo, group, one -> one.lastMessage().lastSequence() == 4 && one.unreadCount() == 1);
        assertThat(ann.chat.getTotalUnreadMessageCount()).isEqualTo(1);
        var eveToo = anotherInstanceOf(eve);
        assertThat(unread(eveToo, group)).isEqualTo(3);
        result(annToo.chat.logout());
        assertThat(unread(annToo.logIn(), group)).isEqualTo(1);

        result(eve.chat.setMessageRead(conversationID(group)));

        assertThat(unread(eve, group)).isZero();
        await(eveToo, group, one -> one.unreadCount() == 0);
        assertThat(eve.groups().getFirst().selfInfo().readedSequence()).isEqualTo(4);
        assertThat(eve.groups().getFirst().nextMessageSeq()).isEqualTo(5);
        result(ann.chat.setMessageRead(conversationID(group)));
        bob.send("four").to(group);
        await(ann, group, one -> one.lastMessage().lastSequence() == 5 && one.unreadCount() == 1);
        assertThat(ann.unexpectedMessages()).hasSize(1);
    }

    @Test
    void messages_of_meetings_are_never_unread() {
        var meeting = groupOfThree(Types.GRP_MEETING);
        bob.awaitGroups(list -> list.size() == 2);
        ann.send("hi").to(meeting);

        assertThat(bob.awaitTexts(1)).containsExactly("hi");
        await(bob, meeting, one -> one.lastMessage().messageForShow().equals("hi"));
        assertThat(unread(bob, meeting)).isZero();
        bob.send("hello").to(meeting);
        assertThat(unread(bob, meeting)).isZero();
        assertThat(bob.chat.getTotalUnreadMessageCount()).isZero();
    }

    @Test
    @Rule({"createTextAtMessage#4", "sendMessage#16"})
    void a_call_counts_also_where_the_message_is_not_to_be_the_last_one() {
        ann.send("hello").to(group);
        await(bob, group, one -> one.unreadCount() == 1);
        var call = result(ann.chat.sendMessage(at(ann, List.of(bob.userID)), SendOptions.DEFAULT.withoutLastMessage()));

        var conversation = await(bob, group, one -> one.unreadCount() == 2);
        assertThat(conversation.lastMessage().messageForShow()).isEqualTo("hello");
        assertThat(conversation.groupAtInfoList()).containsExactly(call(call, Types.CONV_AT_ME));
    }

    private static List<String> listed(Person person, ConversationFilter filter) {
        return result(person.chat.getConversationList(filter)).conversationList().stream()
                .map(Conversation::conversationID)
                .toList();
    }

    @Test
    @Rule({"create#4", "sendMessageReadReceipt#4"})
    void where_there_are_no_receipts_nobody_is_asked_for_any() {
        var hall = groupOfThree(Types.GRP_COMMUNITY);
        var asking = ann.chat.createTextMessage(CreateOptions.toGroup(hall.groupID(), new TextPayload("read this"))
                .withReadReceipt());

        var sent = result(ann.chat.sendMessage(asking));

        assertThat(sent.needReadReceipt()).isFalse();
        assertThat(sent.readReceiptInfo()).isEqualTo(ReadReceiptInfo.NONE);
        assertThat(bob.awaitMessage().needReadReceipt()).isFalse();
        var later = anotherInstanceOf(ann);
        var stored = result(later.chat.getMessageList(MessageListQuery.newest(conversationID(hall))))
                .messageList()
                .getLast();
        assertThat(stored.needReadReceipt()).isFalse();
        assertThat(stored.readReceiptInfo()).isEqualTo(ReadReceiptInfo.NONE);
    }

    @Test
    @Rule({
        "createTextAtMessage#3",
        "createTextAtMessage#4",
        "setMessageRead#5",
        "revokeMessage#7",
        "getConversationList#8"
    })
    void calls_by_name_are_on_the_list_until_they_are_read() {
        var me = result(ann.chat.sendMessage(at(ann, List.of(bob.userID))));
        var all = result(ann.chat.sendMessage(at(ann, List.of(Types.MSG_AT_ALL))));
        var both = result(ann.chat.sendMessage(at(ann, List.of(Types.MSG_AT_ALL, bob.userID))));
        var other = result(ann.chat.sendMessage(at(ann, List.of(eve.userID))));

        assertThat(me.atUserList()).containsExactly(bob.userID);
        var conversation = await(bob, group, one -> one.unreadCount() == 4);
        var calls =
                List.of(call(me, Types.CONV_AT_ME), call(all, Types.CONV_AT_ALL), call(both, Types.CONV_AT_ALL_AT_ME));
        assertThat(conversation.groupAtInfoList()).isEqualTo(calls);
        assertThat(anotherInstanceOf(bob).conversationIn(group).groupAtInfoList())
                .isEqualTo(calls);
        assertThat(ann.conversationIn(group).groupAtInfoList()).isEmpty();
        assertThat(listed(bob, ConversationFilter.all().hasGroupAtInfo(true))).containsExactly(conversationID(group));
        assertThat(listed(bob, ConversationFilter.all().hasGroupAtInfo(false))).doesNotContain(conversationID(group));
        assertThat(listed(ann, ConversationFilter.all().hasGroupAtInfo(true))).isEmpty();
        assertThat(eve.awaitMessage().atUserList()).containsExactly(bob.userID);

        result(ann.chat.revokeMessage(all));
        assertThat(await(bob, group, one -> one.unreadCount() == 3).groupAtInfoList())
                .containsExactly(calls.getFirst(), calls.getLast());
        result(bob.chat.setMessageRead(conversationID(group)));
        assertThat(bob.conversationIn(group).groupAtInfoList()).isEmpty();
        assertThat(bob.conversationIn(group).unreadCount()).isZero();
        var ofEve = List.of(both.sequence(), other.sequence());
        await(
                eve,
                group,
                one -> one.groupAtInfoList().stream()
                        .map(GroupAtInfo::messageSequence)
                        .toList()
                        .equals(ofEve));
    }

    private Message at(Person person, List<String> whom) {
        return person.chat.createTextAtMessage(CreateOptions.toGroup(group.groupID(), new TextAtContent("look", whom)));
    }

    private GroupAtInfo call(Message message, int type) {
        return new GroupAtInfo(ann.userID, group.groupID(), "", message.sequence(), List.of(type));
    }

    @Test
    @Rule({"createTextAtMessage#1", "createTextAtMessage#2"})
    void who_can_be_called_by_name_is_checked() {
        var community = result(ann.chat.createGroup(new GroupCreation("Town").type(Types.GRP_COMMUNITY)))
                .group();
        var everybody = new TextAtContent("look", List.of(Types.MSG_AT_ALL));

        var call = ann.chat.createTextAtMessage(CreateOptions.toGroup(community.groupID(), everybody));
        var refused = errorOf(ann.chat.sendMessage(call));
        assertThat(refused.code()).isEqualTo(10004);
        assertThat(call.status()).isEqualTo(MessageStatus.FAIL);
        assertThatThrownBy(() -> ann.chat.createTextAtMessage(CreateOptions.toUser(bob.userID, everybody)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ann.chat.createTextAtMessage(
                        CreateOptions.toGroup(group.groupID(), everybody).withReceivers(List.of(bob.userID))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rule({"create#5", "sendMessage#20"})
    void a_directed_message_reaches_only_its_receivers_and_is_not_unread() {
        var whisper = result(ann.chat.sendMessage(ann.chat.createTextMessage(
                CreateOptions.toGroup(group.groupID(), new TextPayload("psst")).withReceivers(List.of(bob.userID)))));
        ann.send("hi all").to(group);

        assertThat(whisper.sequence()).isEqualTo(2);
        assertThat(bob.awaitTexts(2)).containsExactly("psst", "hi all");
        assertThat(eve.awaitTexts(1)).containsExactly("hi all");
        await(bob, group, one -> one.unreadCount() == 1);
        await(eve, group, one -> one.unreadCount() == 1);
        bob.send("answer").to(group);
        assertThat(eve.awaitTexts(1)).containsExactly("answer");
        assertThat(eve.unexpectedMessages()).isEmpty();
        await(ann, group, one -> one.unreadCount() == 1);
        assertThat(texts(eve)).containsExactly("hi all", "answer");
        assertThat(texts(bob)).containsExactly("psst", "hi all", "answer");
    }

    private List<String> texts(Person person) {
        return textsIn(person, group);
    }

    private static List<String> textsIn(Person person, Group group) {
        return Person.texts(result(person.chat.getMessageList(MessageListQuery.newest(conversationID(group))))
                .messageList());
    }

    @Test
    @Rule({
        "getMessageList#6",
        "getMessageListHopping#2",
        "getMessageListHopping#3",
        "getMessageListHopping#4",
        "getMessageListHopping#8",
        "getMessageListHopping#9",
        "compat#15"
    })
    void history_is_paged_by_sequence() {
        IntStream.rangeClosed(2, 40).forEach(i -> ann.send("m" + i).to(group));
        var id = conversationID(group);

        var page = result(bob.chat.getMessageList(MessageListQuery.newest(id)));
        assertThat(sequences(page.messageList())).isEqualTo(range(26, 40));
        page = result(bob.chat.getMessageList(MessageListQuery.before(id, page.nextReqMessageID())));
        assertThat(sequences(page.messageList())).isEqualTo(range(11, 25));
        page = result(bob.chat.getMessageList(MessageListQuery.before(id, page.nextReqMessageID())));
        assertThat(sequences(page.messageList())).isEqualTo(range(1, 10));
        assertThat(page.messageList().getFirst().payload()).isInstanceOf(GroupTipPayload.class);
        assertThat(page.isCompleted()).isTrue();

        var newest = result(bob.chat.getMessageListHopping(MessageHoppingQuery.newest(id)));
        assertThat(sequences(newest.messageList())).isEqualTo(range(26, 40));
        assertThat(newest.nextMessageSeq()).hasValue(25);
        assertThat(newest.nextMessageTime()).isEmpty();
        var older = result(
                bob.chat.getMessageListHopping(MessageHoppingQuery.fromSequence(id, 12, MessageHoppingQuery.OLDER)));
        assertThat(sequences(older.messageList())).isEqualTo(range(1, 12));
        assertThat(older.isCompleted()).isTrue();
        assertThat(older.nextMessageSeq()).isEmpty();
        var newer = result(
                bob.chat.getMessageListHopping(MessageHoppingQuery.fromSequence(id, 12, MessageHoppingQuery.NEWER)));
        assertThat(sequences(newer.messageList())).isEqualTo(range(12, 26));
        assertThat(newer.nextMessageSeq()).hasValue(27);
        var last = result(
                bob.chat.getMessageListHopping(MessageHoppingQuery.fromSequence(id, 27, MessageHoppingQuery.NEWER)));
        assertThat(sequences(last.messageList())).isEqualTo(range(27, 40));
        assertThat(last.isCompleted()).isTrue();
        var beyond = result(
                bob.chat.getMessageListHopping(new MessageHoppingQuery(id, null, null, MessageHoppingQuery.NEWER, 15)));
        assertThat(beyond.messageList()).isEmpty();
        assertThat(beyond.isCompleted()).isTrue();
    }

    @Test
    @Rule("getMessageList#10")
    void what_was_said_before_joining_is_shown_by_some_types_only() {
        var dan = signIn("dan");
        var work = groupOfThree(Types.GRP_WORK);
        var meeting = groupOfThree(Types.GRP_MEETING);
        ann.send("before").to(work);
        ann.send("before").to(meeting);

        result(ann.chat.addGroupMember(work.groupID(), List.of(dan.userID)));
        result(dan.chat.joinGroup(meeting.groupID(), null));

        ann.send("after").to(work);
        ann.send("after").to(meeting);
        assertThat(textsIn(dan, work)).containsExactly("after");
        assertThat(textsIn(dan, meeting)).containsExactly("before", "after");
    }

    private static List<Long> sequences(List<Message> messages) {
        return messages.stream().map(Message::sequence).toList();
    }

    private static List<Long> range(long first, long last) {
        return java.util.stream.LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    @Rule({"revokeMessage#6", "revokeMessage#7", "modifyMessage#5", "deleteMessage#8"})
    void messages_are_revoked_modified_and_deleted() {
        var first = bob.send("one").to(group);
        var second = bob.send("two").to(group);
        assertThat(eve.awaitTexts(2)).containsExactly("one", "two");
        await(eve, group, one -> one.unreadCount() == 2);

        result(bob.chat.revokeMessage(first));

        var revoked = eve.await(Events.MESSAGE_REVOKED).getFirst();
        assertThat(revoked.id()).isEqualTo(first.id());
        assertThat(revoked.revoker()).isEqualTo(bob.userID);
        assertThat(ann.await(Events.MESSAGE_REVOKED).getFirst().isRevoked()).isTrue();
        await(eve, group, one -> one.unreadCount() == 1);
        second.setPayload(new TextPayload("TWO"));
        result(bob.chat.modifyMessage(second));
        assertThat(text(eve.await(Events.MESSAGE_MODIFIED).getFirst())).isEqualTo("TWO");
        assertThat(bob.await(Events.MESSAGE_MODIFIED)).containsExactly(second);
        await(ann, group, one -> one.lastMessage().messageForShow().equals("TWO"));
        var held = eve.chat.findMessage(second.id()).orElseThrow();
        result(eve.chat.deleteMessage(List.of(held)));
        assertThat(texts(eve)).isEmpty();
        assertThat(texts(bob)).containsExactly("one", "TWO");
    }

    @Test
    @Rule({"getTotalUnreadMessageCount#2", "setMessageRead#8", "sendMessage#7", "revokeMessage#5", "deleteMessage#6"})
    void the_system_tells_in_a_conversation_of_its_own() {
        var id = Types.CONV_SYSTEM;
        bob.awaitNotice();
        var conversation = bob.conversation(id);
        assertThat(conversation.unreadCount()).isEqualTo(1);
        assertThat(conversation.type()).isEqualTo(Types.CONV_SYSTEM);
        assertThat(conversation.toAccount()).isEmpty();
        assertThat(conversation.lastMessage().type()).isEqualTo(Types.MSG_GRP_SYS_NOTICE);
        assertThat(conversation.groupProfile()).isNull();
        assertThat(bob.chat.getTotalUnreadMessageCount()).isZero();
        var notices =
                result(bob.chat.getMessageList(MessageListQuery.newest(id))).messageList();
        assertThat(notices).hasSize(1);
        var notice = notices.getFirst();
        assertThat(notice.isSystemMessage()).isTrue();
        assertThat(notice.from()).isEqualTo(Types.CONV_SYSTEM);
        assertThat(((GroupSystemNoticePayload) notice.payload()).groupProfile().name())
                .isEqualTo("Hikers");
        var again = anotherInstanceOf(bob).conversation(id);
        assertThat(again.unreadCount()).isEqualTo(1);

        result(bob.chat.setMessageRead(id));

        assertThat(bob.conversation(id).unreadCount()).isZero();
        assertThatThrownBy(() -> bob.chat.revokeMessage(notice)).isInstanceOf(IllegalArgumentException.class);
        assertThat(errorOf(bob.chat.deleteMessage(List.of(notice))).code()).isEqualTo(2116);
        var reply = bob.chat.createTextMessage(CreateOptions.of("x", id, new TextPayload("thanks")));
        assertThat(errorOf(bob.chat.sendMessage(reply)).code()).isEqualTo(2106);
    }

    @Test
    @Rule("clearHistoryMessage#4")
    void notices_can_be_cleared() {
        bob.awaitNotice();

        assertThat(result(bob.chat.clearHistoryMessage(Types.CONV_SYSTEM))).isEqualTo(Types.CONV_SYSTEM);

        assertThat(result(bob.chat.getMessageList(MessageListQuery.newest(Types.CONV_SYSTEM)))
                        .messageList())
                .isEmpty();
        assertThat(bob.conversation(Types.CONV_SYSTEM).unreadCount()).isZero();
    }

    @Test
    @Rule({"getConversationProfile#1", "getConversationProfile#2"})
    void a_group_conversation_has_the_groups_profile() {
        var fresh = result(ann.chat.createGroup(new GroupCreation("Quiet"))).group();

        var conversation = result(ann.chat.getConversationProfile(conversationID(fresh)));

        assertThat(conversation.groupProfile().name()).isEqualTo("Quiet");
        assertThat(conversation.lastMessage().lastTime()).isZero();
        assertThat(errorOf(bob.chat.getConversationProfile(conversationID(fresh)))
                        .code())
                .isEqualTo(2501);
    }
}
