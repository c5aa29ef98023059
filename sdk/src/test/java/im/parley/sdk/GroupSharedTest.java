package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What members of a group share beside messages, and who has read these.
class GroupSharedTest extends Scenario {
    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");
    private final Person eve = signIn("eve");
    private String group;
    private Group created;

    @BeforeEach
    void aGroupOfThree() {
        created = result(ann.chat.createGroup(
                        new GroupCreation("Hikers").type(Types.GRP_PUBLIC).members(List.of(bob.userID, eve.userID))))
                .group();
        group = created.groupID();
        for (Person person : List.of(bob, eve)) {
            person.awaitGroups(list -> !list.isEmpty());
        }
    }

    @Test
    @Rule({
        "initGroupAttributes#2",
        "initGroupAttributes#5",
        "initGroupAttributes#6",
        "setGroupAttributes#4",
        "deleteGroupAttributes#4",
        "getGroupAttributes#2",
        "getGroupAttributes#3"
    })
    void attributes_are_everybodys() {
        assertThat(result(bob.chat.initGroupAttributes(group, Map.of("seat1", "bob", "seat2", ""))))
                .containsEntry("seat1", "bob");
        for (Person person : List.of(ann, bob, eve)) {
            var told = person.await(Events.GROUP_ATTRIBUTES_UPDATED);
            assertThat(told.groupID()).isEqualTo(group);
            assertThat(told.groupAttributes()).isEqualTo(Map.of("seat1", "bob", "seat2", ""));
            assertThat(told.updatedKeyList()).containsExactlyInAnyOrder("seat1", "seat2");
        }
        result(eve.chat.setGroupAttributes(group, Map.of("seat2", "eve")));
        assertThat(ann.await(Events.GROUP_ATTRIBUTES_UPDATED).updatedKeyList()).containsExactly("seat2");
        assertThat(result(ann.chat.getGroupAttributes(group, List.of("seat2", "seat3"))))
                .isEqualTo(Map.of("seat2", "eve"));
        assertThat(result(ann.chat.deleteGroupAttributes(group, List.of("seat2"))))
                .containsExactly("seat2");
        assertThat(bob.await(Events.GROUP_ATTRIBUTES_UPDATED).deletedKeyList()).isEmpty(); // of eve's
        assertThat(bob.await(Events.GROUP_ATTRIBUTES_UPDATED).deletedKeyList()).containsExactly("seat2");
        assertThat(errorOf(ann.chat.deleteGroupAttributes(group, List.of("seat2")))
                        .code())
                .isEqualTo(10050);
        assertThat(result(ann.chat.deleteGroupAttributes(group, List.of()))).containsExactly("seat1");
        assertThat(bob.await(Events.GROUP_ATTRIBUTES_UPDATED).deletedKeyList()).containsExactly("seat1");
        assertThat(result(bob.chat.getGroupAttributes(group, List.of()))).isEmpty();
    }

    @Test
    @Rule({"initGroupAttributes#3", "setGroupAttributes#3", "deleteGroupAttributes#3"})
    void who_has_not_heard_of_the_last_change_is_told_to_look_first() {
        var seat = Map.of("seat", "mine");
        assertIsTold(bob, seat, chat -> chat.initGroupAttributes(group, seat));
        assertIsTold(eve, seat, chat -> chat.setGroupAttributes(group, seat));
        assertIsTold(bob, Map.of(), chat -> chat.deleteGroupAttributes(group, List.of("seat")));
    }

    private void assertIsTold(Person member, Map<String, String> outcome, Function<Chat, CompletableFuture<?>> write) {
        try (var cable =
                new Cable(server.port()).through(new Valve(frame -> frame.contains("\"group.attributesChanged\"")))) {
            var late = person(member.userID, ChatOptions.of(TestServer.APP, cable.address()))
                    .logIn();
            result(late.chat.getGroupAttributes(group, List.of()));
            result(ann.chat.setGroupAttributes(group, Map.of("seat", "ann's")));

            assertThat(errorOf(write.apply(late.chat)).code()).isEqualTo(10056);
            assertThat(result(late.chat.getGroupAttributes(group, List.of()))).isEqualTo(Map.of("seat", "ann's"));
            result(write.apply(late.chat));

            ann.awaitUntil(
                    Events.GROUP_ATTRIBUTES_UPDATED,
                    told -> told.groupAttributes().equals(outcome));
        }
    }

    @Test
    @Rule({"initGroupAttributes#4", "setGroupAttributes#2"})
    void attributes_have_limits_and_are_for_members() {
        assertThat(errorOf(ann.chat.setGroupAttributes(group, Map.of("k".repeat(33), "v")))
                        .code())
                .isEqualTo(10045);
        result(eve.chat.quitGroup(group));
        assertThat(errorOf(eve.chat.setGroupAttributes(group, Map.of("k", "v"))).code())
                .isEqualTo(10007);
    }

    @Test
    @Rule("initGroupAttributes#7")
    void all_ways_to_write_attributes_have_one_rate() {
        var writes = IntStream.range(0, 4)
                .mapToObj(i -> List.<CompletableFuture<?>>of(
                        bob.chat.initGroupAttributes(group, Map.of("seat", "first " + i)),
                        bob.chat.setGroupAttributes(group, Map.of("seat", "second " + i))))
                .flatMap(List::stream)
                .toList();

        var codes = writes.stream()
                .map(write -> write.handle((done, failure) ->
                                failure == null ? 0 : Answers.errorOf(failure).code())
                        .join())
                .toList();
        assertThat(codes).contains(0, 2996); // of each way there are few enough
    }

    @Test
    @Rule("setGroupCounters#3")
    void a_group_has_twenty_counters_of_64_bits() {
        var counters = new HashMap<String, Long>();
        IntStream.range(0, 19).forEach(i -> counters.put("counter " + i, Long.MIN_VALUE));
        result(ann.chat.setGroupCounters(group, counters));

        result(ann.chat.setGroupCounters(group, Map.of("the last", Long.MAX_VALUE)));

        assertThat(errorOf(ann.chat.setGroupCounters(group, Map.of("one more", 1L)))
                        .code())
                .isEqualTo(10004);
        assertThat(errorOf(ann.chat.increaseGroupCounter(group, "the last", 1)).code())
                .isEqualTo(10004);
        counters.put("the last", Long.MAX_VALUE);
        assertThat(result(bob.chat.getGroupCounters(group))).isEqualTo(counters);
    }

    @Test
    @Rule({
        "setGroupCounters#1",
        "increaseGroupCounter#1",
        "increaseGroupCounter#3",
        "increaseGroupCounter#4",
        "decreaseGroupCounter#1",
        "getGroupCounters#1",
        "getGroupCounters#2"
    })
    void all_count_together() {
        assertThat(result(ann.chat.setGroupCounters(group, Map.of("likes", 5L))))
                .isEqualTo(Map.of("likes", 5L));
        assertThat(bob.await(Events.GROUP_COUNTER_UPDATED)).isEqualTo(new Events.GroupCounter(group, "likes", 5));
        assertThat(ann.await(Events.GROUP_COUNTER_UPDATED).value()).isEqualTo(5);
        var calls = IntStream.range(0, 30)
                .mapToObj(i -> (i % 2 == 0 ? bob : eve).chat.increaseGroupCounter(group, "likes", 2))
                .toList();
        calls.forEach(Person::result);
        assertThat(result(ann.chat.decreaseGroupCounter(group, "likes", 1)).value())
                .isEqualTo(64);
        assertThat(result(ann.chat.increaseGroupCounter(group, "views", 1)).value())
                .isEqualTo(1);
        assertThat(result(bob.chat.getGroupCounters(group))).isEqualTo(Map.of("likes", 64L, "views", 1L));
        assertThat(result(bob.chat.getGroupCounters(group, List.of("views")))).isEqualTo(Map.of("views", 1L));
    }

    @Test
    @Rule({
        "setMessageRead#2",
        "sendMessageReadReceipt#1",
        "sendMessageReadReceipt#2",
        "getMessageReadReceiptList#1",
        "getMessageReadReceiptList#3",
        "getMessageReadReceiptList#4",
        "getMessageReadReceiptList#5",
        "getGroupMessageReadMemberList#2",
        "getGroupMessageReadMemberList#3"
    })
    void the_sender_hears_who_has_read() {
        var message = ann.chat.createTextMessage(
                CreateOptions.toGroup(group, new TextPayload("read this")).withReadReceipt());
        result(ann.chat.sendMessage(message));
        assertThat(result(ann.chat.getMessageReadReceiptList(List.of(message)))).containsExactly(message);
        assertThat(message.readReceiptInfo().unreadCount()).isEqualTo(2);

        var atBob = bob.awaitMessage();
        result(bob.chat.sendMessageReadReceipt(List.of(atBob)));
        var told = ann.await(Events.MESSAGE_READ_RECEIPT_RECEIVED).getFirst();
        assertThat(told.groupID()).isEqualTo(group);
        assertThat(told.messageID()).isEqualTo(message.id());
        assertThat(told.readCount()).isEqualTo(1);
        assertThat(told.unreadCount()).isEqualTo(1);
        assertThat(message.readReceiptInfo().readCount()).isEqualTo(1);
        assertThat(bob.conversationIn(created).unreadCount()).isEqualTo(1);
        var later = anotherInstanceOf(ann);
        var history = result(later.chat.getMessageList(MessageListQuery.newest(Person.conversationID(created))))
                .messageList();
        assertThat(result(later.chat.getMessageReadReceiptList(history))).isEqualTo(history);
        var known = later.chat.findMessage(message.id()).orElseThrow().readReceiptInfo();
        assertThat(known.readCount()).isEqualTo(1);
        assertThat(known.unreadCount()).isEqualTo(1);

        var read = result(
                ann.chat.getGroupMessageReadMemberList(GroupMessageReadQuery.of(message, GroupMessageReadQuery.READ)));
        assertThat(read.readUserIDList()).containsExactly(bob.userID);
        assertThat(read.isCompleted()).isTrue();
        var unread = result(ann.chat.getGroupMessageReadMemberList(
                GroupMessageReadQuery.of(message, GroupMessageReadQuery.UNREAD)));
        assertThat(unread.unreadUserIDList()).containsExactly(eve.userID);
        assertThat(errorOf(bob.chat.getGroupMessageReadMemberList(
                                GroupMessageReadQuery.of(atBob, GroupMessageReadQuery.READ)))
                        .code())
                .isEqualTo(10007);
        result(eve.chat.sendMessageReadReceipt(List.of(eve.awaitMessage())));
        assertThat(ann.await(Events.MESSAGE_READ_RECEIPT_RECEIVED).getFirst().unreadCount())
                .isZero();
    }

    @Test
    @Rule("getMessageReadReceiptList#3")
    void an_answer_that_a_receipt_has_overtaken_takes_nothing_back() throws InterruptedException {
        var valve = new Valve(frame -> frame.startsWith("{\"id\"") && frame.contains("\"receiptList\""));
        try (var cable = new Cable(server.port()).through(valve)) {
            var annToo = person(ann.userID, ChatOptions.of(TestServer.APP, cable.address()))
                    .logIn();
            var message = annToo.chat.createTextMessage(
                    CreateOptions.toGroup(group, new TextPayload("read this")).withReadReceipt());
            result(annToo.chat.sendMessage(message));
            result(bob.chat.sendMessageReadReceipt(List.of(bob.awaitMessage())));
            var asked = annToo.chat.getMessageReadReceiptList(List.of(message));
            valve.awaitHeld();
            result(eve.chat.sendMessageReadReceipt(List.of(eve.awaitMessage())));
            annToo.awaitUntil(
                    Events.MESSAGE_READ_RECEIPT_RECEIVED,
                    receipts -> receipts.getFirst().readCount() == 2);

            valve.release();

            result(asked);
            assertThat(message.readReceiptInfo().readCount()).isEqualTo(2);
            assertThat(message.readReceiptInfo().unreadCount()).isZero();
        }
    }

    @Test
    void who_has_left_is_not_waited_for() {
        var message = ann.chat.createTextMessage(
                CreateOptions.toGroup(group, new TextPayload("read this")).withReadReceipt());
        result(ann.chat.sendMessage(message));
        result(bob.chat.sendMessageReadReceipt(List.of(bob.awaitMessage())));
        ann.await(Events.MESSAGE_READ_RECEIPT_RECEIVED);

        result(eve.chat.quitGroup(group));

        result(ann.chat.getMessageReadReceiptList(List.of(message)));
        assertThat(message.readReceiptInfo().readCount()).isEqualTo(1);
        assertThat(message.readReceiptInfo().unreadCount()).isZero();
    }

    @Test
    @Rule({
        "sendMessage#6",
        "setMessageExtensions#5",
        "getMessageExtensions#2",
        "deleteMessageExtensions#3",
        "sendMessageReadReceipt#4",
        "getMessageReadReceiptList#2",
        "getGroupMessageReadMemberList#1"
    })
    void communities_take_extensions_and_messages_that_do_not_count_but_no_receipts() {
        var community = result(ann.chat.createGroup(
                        new GroupCreation("Many").type(Types.GRP_COMMUNITY).members(List.of(bob.userID))))
                .group();
        var message =
                ann.chat.createTextMessage(CreateOptions.toGroup(community.groupID(), new TextPayload("extensible"))
                        .withReadReceipt()
                        .withExtensions());
        result(ann.chat.sendMessage(message));
        result(ann.chat.sendMessage(
                ann.chat.createTextMessage(CreateOptions.toGroup(community.groupID(), new TextPayload("apart"))),
                SendOptions.DEFAULT.withoutUnreadCount()));
        assertThat(bob.awaitTexts(2)).containsExactly("extensible", "apart");
        assertThat(bob.conversationIn(community).unreadCount()).isEqualTo(1);

        var received = bob.chat.findMessage(message.id()).orElseThrow();
        result(bob.chat.setMessageExtensions(received, List.of(new Extension("vote", "yes"))));
        assertThat(result(ann.chat.getMessageExtensions(message))).containsExactly(new Extension("vote", "yes"));
        result(ann.chat.deleteMessageExtensions(message, List.of("vote")));
        assertThat(result(ann.chat.getMessageExtensions(message))).isEmpty();
        assertThat(errorOf(bob.chat.sendMessageReadReceipt(List.of(received))).code())
                .isEqualTo(2114); // it asks for none
        assertThat(result(ann.chat.getMessageReadReceiptList(List.of(message)))).containsExactly(message);
        assertThat(message.readReceiptInfo()).isEqualTo(ReadReceiptInfo.NONE);
        assertThat(errorOf(ann.chat.getGroupMessageReadMemberList(
                                GroupMessageReadQuery.of(message, GroupMessageReadQuery.READ)))
                        .code())
                .isEqualTo(10060);
    }
}
