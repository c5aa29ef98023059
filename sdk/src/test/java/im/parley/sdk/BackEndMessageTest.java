package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static im.parley.sdk.Person.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a back end says in users' names.
class BackEndMessageTest extends Scenario {
    private static final AtomicLong RANDOM = new AtomicLong(4_000_000_000L);

    private static Map<String, Object> body(String text) {
        return Map.of("MsgType", Types.MSG_TEXT, "MsgContent", Map.of("Text", text));
    }

    private static Map<String, Object> with(Map<String, ?> request, Object... more) {
        var all = new HashMap<String, Object>(request);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    private static Map<String, Object> toUser(Person from, Person to, String text) {
        return Map.of(
                "From_Account",
                from.userID,
                "To_Account",
                to.userID,
                "MsgRandom",
                RANDOM.incrementAndGet(),
                "MsgBody",
                List.of(body(text)));
    }

    private static Map<String, Object> toGroup(String groupID, String text) {
        return Map.of("GroupId", groupID, "Random", RANDOM.incrementAndGet(), "MsgBody", List.of(body(text)));
    }

    private JsonNode send(Map<String, ?> request) {
        return server.call("openim/sendmsg", request);
    }

    private JsonNode sendToGroup(Map<String, ?> request) {
        return server.call("group_open_http_svc/send_group_msg", request);
    }

    private int code(String command, Map<String, ?> request) {
        return server.answer(command, request).get("ErrorCode").asInt();
    }

    private Group groupOf(Person owner, Person... others) {
        var members = List.of(others).stream().map(person -> person.userID).toList();
        var group = result(owner.chat.createGroup(
                        new GroupCreation("Friends").type(Types.GRP_PUBLIC).members(members)))
                .group();
        for (var person : others) {
            person.awaitGroups(list -> !list.isEmpty());
        }
        return group;
    }

    @Test
    @Rule("sendMessage#3")
    void what_is_sent_in_a_users_name_reaches_the_receiver_and_the_users_own_instances() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        result(bob.chat.addToBlacklist(List.of(ann.userID)));

        var answer = send(with(toUser(ann, bob, "your order is on its way"), "CloudCustomData", "order 7"));

        for (var person : List.of(ann, bob)) {
            var message = person.awaitMessage();
            assertThat(text(message)).isEqualTo("your order is on its way");
            assertThat(message.from()).isEqualTo(ann.userID);
            assertThat(message.cloudCustomData()).isEqualTo("order 7");
            assertThat(message.id()).isEqualTo(answer.get("MsgId").asText());
            assertThat(message.time()).isEqualTo(answer.get("MsgTime").asLong());
            assertThat(message.flow()).isEqualTo(person == ann ? Flow.OUT : Flow.IN);
        }
        assertThat(bob.conversationWith(ann).unreadCount()).isEqualTo(1);
        assertThat(ann.conversationWith(bob).unreadCount()).isZero();
        server.call(
                "openim/admin_msgwithdraw",
                Map.of(
                        "From_Account",
                        ann.userID,
                        "To_Account",
                        bob.userID,
                        "MsgKey",
                        answer.get("MsgKey").asText()));
        assertThat(bob.await(Events.MESSAGE_REVOKED)).hasSize(1);
    }

    @Test
    void a_sender_who_is_not_to_see_it_is_not_told_and_does_not_find_it() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        send(with(toUser(ann, bob, "unseen"), "SyncOtherMachine", 2));
        assertThat(text(bob.awaitMessage())).isEqualTo("unseen");

        send(with(toUser(ann, bob, "seen"), "SyncOtherMachine", 1));

        assertThat(ann.awaitTexts(1)).containsExactly("seen");
        assertThat(person(ann.userID).logIn().historyWith(bob)).containsExactly("seen");
        assertThat(person(bob.userID).logIn().historyWith(ann)).containsExactly("unseen", "seen");
    }

    @Test
    void elements_are_messages_and_controls_apply_to_each() {
        var bob = signIn("bob");
        var request = new HashMap<String, Object>(Map.of(
                "To_Account",
                bob.userID,
                "MsgRandom",
                4_294_967_295L,
                "MsgBody",
                List.of(
                        body("one"),
                        Map.of("MsgType", Types.MSG_CUSTOM, "MsgContent", Map.of("Data", "two")),
                        Map.of("MsgType", Types.MSG_FACE, "MsgContent", Map.of("Index", 3, "Data", "smile"))),
                "SendMsgControl",
                List.of("NoUnread", "WithMuteNotifications")));

        send(request);

        assertThat(bob.awaitMessage().from()).isEqualTo("administrator");
        assertThat(bob.awaitMessage().payload()).isEqualTo(new CustomPayload("two", "", ""));
        var last = bob.awaitMessage();
        assertThat(last.payload()).isEqualTo(new FacePayload(3, "smile"));
        assertThat(last.random()).isEqualTo(1);
        assertThat(bob.chat.getTotalUnreadMessageCount()).isZero();
        assertThat(bob.conversation("C2Cadministrator").lastMessage().lastSequence())
                .isEqualTo(last.sequence());
    }

    @Test
    @Rule("sendMessage#11")
    void what_is_for_who_is_online_is_not_stored() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        send(with(toUser(ann, bob, "now"), "OnlineOnlyFlag", 1));
        send(with(toUser(ann, bob, "or never"), "MsgLifeTime", 0));
        assertThat(bob.awaitTexts(2)).containsExactly("now", "or never");
        assertThat(person(bob.userID).logIn().historyWith(ann)).isEmpty();
    }

    @Test
    void a_batch_goes_to_all_who_exist_and_names_who_does_not() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        var answer = server.call(
                "openim/batchsendmsg",
                with(toUser(ann, bob, "to all"), "To_Account", List.of(bob.userID, "nobody-here", cid.userID)));

        for (var person : List.of(bob, cid)) {
            assertThat(text(person.awaitMessage())).isEqualTo("to all");
        }
        assertThat(answer.get("ErrorList").toString())
                .isEqualTo("[{\"To_Account\":\"nobody-here\",\"ErrorCode\":70107}]");
        for (var one : answer.get("MsgKeyList")) {
            server.call(
                    "openim/admin_msgwithdraw",
                    Map.of(
                            "From_Account",
                            ann.userID,
                            "To_Account",
                            one.get("To_Account").asText(),
                            "MsgKey",
                            one.get("MsgKey").asText()));
        }
        assertThat(answer.get("MsgKeyList")).hasSize(2);
        assertThat(answer.get("MsgKey")).isEqualTo(answer.at("/MsgKeyList/0/MsgKey"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            From_Account     | "nobody-here"                                              | 90008
            To_Account       | "nobody-here"                                              | 90012
            From_Account     | "@TIM#SYSTEM"                                              | 90008
            To_Account       | "@TIM#SYSTEM"                                              | 90012
            To_Account       | 7                                                          | 90003
            MsgRandom        | null                                                       | 90005
            MsgRandom        | 4294967296                                                 | 90005
            MsgTimeStamp     | -1                                                         | 90006
            MsgBody          | []                                                         | 90002
            MsgBody          | [{"MsgType":"TIMShoutElem","MsgContent":{}}]               | 90010
            MsgBody          | [{"MsgType":"TIMTextElem"}]                                | 90010
            MsgBody          | [{"MsgType":"TIMTextElem","MsgContent":{}}]                | 20001
            MsgLifeTime      | 604801                                                     | 90026
            SyncOtherMachine | 3                                                          | 90031
            SendMsgControl   | ["NoNothing"]                                              | 20001
            OfflinePushInfo  | {"Title":"%s"}                                             | 90043
            CloudCustomData  | "%s%s%s%s%s%s%s"                                           | 93000
            """)
    void what_does_not_fit_is_refused_with_the_services_own_numbers(String field, String value, int code)
            throws Exception {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var json = ProtocolJson.mapper().readTree(value.replace("%s", "x".repeat(2_000)));
        assertThat(code("openim/sendmsg", with(toUser(ann, bob, "never"), field, json)))
                .isEqualTo(code);
        assertThat(code(
                        "openim/batchsendmsg",
                        with(toUser(ann, bob, "never"), "To_Account", Collections.nCopies(501, "x"))))
                .isEqualTo(90011);
        assertThat(bob.unexpectedMessages()).isEmpty();
    }

    @Test
    void a_back_end_speaks_in_a_group_that_it_is_not_in_and_while_all_are_muted() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        var group = groupOf(ann, bob, cid);
        result(ann.chat.updateGroupProfile(new GroupUpdate(group.groupID()).muteAllMembers(true)));

        var answer = sendToGroup(with(
                toGroup(group.groupID(), "closed today"),
                "GroupAtInfo",
                List.of(Map.of("GroupAtAllFlag", 0, "GroupAt_Account", bob.userID)),
                "MsgPriority",
                "High",
                "NeedReadReceipt",
                1));

        for (var person : List.of(ann, bob, cid)) {
            var message = person.awaitMessage();
            assertThat(text(message)).isEqualTo("closed today");
            assertThat(message.from()).isEqualTo("administrator");
            assertThat(message.atUserList()).containsExactly(bob.userID);
            assertThat(message.sequence()).isEqualTo(answer.get("MsgSeq").asLong());
            assertThat(message.readReceiptInfo().unreadCount()).isEqualTo(3);
        }
        sendToGroup(with(toGroup(group.groupID(), "mine"), "From_Account", cid.userID));
        assertThat(bob.awaitMessage().from()).isEqualTo(cid.userID);
        assertThat(text(cid.awaitMessage())).isEqualTo("mine");
    }

    @Test
    void the_same_message_under_the_same_number_is_sent_once() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = groupOf(ann, bob);
        var request = toGroup(group.groupID(), "once");

        var first = sendToGroup(request);
        Person.awaitNextSecond();
        var second = sendToGroup(request);

        assertThat(second).isEqualTo(first);
        sendToGroup(toGroup(group.groupID(), "last"));
        assertThat(bob.awaitTexts(2)).containsExactly("once", "last");
    }

    @Test
    @Rule("create#5")
    void a_message_for_some_members_is_theirs_alone() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = groupOf(ann, bob);
        sendToGroup(with(toGroup(group.groupID(), "psst"), "To_Account", List.of(bob.userID)));
        sendToGroup(toGroup(group.groupID(), "all"));
        assertThat(ann.awaitTexts(1)).containsExactly("all");
        assertThat(bob.awaitTexts(2)).containsExactly("psst", "all");
        assertThat(code(
                        "group_open_http_svc/send_group_msg",
                        with(toGroup(group.groupID(), "x"), "To_Account", List.of("nobody-here"))))
                .isEqualTo(10019);
        assertThat(code(
                        "group_open_http_svc/send_group_msg",
                        with(toGroup(group.groupID(), "x"), "To_Account", List.of(signIn("eve").userID))))
                .isEqualTo(10004);
    }

    @Test
    void topics_and_live_rooms_are_spoken_in_too() {
        var ann = signIn("ann");
        var town = result(ann.chat.createGroup(
                        new GroupCreation("Town").type(Types.GRP_COMMUNITY).supportTopic()))
                .group()
                .groupID();
        var news = result(ann.chat.createTopicInCommunity(new TopicCreation(town, "News")));
        sendToGroup(with(toGroup(town, "extra"), "TopicId", news));
        var message = ann.awaitMessage();
        assertThat(message.conversationID()).isEqualTo(Types.CONV_GROUP + news);
        assertThat(code("group_open_http_svc/send_group_msg", toGroup(town, "nowhere")))
                .isEqualTo(10004);

        var room = result(ann.chat.createGroup(new GroupCreation("Live").type(Types.GRP_AVCHATROOM)))
                .group();
        result(ann.chat.joinGroup(room.groupID()));
        assertThat(sendToGroup(toGroup(room.groupID(), "on air")).get("MsgSeq").asInt())
                .isZero();
        assertThat(text(ann.awaitMessage())).isEqualTo("on air");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GroupId      | "nowhere"                                     | 10010
            GroupId      | null                                          | 10004
            TopicId      | "elsewhere@TOPIC#_1"                          | 10004
            From_Account | "nobody-here"                                 | 10019
            Random       | null                                          | 10004
            MsgBody      | null                                          | 10004
            MsgBody      | [{"MsgType":"TIMTextElem","MsgContent":{}}]   | 10004
            MsgPriority  | "Urgent"                                      | 10004
            GroupAtInfo  | [{"GroupAtAllFlag":0}]                        | 10004
            """)
    void what_does_not_fit_a_group_is_refused(String field, String value, int code) throws Exception {
        var group = groupOf(signIn("ann"));
        var json = ProtocolJson.mapper().readTree(value);
        assertThat(code("group_open_http_svc/send_group_msg", with(toGroup(group.groupID(), "never"), field, json)))
                .isEqualTo(code);
    }
}
