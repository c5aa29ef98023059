package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Types;
import im.parley.server.settings.CallbackCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a back end is told of messages that were read or taken back.
class MessageStateCallbacksTest extends BackEndScenario {
    @AfterEach
    void nothingElseWasTold() throws Exception {
        backEnd.wants();
        assertThat(backEnd.isIdle()).isTrue();
    }

    /// @return the message as it was stored
    private JsonNode tell(TestClient from, TestClient to, String text) {
        return from.call("message.send", text(from, to, text));
    }

    private static String key(JsonNode sent, String id) {
        return sent.path("sequence").asText() + "_" + id.substring(id.lastIndexOf('-') + 1) + "_"
                + sent.path("time").asText();
    }

    @Test
    void how_far_somebody_has_read_is_told() throws Exception {
        backEnd.wants(CallbackCommand.AFTER_C2C_READ);
        tell(ann, bob, "one");
        var time = tell(ann, bob, "two").path("time").asText();
        tell(ann, bob, "three");
        tell(cid, bob, "four");

        bob.call("conversation.read", withUser(ann).put("sequence", 2));
        bob.call("conversation.read", withUser(ann).put("sequence", 2)); // is read already
        var told = backEnd.next(CallbackCommand.AFTER_C2C_READ);
        assertThat(told.platform()).isEqualTo("Web");
        assertThat(told.text())
                .isEqualTo("{\"Report_Account\":\"" + bob.userID() + "\",\"Peer_Account\":\"" + ann.userID()
                        + "\",\"LastReadTime\":" + time + ",\"UnreadMsgNum\":2}");

        var all = TestClient.object();
        var positions = all.putArray("positionList");
        positions.add(withUser(ann).put("sequence", 3));
        positions.add(withUser(cid).put("sequence", 1));
        bob.call("conversation.readAll", all);
        for (int i = 0; i < 2; i++) {
            assertThat(backEnd.next(CallbackCommand.AFTER_C2C_READ)
                            .body()
                            .path("UnreadMsgNum")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void messages_of_two_that_are_taken_back_are_told() throws Exception {
        backEnd.wants(CallbackCommand.AFTER_C2C_RECALL);
        tell(ann, bob, "stays");
        var message = text(ann, bob, "oops");
        var id = message.path("id").asText();
        var sent = ann.call("message.send", message);
        var other = text(ann, bob, "bad");
        var otherID = other.path("id").asText();
        var otherKey = key(ann.call("message.send", other), otherID);

        ann.call("message.revoke", withUser(bob).put("id", id));
        var told = backEnd.next(CallbackCommand.AFTER_C2C_RECALL);
        assertThat(told.platform()).isEqualTo("Web");
        assertThat(told.text()).isEqualTo(recalled(key(sent, id), 2));

        var answer = server.rest(
                "openim/admin_msgwithdraw",
                "{\"From_Account\":\"" + ann.userID() + "\",\"To_Account\":\"" + bob.userID() + "\",\"MsgKey\":\""
                        + otherKey + "\"}");
        assertThat(answer.path("ErrorCode").asInt()).as(answer.toString()).isZero();
        var told2 = backEnd.next(CallbackCommand.AFTER_C2C_RECALL);
        assertThat(told2.platform()).isEqualTo("RESTAPI");
        assertThat(told2.text()).isEqualTo(recalled(otherKey, 1));
    }

    private String recalled(String key, int unread) {
        return "{\"From_Account\":\"" + ann.userID() + "\",\"To_Account\":\"" + bob.userID() + "\",\"MsgKey\":\"" + key
                + "\",\"UnreadMsgNum\":" + unread + "}";
    }

    @Test
    void messages_of_groups_that_are_taken_back_are_told() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        backEnd.wants(CallbackCommand.AFTER_GROUP_RECALL);
        var message = text(bob, group, "oops");
        var sequence = bob.call("message.send", message).path("sequence").asText();
        var next = bob.call("message.send", text(bob, group, "bad"))
                .path("sequence")
                .asText();

        bob.call("message.revoke", message(group, message.path("id").asText()));
        var told = backEnd.next(CallbackCommand.AFTER_GROUP_RECALL);
        assertThat(told.platform()).isEqualTo("Web");
        assertThat(told.text())
                .isEqualTo("{\"GroupId\":\"" + group + "\",\"Type\":\"Public\",\"Operator_Account\":\"" + bob.userID()
                        + "\",\"MsgSeqList\":[{\"MsgSeq\":" + sequence + "}]}");

        server.rest(
                "group_open_http_svc/group_msg_recall",
                "{\"GroupId\":\"" + group + "\",\"MsgSeqList\":[{\"MsgSeq\":" + sequence + "},{\"MsgSeq\":" + next
                        + "}]}");
        var byAdmin = backEnd.next(CallbackCommand.AFTER_GROUP_RECALL);
        assertThat(byAdmin.platform()).isEqualTo("RESTAPI");
        assertThat(byAdmin.text())
                .isEqualTo("{\"GroupId\":\"" + group
                        + "\",\"Type\":\"Public\",\"Operator_Account\":\"administrator\",\"MsgSeqList\":[{\"MsgSeq\":"
                        + next + "}]}");
    }

    @Test
    void a_topic_is_told_with_its_community() throws Exception {
        var body = TestClient.object()
                .put("name", "Town")
                .put("type", Types.GRP_COMMUNITY)
                .put("isSupportTopic", true);
        var community = ann.call("group.create", body).at("/group/groupID").asText();
        var topic = ann.call("topic.create", groupID(community).put("topicName", "News"))
                .at("/topic/topicID")
                .asText();
        backEnd.wants(CallbackCommand.AFTER_GROUP_RECALL);

        ann.call("message.revoke", message(topic, send(ann, topic, "oops")));

        assertThat(backEnd.next(CallbackCommand.AFTER_GROUP_RECALL).text())
                .isEqualTo("{\"GroupId\":\"" + community + "\",\"Type\":\"Community\",\"TopicId\":\"" + topic
                        + "\",\"Operator_Account\":\"" + ann.userID() + "\",\"MsgSeqList\":[{\"MsgSeq\":1}]}");
    }

    @Test
    void messages_of_live_rooms_that_are_taken_back_are_told() throws Exception {
        var room = group(Types.GRP_AVCHATROOM);
        ann.call("group.join", groupID(room));
        backEnd.wants(CallbackCommand.AFTER_GROUP_RECALL);

        ann.call("message.revoke", message(room, send(ann, room, "oops")));

        var told = backEnd.next(CallbackCommand.AFTER_GROUP_RECALL).body();
        assertThat(told.path("GroupId").asText()).isEqualTo(room);
        assertThat(told.path("Type").asText()).isEqualTo("AVChatRoom");
        assertThat(told.path("MsgSeqList")).hasSize(1);
    }

    @Test
    void read_receipts_of_groups_are_told() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        backEnd.wants(CallbackCommand.AFTER_GROUP_RECEIPT);
        var message = text(ann, group, "read this").put("needReadReceipt", true);
        var id = message.path("id").asText();
        var sequence = ann.call("message.send", message).path("sequence").asText();

        bob.call("message.sendReceipts", messages(group, id));
        bob.call("message.sendReceipts", messages(group, id)); // counts once
        cid.call("message.sendReceipts", messages(group, id));

        var told = backEnd.next(CallbackCommand.AFTER_GROUP_RECEIPT);
        assertThat(told.platform()).isEqualTo("Web");
        assertThat(told.text()).isEqualTo(receipt(group, sequence, 1, 1, bob));
        assertThat(backEnd.next(CallbackCommand.AFTER_GROUP_RECEIPT).text())
                .isEqualTo(receipt(group, sequence, 2, 0, cid));
    }

    private static String receipt(String group, String sequence, int read, int unread, TestClient reader) {
        return "{\"GroupId\":\"" + group + "\",\"Type\":\"Public\",\"GroupMsgReceiptList\":[{\"MsgSeq\":" + sequence
                + ",\"ReadNum\":" + read + ",\"UnreadNum\":" + unread
                + ",\"ReadReceiptMembers\":[{\"Member_Account\":\""
                + reader.userID() + "\"}]}]}";
    }

    @Test
    void what_is_switched_off_is_not_told() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        backEnd.wants(CallbackCommand.AFTER_GROUP_RECALL);
        var receipted = send(ann, text(ann, group, "read this").put("needReadReceipt", true));
        var message = text(ann, bob, "oops");
        send(ann, message);

        bob.call("conversation.read", withUser(ann).put("sequence", 1));
        ann.call("message.revoke", withUser(bob).put("id", message.path("id").asText()));
        bob.call("message.sendReceipts", messages(group, receipted));
        ann.call("message.revoke", message(group, receipted));

        backEnd.next(CallbackCommand.AFTER_GROUP_RECALL);
    }
}
