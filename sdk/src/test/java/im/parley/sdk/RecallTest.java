package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Messages that a back end takes back.
class RecallTest extends Scenario {
    private static final MessageUser ADMIN = new MessageUser("administrator", "", "");

    private static String key(Message message) {
        return message.sequence() + "_" + message.random() + "_" + message.time();
    }

    private int withdraw(Person from, Person to, String key) {
        return server.answer(
                        "openim/admin_msgwithdraw",
                        Map.of("From_Account", from.userID, "To_Account", to.userID, "MsgKey", key))
                .get("ErrorCode")
                .asInt();
    }

    private JsonNode recall(String groupID, String topicID, List<Long> sequences) {
        return server.answer(
                "group_open_http_svc/group_msg_recall",
                Map.of(
                        "GroupId",
                        groupID,
                        "TopicId",
                        topicID,
                        "MsgSeqList",
                        sequences.stream()
                                .map(sequence -> Map.of("MsgSeq", sequence))
                                .toList(),
                        "Reason",
                        "not here"));
    }

    @Test
    @Rule({"revokeMessage#3", "revokeMessage#6"})
    void a_back_end_takes_back_what_a_user_wrote_to_another_and_both_hear_of_it() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        server.set("message.revokeWindow", 0);
        try {
            var message = ann.send("oops").to(bob);
            var atBob = bob.awaitMessage();

            assertThat(withdraw(ann, bob, key(message))).isZero();

            for (var person : List.of(ann, bob)) {
                var told = person.await(Events.MESSAGE_REVOKED);
                assertThat(told).containsExactly(person == ann ? message : atBob);
                assertThat(told.getFirst().isRevoked()).isTrue();
                assertThat(told.getFirst().revokerInfo()).isEqualTo(ADMIN);
            }
            assertThat(withdraw(ann, bob, key(message))).isEqualTo(20023);
        } finally {
            server.set("message.revokeWindow", null);
        }
        var again = person(bob.userID).logIn();
        var found = result(again.chat.getMessageList(MessageListQuery.newest(conversationID(ann))))
                .messageList()
                .getFirst();
        assertThat(found.isRevoked()).isTrue();
        assertThat(found.revokerInfo()).isEqualTo(ADMIN);
        assertThat(again.conversationWith(ann).lastMessage().revoker()).isEqualTo(ADMIN.userID());
        assertThat(again.conversationWith(ann).unreadCount()).isZero();
    }

    @Test
    @Rule("revokeMessage#3")
    void a_message_is_named_by_sender_sequence_random_and_time() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = ann.send("stays").to(bob);

        assertThat(withdraw(bob, ann, key(message))).isEqualTo(20022);
        assertThat(withdraw(ann, signIn("cid"), key(message))).isEqualTo(20022);
        assertThat(withdraw(ann, bob, "2_" + message.random() + "_" + message.time()))
                .isEqualTo(20022);
        assertThat(withdraw(ann, bob, "1_1_" + message.time())).isEqualTo(20022);
        assertThat(withdraw(ann, bob, "1_" + message.random() + "_1")).isEqualTo(20022);
        assertThat(withdraw(ann, bob, message.id())).isEqualTo(90054);
        assertThat(server.answer("openim/admin_msgwithdraw", Map.of("From_Account", ann.userID))
                        .get("ErrorCode")
                        .asInt())
                .isEqualTo(90003);
        assertThat(server.answer("openim/admin_msgwithdraw", Map.of("To_Account", bob.userID))
                        .get("ErrorCode")
                        .asInt())
                .isEqualTo(90008);
        assertThat(message.isRevoked()).isFalse();
    }

    @Test
    @Rule({"revokeMessage#3", "revokeMessage#6"})
    void a_back_end_takes_back_messages_of_a_group_with_a_reason() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = result(ann.chat.createGroup(new GroupCreation("Friends").members(List.of(bob.userID))))
                .group();
        bob.awaitGroups(list -> !list.isEmpty());
        var one = ann.send("one").to(group);
        var two = bob.send("two").to(group);

        var answer = recall(group.groupID(), "", List.of(one.sequence(), two.sequence(), 1L, 99L));

        assertThat(answer.get("RecallRetList").toString())
                .isEqualTo("[{\"MsgSeq\":2,\"RetCode\":0},{\"MsgSeq\":3,\"RetCode\":0},"
                        + "{\"MsgSeq\":1,\"RetCode\":10032},{\"MsgSeq\":99,\"RetCode\":10030}]"); // 1 is a tip
        for (var person : List.of(ann, bob)) {
            for (var sequence : List.of(2L, 3L)) {
                var told = person.await(Events.MESSAGE_REVOKED).getFirst();
                assertThat(told.sequence()).isEqualTo(sequence);
                assertThat(told.revokerInfo()).isEqualTo(ADMIN);
                assertThat(told.revokeReason()).isEqualTo("not here");
            }
        }
        assertThat(recall(group.groupID(), "", List.of(2L))
                        .at("/RecallRetList/0/RetCode")
                        .asInt())
                .isEqualTo(10032);
    }

    @Test
    @Rule("revokeMessage#3")
    void topics_too_and_what_cannot_be_is_refused() {
        var ann = signIn("ann");
        var town = result(ann.chat.createGroup(
                        new GroupCreation("Town").type(Types.GRP_COMMUNITY).supportTopic()))
                .group()
                .groupID();
        var news = result(ann.chat.createTopicInCommunity(new TopicCreation(town, "News")));
        result(ann.chat.sendMessage(
                ann.chat.createTextMessage(CreateOptions.toGroup(news, new TextPayload("old news")))));

        assertThat(recall(town, news, List.of(1L))
                        .at("/RecallRetList/0/RetCode")
                        .asInt(-1))
                .isZero();

        assertThat(ann.await(Events.MESSAGE_REVOKED).getFirst().revokeReason()).isEqualTo("not here");
        var room = result(ann.chat.createGroup(new GroupCreation("Live").type(Types.GRP_AVCHATROOM)))
                .group();
        assertThat(code(recall(room.groupID(), "", List.of(1L)))).isEqualTo(10033);
        assertThat(code(recall("nowhere", "", List.of(1L)))).isEqualTo(10010);
        assertThat(code(recall(town, town + "@TOPIC#_none", List.of(1L)))).isEqualTo(10010);
        assertThat(code(recall(room.groupID(), news, List.of(1L)))).isEqualTo(10004);
        assertThat(code(recall(town, news, List.of()))).isEqualTo(10004);
        assertThat(code(recall(town, news, LongStream.range(1, 12).boxed().toList())))
                .isEqualTo(10004);
    }

    private static int code(JsonNode answer) {
        return answer.get("ErrorCode").asInt();
    }
}
