package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// History that a back end reads.
class BackEndHistoryTest extends RestScenario {
    private static final String OF_USERS = "openim/admin_getroammsg";
    private static final String OF_GROUP = "group_open_http_svc/group_msg_get_simple";
    private static final String TEXT = "/MsgBody/0/MsgContent/Text";

    private static Map<String, Object> window(Person owner, Person peer, int count) {
        return Map.of(
                "Operator_Account",
                owner.userID,
                "Peer_Account",
                peer.userID,
                "MaxCnt",
                count,
                "MinTime",
                0,
                "MaxTime",
                253_402_300_799L);
    }

    private static Map<String, Object> page(String groupID, int count) {
        return Map.of("GroupId", groupID, "ReqMsgNumber", count);
    }

    @Test
    void pages_of_two_users_go_from_the_newest_back_and_each_begins_with_its_oldest() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        for (int i = 1; i <= 5; i++) {
            (i % 2 == 0 ? bob : ann).send("message " + i).to(i % 2 == 0 ? ann : bob);
        }
        bob.awaitTexts(3);

        var texts = new ArrayList<String>();
        var sizes = new ArrayList<Integer>();
        var request = window(ann, bob, 2);
        JsonNode answer;
        do {
            answer = server.call(OF_USERS, request);
            sizes.add(answer.get("MsgCnt").asInt());
            texts.addAll(0, each(answer.get("MsgList"), TEXT));
            assertThat(answer.get("LastMsgKey")).isEqualTo(answer.at("/MsgList/0/MsgKey"));
            request = with(request, "MaxTime", answer.get("LastMsgTime"), "LastMsgKey", answer.get("LastMsgKey"));
        } while (answer.get("Complete").asInt() == 0);

        assertThat(texts).containsExactly("message 1", "message 2", "message 3", "message 4", "message 5");
        assertThat(sizes).containsExactly(2, 2, 1);
    }

    @Test
    void a_message_is_told_with_all_that_a_back_end_knows_it_by() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = result(ann.chat.sendMessage(ann.chat.createTextMessage(
                CreateOptions.toUser(bob.userID, new TextPayload("hello")).withCloudCustomData("order 7"))));
        bob.awaitMessage();
        var oops = ann.send("oops").to(bob);
        bob.awaitMessage();
        result(bob.chat.setMessageRead(Types.CONV_C2C + ann.userID));
        ann.await(Events.MESSAGE_READ_BY_PEER);
        var reply = bob.send("fine").to(ann);
        result(ann.chat.revokeMessage(oops));

        var answer = server.call(OF_USERS, window(bob, ann, 50));

        assertThat(answer.get("Complete").asInt()).isEqualTo(1);
        var first = answer.at("/MsgList/0");
        assertThat(first.toString())
                .isEqualTo("{\"From_Account\":\"" + ann.userID + "\",\"To_Account\":\"" + bob.userID + "\",\"MsgSeq\":"
                        + message.sequence() + ",\"MsgRandom\":" + message.random() + ",\"MsgTimeStamp\":"
                        + message.time() + ",\"MsgClientTime\":" + message.clientTime()
                        + ",\"MsgFlagBits\":0,\"IsPeerRead\":1,\"MsgKey\":\"" + key(message)
                        + "\",\"MsgBody\":[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{\"Text\":\"hello\"}}],"
                        + "\"CloudCustomData\":\"order 7\"}");
        assertThat(each(answer.get("MsgList"), "/MsgFlagBits")).containsExactly("0", "8", "0");
        assertThat(answer.at("/MsgList/1/MsgBody")).isEmpty();
        assertThat(answer.at("/MsgList/2/MsgKey").asText()).isEqualTo(key(reply));
        assertThat(answer.at("/MsgList/2/IsPeerRead").asInt()).isZero();
    }

    @Test
    void each_of_two_has_a_history_of_their_own() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var unseen = Map.of(
                "From_Account",
                ann.userID,
                "To_Account",
                bob.userID,
                "MsgRandom",
                7,
                "SyncOtherMachine",
                2,
                "MsgBody",
                body("unseen"));
        server.call("openim/sendmsg", unseen);
        ann.send("seen").to(bob);

        assertThat(each(server.call(OF_USERS, window(ann, bob, 9)).get("MsgList"), TEXT))
                .containsExactly("seen");
        var older = Map.of("From_Account", bob.userID, "To_Account", ann.userID, "MaxCnt", 9);
        assertThat(each(server.call(OF_USERS, older).get("MsgList"), TEXT)).containsExactly("unseen", "seen");
        var empty = server.call(OF_USERS, window(bob, signIn("cid"), 9));
        assertThat(empty.get("Complete").asInt()).isEqualTo(1);
        assertThat(empty.get("MsgCnt").asInt()).isZero();
    }

    @Test
    void only_what_was_said_within_the_window_is_told() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var first = ann.send("first").to(bob);
        Person.awaitNextSecond();
        var second = ann.send("second").to(bob);
        Person.awaitNextSecond();
        ann.send("third").to(bob);

        var answer =
                server.call(OF_USERS, with(window(ann, bob, 9), "MinTime", second.time(), "MaxTime", second.time()));
        assertThat(each(answer.get("MsgList"), TEXT)).containsExactly("second");
        var early = server.call(OF_USERS, with(window(ann, bob, 9), "MaxTime", second.time()));
        assertThat(each(early.get("MsgList"), TEXT)).containsExactly("first", "second");
        assertThat(early.get("LastMsgTime").asLong()).isEqualTo(first.time());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Operator_Account | "nobody-here"  | 90008
            Operator_Account | null           | 90008
            Peer_Account     | "nobody-here"  | 90012
            Peer_Account     | null           | 90003
            MaxCnt           | null           | 20001
            MaxCnt           | 0              | 20001
            MinTime          | -1             | 20001
            MinTime          | 253402300800   | 20001
            MaxTime          | 253402300800   | 20001
            LastMsgKey       | "7"            | 90054
            """)
    void what_is_no_window_is_refused(String field, String value, int code) throws Exception {
        var ann = signIn("ann");
        var request =
                with(window(ann, signIn("bob"), 9), field, ProtocolJson.mapper().readTree(value));
        assertThat(code(OF_USERS, request)).isEqualTo(code);
    }

    @Test
    void a_group_is_read_from_the_newest_message_down_to_its_first() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = groupOf(Types.GRP_PUBLIC, ann, bob); // its tip is the first message
        var message = ann.chat.createTextMessage(CreateOptions.toGroup(group.groupID(), new TextPayload("two"))
                .withCloudCustomData("custom")
                .withPriority(Types.MSG_PRIORITY_HIGH));
        result(ann.chat.sendMessage(message));
        bob.send("three").to(group);

        var newest = server.call(OF_GROUP, page(group.groupID(), 2));
        assertThat(newest.get("GroupId").asText()).isEqualTo(group.groupID());
        assertThat(newest.get("IsFinished").asInt()).isEqualTo(1);
        assertThat(each(newest.get("RspMsgList"), "/MsgSeq")).containsExactly("3", "2");
        assertThat(newest.at("/RspMsgList/1").toString())
                .isEqualTo("{\"From_Account\":\"" + ann.userID + "\",\"IsPlaceMsg\":0,\"IsSystemMsg\":0,"
                        + "\"MsgBody\":[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{\"Text\":\"two\"}}],"
                        + "\"MsgPriority\":1,\"MsgRandom\":" + message.random() + ",\"MsgSeq\":2,\"MsgTimeStamp\":"
                        + message.time() + ",\"CloudCustomData\":\"custom\"}");
        var rest = server.call(OF_GROUP, with(page(group.groupID(), 2), "ReqMsgSeq", 1));
        assertThat(each(rest.get("RspMsgList"), "/IsSystemMsg")).containsExactly("1");
        var beyond = server.call(OF_GROUP, with(page(group.groupID(), 2), "ReqMsgSeq", 0));
        assertThat(beyond.get("RspMsgList")).isEmpty();
        assertThat(beyond.get("IsFinished").asInt()).isEqualTo(1);
    }

    @Test
    void what_was_taken_back_is_told_to_who_asks_for_it() {
        var ann = signIn("ann");
        var group = groupOf(Types.GRP_PUBLIC, ann);
        var first = ann.send("first").to(group);
        result(ann.chat.revokeMessage(ann.send("oops").to(group)));
        result(ann.chat.revokeMessage(ann.send("again").to(group)));

        var without = server.call(OF_GROUP, page(group.groupID(), 2)); // both of them are taken back
        assertThat(each(without.get("RspMsgList"), "/MsgSeq")).contains(Long.toString(first.sequence()));
        assertThat(each(without.get("RspMsgList"), "/IsPlaceMsg")).containsOnly("0");
        var recalled = server.call(OF_GROUP, with(page(group.groupID(), 2), "WithRecalledMsg", 1));
        assertThat(each(recalled.get("RspMsgList"), "/IsPlaceMsg")).containsExactly("2", "2");
        assertThat(recalled.at("/RspMsgList/0/MsgBody")).isEmpty();
    }

    @Test
    void before_many_that_were_taken_back_the_newest_that_stands_is_found() {
        var ann = signIn("ann");
        var group = groupOf(Types.GRP_PUBLIC, ann);
        ann.send("older").to(group);
        var standing = ann.send("stands").to(group);
        var bodies = IntStream.range(0, 10)
                .boxed()
                .flatMap(i -> body("oops " + i).stream())
                .toList();
        for (int random : List.of(1, 11, 21)) {
            server.call(
                    "group_open_http_svc/send_group_msg",
                    Map.of("GroupId", group.groupID(), "Random", random, "MsgBody", bodies));
        }
        for (long first = standing.sequence() + 1; first <= standing.sequence() + 30; first += 10) {
            var sequences = LongStream.range(first, first + 10).boxed().toArray(Long[]::new);
            server.call(
                    "group_open_http_svc/group_msg_recall",
                    Map.of("GroupId", group.groupID(), "MsgSeqList", places(sequences)));
        }

        var answer = server.call(OF_GROUP, page(group.groupID(), 1));

        assertThat(each(answer.get("RspMsgList"), TEXT)).containsExactly("stands");
    }

    @Test
    void an_answer_holds_twenty_messages_of_a_topic_too() {
        var ann = signIn("ann");
        var topic = topicOf(ann);
        var bodies = new ArrayList<Map<String, Object>>();
        for (int i = 1; i <= 10; i++) {
            bodies.addAll(body("message " + i));
        }
        var town = TopicIds.community(topic);
        for (int random : List.of(1, 11, 21)) {
            server.call(
                    "group_open_http_svc/send_group_msg",
                    Map.of("GroupId", town, "TopicId", topic, "Random", random, "MsgBody", bodies));
        }

        var cut = server.call(OF_GROUP, with(page(town, 30), "TopicId", topic));
        assertThat(cut.get("RspMsgList")).hasSize(20);
        assertThat(cut.get("IsFinished").asInt()).isZero();
        var rest = server.call(OF_GROUP, with(page(town, 30), "TopicId", topic, "ReqMsgSeq", 10));
        assertThat(rest.get("RspMsgList")).hasSize(10);
        assertThat(rest.get("IsFinished").asInt()).isEqualTo(1);
        assertThat(server.call(OF_GROUP, page(town, 20)).get("RspMsgList")).hasSizeLessThan(10);
    }

    @Test
    void of_what_is_no_longer_kept_only_the_places_are_told() throws Exception {
        var ann = signIn("ann");
        var group = groupOf(Types.GRP_PUBLIC, ann);
        ann.send("old").to(group);
        try (var database = server.database();
                var statement = database.prepareStatement("DELETE FROM message WHERE conversation_id ="
                        + " (SELECT id FROM chat_group WHERE group_id = ?)")) {
            statement.setString(1, group.groupID());
            assertThat(statement.executeUpdate()).isPositive();
        }
        var answer = server.call(OF_GROUP, page(group.groupID(), 20));
        assertThat(answer.get("IsFinished").asInt()).isEqualTo(2);
        assertThat(each(answer.get("RspMsgList"), "/IsPlaceMsg")).isNotEmpty().containsOnly("1");

        ann.send("new").to(group);
        var mixed = server.call(OF_GROUP, page(group.groupID(), 20));
        assertThat(mixed.get("IsFinished").asInt()).isEqualTo(1);
        assertThat(mixed.at("/RspMsgList/0" + TEXT).asText()).isEqualTo("new");
        assertThat(mixed.at("/RspMsgList/1/IsPlaceMsg").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GroupId      | "nowhere"             | 10010
            GroupId      | null                  | 10004
            TopicId      | "elsewhere@TOPIC#_1"  | 10004
            ReqMsgNumber | null                  | 10004
            ReqMsgNumber | 0                     | 10004
            ReqMsgSeq    | -1                    | 10004
            """)
    void what_is_no_stretch_of_a_group_is_refused(String field, String value, int code) throws Exception {
        var group = groupOf(Types.GRP_PUBLIC, signIn("ann"));
        var request =
                with(page(group.groupID(), 5), field, ProtocolJson.mapper().readTree(value));
        assertThat(code(OF_GROUP, request)).isEqualTo(code);
    }
}
