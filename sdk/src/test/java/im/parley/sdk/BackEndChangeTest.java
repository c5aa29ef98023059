package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static im.parley.sdk.Person.text;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a back end changes and takes away of what was said.
class BackEndChangeTest extends RestScenario {
    private static final String MODIFY = "openim/modify_c2c_msg";
    private static final String MODIFY_IN_GROUP = "openim/modify_group_msg";
    private static final String DELETE = "openim/delete_c2c_msg_ramble";
    private static final String OF_SENDER = "group_open_http_svc/delete_group_msg_by_sender";
    private static final String CLEAR = "group_open_http_svc/clear_group_msg";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final AtomicLong randoms = new AtomicLong();

    @Test
    void both_users_see_a_message_change_and_what_is_not_given_stays() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = ann.send("helo").to(bob);
        var received = bob.awaitMessage();

        server.call(MODIFY, with(named(ann, bob, message), "MsgBody", body("hello")));
        for (var person : List.of(ann, bob)) {
            var told = person.await(Events.MESSAGE_MODIFIED).getFirst();
            assertThat(told.id()).isEqualTo(message.id());
            assertThat(text(told)).isEqualTo("hello");
            assertThat(told.isModified()).isTrue();
        }
        server.call(MODIFY, with(named(ann, bob, message), "CloudCustomData", "checked"));
        for (var person : List.of(ann, bob)) {
            var told = person.await(Events.MESSAGE_MODIFIED).getFirst();
            assertThat(text(told)).isEqualTo("hello");
            assertThat(told.cloudCustomData()).isEqualTo("checked");
        }
        assertThat(received.version()).isEqualTo(2);
        assertThat(person(bob.userID).logIn().historyWith(ann)).containsExactly("hello");
        assertThat(bob.conversationWith(ann).lastMessage().messageForShow()).isEqualTo("hello");
    }

    @Test
    void what_is_changed_into_itself_is_no_news() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = ann.send("same").to(bob);
        server.call(MODIFY, with(named(ann, bob, message), "MsgBody", body("same")));
        server.call(MODIFY, with(named(ann, bob, message), "MsgBody", body("other")));
        for (var person : List.of(ann, bob)) {
            assertThat(text(person.await(Events.MESSAGE_MODIFIED).getFirst())).isEqualTo("other");
        }
        assertThat(message.version()).isEqualTo(1);
    }

    @Test
    void members_see_a_message_of_a_group_or_topic_change() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = groupOf(Types.GRP_PUBLIC, ann, bob);
        var message = bob.send("buy now").to(group);
        ann.awaitMessage();
        var face = Map.of("MsgType", Types.MSG_FACE, "MsgContent", Map.of("Index", 1, "Data", "hush"));

        server.call(
                MODIFY_IN_GROUP,
                Map.of("GroupId", group.groupID(), "MsgSeq", message.sequence(), "MsgBody", List.of(face)));

        for (var person : List.of(ann, bob)) {
            assertThat(person.await(Events.MESSAGE_MODIFIED).getFirst().payload())
                    .isEqualTo(new FacePayload(1, "hush"));
        }
        var topic = topicOf(ann);
        var news = result(ann.chat.sendMessage(
                ann.chat.createTextMessage(CreateOptions.toGroup(topic, new TextPayload("old news")))));
        server.call(
                MODIFY_IN_GROUP,
                Map.of(
                        "GroupId",
                        TopicIds.community(topic),
                        "TopicId",
                        topic,
                        "MsgSeq",
                        news.sequence(),
                        "MsgBody",
                        body("news")));
        assertThat(text(ann.await(Events.MESSAGE_MODIFIED).getFirst())).isEqualTo("news");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            From_Account    | "nobody-here"                                                                | 90008
            From_Account    | null                                                                         | 90008
            To_Account      | "nobody-here"                                                                | 20022
            To_Account      | null                                                                         | 90003
            MsgKey          | "1_1_1"                                                                      | 20022
            MsgKey          | "1"                                                                          | 90054
            MsgBody         | null                                                                         | 20001
            MsgBody         | []                                                                           | 90002
            MsgBody         | [{"MsgType":"TIMTextElem","MsgContent":{}}]                                  | 20001
            MsgBody         | [{"MsgType":"TIMShoutElem","MsgContent":{}}]                                 | 90010
            MsgBody         | [{"MsgType":"TIMFileElem","MsgContent":{}}]                                  | 20001
            MsgBody         | [{"MsgType":"TIMFaceElem","MsgContent":{}},{"MsgType":"TIMFaceElem","MsgContent":{}}] | 90002
            CloudCustomData | "%s"                                                                         | 93000
            """)
    void what_does_not_fit_two_users_is_refused(String field, String value, int code) throws Exception {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = ann.send("stays").to(bob);
        var json = ProtocolJson.mapper().readTree(value.replace("%s", "x".repeat(12_288)));
        var request = with(named(ann, bob, message), "MsgBody", body("never"), field, json);
        assertThat(code(MODIFY, request)).isEqualTo(code);
        assertThat(bob.historyWith(ann)).containsExactly("stays");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GroupId         | "nowhere"                                    | 10010
            GroupId         | null                                         | 10004
            TopicId         | "elsewhere@TOPIC#_1"                         | 10004
            MsgSeq          | 99                                           | 10030
            MsgSeq          | 0                                            | 10004
            MsgSeq          | null                                         | 10004
            MsgSeq          | 1                                            | 10007
            MsgBody         | null                                         | 10004
            MsgBody         | []                                           | 10004
            MsgBody         | [{"MsgType":"TIMTextElem","MsgContent":{}}]  | 10004
            CloudCustomData | "%s"                                         | 80002
            """)
    void what_does_not_fit_a_group_is_refused(String field, String value, int code) throws Exception {
        var ann = signIn("ann");
        var group = groupOf(Types.GRP_PUBLIC, ann, signIn("bob")); // the first message is a tip
        var message = ann.send("stays").to(group);
        var json = ProtocolJson.mapper().readTree(value.replace("%s", "x".repeat(12_288)));
        var request = with(
                Map.of("GroupId", group.groupID(), "MsgSeq", message.sequence(), "MsgBody", body("never")),
                field,
                json);
        assertThat(code(MODIFY_IN_GROUP, request)).isEqualTo(code);
        assertThat(message.version()).isZero();
    }

    @Test
    void what_was_taken_back_or_never_stored_does_not_change() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = ann.send("oops").to(bob);
        result(ann.chat.revokeMessage(message));
        assertThat(code(MODIFY, with(named(ann, bob, message), "MsgBody", body("never"))))
                .isEqualTo(20001);
        var room = groupOf(Types.GRP_AVCHATROOM, ann);
        assertThat(code(MODIFY_IN_GROUP, Map.of("GroupId", room.groupID(), "MsgSeq", 1, "MsgBody", body("never"))))
                .isEqualTo(10030);
    }

    @Test
    void messages_are_deleted_for_one_of_two() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var one = ann.send("one").to(bob);
        var two = bob.send("two").to(ann);
        ann.send("three").to(bob);
        var request = Map.of(
                "Operator_Account",
                bob.userID,
                "Peer_Account",
                ann.userID,
                "MsgKeyList",
                List.of(key(one), "9_9_9", key(two), "none"));

        for (int i = 0; i < 2; i++) { // what is gone already is no error
            assertThat(server.call(DELETE, request).get("InvalidMsgKeyList").toString())
                    .isEqualTo("[\"none\",\"9_9_9\"]");
        }

        assertThat(person(bob.userID).logIn().historyWith(ann)).containsExactly("three");
        assertThat(person(ann.userID).logIn().historyWith(bob)).containsExactly("one", "two", "three");
        assertThat(code(DELETE, with(request, "MsgKeyList", List.of()))).isEqualTo(20001);
        var tooMany = IntStream.rangeClosed(1, 31).mapToObj(i -> i + "_1_1").toList();
        assertThat(code(DELETE, with(request, "MsgKeyList", tooMany))).isEqualTo(20001);
        assertThat(code(DELETE, with(request, "Operator_Account", "nobody-here")))
                .isEqualTo(90008);
        assertThat(code(DELETE, with(request, "Peer_Account", "nobody-here"))).isEqualTo(90012);
        assertThat(server.call(
                                DELETE,
                                with(request, "Peer_Account", signIn("cid").userID, "MsgKeyList", List.of("1_1_1")))
                        .get("InvalidMsgKeyList"))
                .hasSize(1);
    }

    /// Each element is a message of its own.
    private void sendMany(Group group, Person from, int calls) {
        for (int i = 1; i <= calls; i++) {
            server.call(
                    "group_open_http_svc/send_group_msg",
                    Map.of(
                            "GroupId",
                            group.groupID(),
                            "From_Account",
                            from.userID,
                            "Random",
                            randoms.addAndGet(10),
                            "MsgBody",
                            IntStream.range(0, 10)
                                    .mapToObj(text -> body("spam " + text).getFirst())
                                    .toList()));
        }
    }

    /// Sequences of what somebody hears was taken back, until it is so many.
    private static List<Long> awaitRevoked(Person person, int count) {
        var sequences = new ArrayList<Long>();
        while (sequences.size() < count) {
            for (var told : person.await(Events.MESSAGE_REVOKED)) {
                assertThat(told.revokerInfo().userID()).isEqualTo("administrator");
                sequences.add(told.sequence());
            }
        }
        return sequences;
    }

    @Test
    void all_that_a_member_wrote_is_taken_back() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        var group = groupOf(Types.GRP_PUBLIC, ann, bob, cid);
        var eve = signIn("eve");
        Message stays;
        server.set("message.groupRatePerSecond", 1_000);
        try {
            sendMany(group, bob, 20);
            stays = ann.send("stays").to(group);
            server.call(
                    "group_open_http_svc/add_group_member",
                    Map.of("GroupId", group.groupID(), "MemberList", List.of(Map.of("Member_Account", eve.userID))));
            eve.awaitGroups(list -> !list.isEmpty());
            sendMany(group, bob, 31); // more messages than one step takes
        } finally {
            server.set("message.groupRatePerSecond", null);
        }
        cid.awaitTexts(511);
        eve.awaitTexts(310);

        server.call(OF_SENDER, Map.of("GroupId", group.groupID(), "Sender_Account", bob.userID));

        assertThat(awaitRevoked(cid, 510))
                .as("each once, in their order")
                .doesNotContain(stays.sequence())
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(awaitRevoked(eve, 310))
                .as("what came after her")
                .allMatch(sequence -> sequence > stays.sequence())
                .isSorted();
        assertThat(cid.conversationIn(group).unreadCount()).isEqualTo(1);
        var left = server.call(
                "group_open_http_svc/group_msg_get_simple", Map.of("GroupId", group.groupID(), "ReqMsgNumber", 20));
        assertThat(each(left.get("RspMsgList"), "/From_Account")).doesNotContain(bob.userID);
        assertThat(cid.pending(Events.MESSAGE_REVOKED)).isZero();
        assertThat(eve.pending(Events.MESSAGE_REVOKED)).isZero();
    }

    @Test
    void who_came_later_and_may_see_all_hears_of_all_that_is_taken_back() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        var group = groupOf(Types.GRP_MEETING, ann, bob); // newcomers see what was said before
        sendMany(group, bob, 1);
        result(cid.chat.joinGroup(group.groupID()));
        assertThat(textsIn(cid, group)).contains("spam 0", "spam 9");
        sendMany(group, bob, 1);
        cid.awaitTexts(10);

        server.call(OF_SENDER, Map.of("GroupId", group.groupID(), "Sender_Account", bob.userID));

        assertThat(awaitRevoked(cid, 20)).doesNotHaveDuplicates();
        assertThat(awaitRevoked(bob, 20)).doesNotHaveDuplicates().isSorted();
        assertThat(textsIn(cid, group)).isEmpty();
    }

    @Test
    void whose_messages_are_not_there_or_not_stored_is_told() {
        var ann = signIn("ann");
        var group = groupOf(Types.GRP_PUBLIC, ann);
        var room = groupOf(Types.GRP_AVCHATROOM, ann);
        assertThat(code(OF_SENDER, Map.of("GroupId", group.groupID(), "Sender_Account", signIn("eve").userID)))
                .isZero();
        assertThat(code(OF_SENDER, Map.of("GroupId", group.groupID(), "Sender_Account", "nobody-here")))
                .isEqualTo(10019);
        assertThat(code(OF_SENDER, Map.of("GroupId", group.groupID()))).isEqualTo(10004);
        assertThat(code(OF_SENDER, Map.of("GroupId", "nowhere", "Sender_Account", ann.userID)))
                .isEqualTo(10010);
        assertThat(code(OF_SENDER, Map.of("GroupId", room.groupID(), "Sender_Account", ann.userID)))
                .isEqualTo(10033);
    }

    @Test
    void a_history_goes_from_all_members_and_from_those_who_come_later() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = groupOf(Types.GRP_MEETING, ann); // newcomers see what was said before
        ann.send("one").to(group);
        result(bob.chat.joinGroup(group.groupID()));
        var last = ann.send("two").to(group);
        ann.send("three").to(group);
        bob.awaitTexts(2);

        server.call(CLEAR, Map.of("GroupId", group.groupID(), "MsgSeq", last.sequence()));

        for (var person : List.of(ann, bob, person(bob.userID).logIn())) {
            assertThat(textsIn(person, group)).containsExactly("three");
        }
        var cid = signIn("cid");
        result(cid.chat.joinGroup(group.groupID()));
        assertThat(textsIn(cid, group)).containsExactly("three");
        server.call(CLEAR, Map.of("GroupId", group.groupID()));
        bob.awaitConversations(list -> list.stream()
                .anyMatch(one -> one.conversationID().equals(Person.conversationID(group))
                        && one.lastMessage().lastTime() == 0));
        for (var person : List.of(ann, bob, cid)) {
            assertThat(textsIn(person, group)).isEmpty();
        }
        var places = server.call(
                "group_open_http_svc/group_msg_get_simple", Map.of("GroupId", group.groupID(), "ReqMsgNumber", 20));
        assertThat(places.get("IsFinished").asInt()).isEqualTo(2);
        ann.send("four").to(group);
        assertThat(textsIn(bob, group)).containsExactly("four");
    }

    private static List<String> textsIn(Person person, Group group) {
        return Person.texts(result(person.chat.getMessageList(MessageListQuery.newest(Person.conversationID(group))))
                .messageList());
    }

    @Test
    void what_is_cleared_is_unread_no_more() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = groupOf(Types.GRP_PUBLIC, ann, bob);
        ann.send("one").to(group);
        var last = ann.send("two").to(group);
        ann.send("three").to(group);
        bob.awaitTexts(3);
        bob.forget(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED);

        server.call(CLEAR, Map.of("GroupId", group.groupID(), "MsgSeq", last.sequence()));
        bob.awaitUntil(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, count -> count == 1);
        assertThat(person(bob.userID).logIn().conversationIn(group).unreadCount())
                .isEqualTo(1);
        server.call(CLEAR, Map.of("GroupId", group.groupID(), "MsgSeq", 99));
        bob.awaitUntil(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, count -> count == 0);
        assertThat(person(bob.userID).logIn().conversationIn(group).unreadCount())
                .isZero();
        result(bob.chat.setMessageRead(Person.conversationID(group)));
        ann.send("four").to(group);
        bob.awaitTexts(1);
        assertThat(bob.conversationIn(group).unreadCount()).isEqualTo(1);
    }

    @Test
    void a_history_that_was_cleared_in_part_goes_all_the_same() throws Exception {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = groupOf(Types.GRP_PUBLIC, ann, bob);
        ann.send("one").to(group);
        var last = ann.send("two").to(group);
        bob.awaitTexts(2);
        try (var holding = server.database();
                var watching = server.database()) {
            long timeline = number(watching, "SELECT id FROM chat_group WHERE group_id = ?", group.groupID());
            long holder = number(holding, "SELECT pg_backend_pid() WHERE ? <> 0", 1L);
            holding.setAutoCommit(false);
            number(holding, "SELECT sequence FROM message WHERE conversation_id = ? LIMIT 1 FOR UPDATE", timeline);
            var clearing = CompletableFuture.supplyAsync(
                    () -> code(CLEAR, Map.of("GroupId", group.groupID(), "MsgSeq", last.sequence())));
            awaitUntil(() -> number(watching, BLOCKED, holder) == 1);
            number(watching, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity" + BLOCKED_BY, holder);
            assertThat(clearing.get()).as("what was cut off fails").isNotZero();
            holding.rollback();
            assertThat(number(watching, MESSAGES, timeline)).isPositive();

            // nobody was at it for long
            number(
                    watching,
                    "WITH idle AS (UPDATE history_clearing SET worked_at = 0 WHERE conversation_id = ? RETURNING 1)"
                            + " SELECT count(*) FROM idle",
                    timeline);

            awaitUntil(() -> number(watching, MESSAGES, timeline) == 0
                    && number(watching, "SELECT count(*) FROM history_clearing WHERE conversation_id = ?", timeline)
                            == 0);
        }
        assertThat(textsIn(bob, group)).isEmpty();
        assertThat(person(bob.userID).logIn().conversationIn(group).unreadCount())
                .isZero();
    }

    private static final String BLOCKED_BY = " WHERE ?::integer = ANY (pg_blocking_pids(pid))";
    private static final String BLOCKED = "SELECT count(*) FROM pg_stat_activity" + BLOCKED_BY;
    private static final String MESSAGES = "SELECT count(*) FROM message WHERE conversation_id = ?";

    private static long number(Connection database, String sql, Object value) {
        try (var query = database.prepareStatement(sql)) {
            query.setObject(1, value);
            try (var rows = query.executeQuery()) {
                assertThat(rows.next()).as(sql).isTrue();
                return rows.getLong(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private static void awaitUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time that is left").isLessThan(end);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    @Test
    void a_history_that_is_not_there_is_not_cleared() {
        var room = groupOf(Types.GRP_AVCHATROOM, signIn("ann"));
        assertThat(code(CLEAR, Map.of("GroupId", room.groupID()))).isEqualTo(10035);
        assertThat(code(CLEAR, Map.of("GroupId", "nowhere"))).isEqualTo(10010);
        assertThat(code(CLEAR, Map.of("MsgSeq", 1))).isEqualTo(10004);
        assertThat(code(CLEAR, Map.of("GroupId", room.groupID(), "MsgSeq", 0))).isEqualTo(10004);
    }
}
