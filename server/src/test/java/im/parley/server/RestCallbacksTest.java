package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Types;
import im.parley.server.settings.CallbackCommand;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What a back end is told of what it does to messages by REST: the same as of what users do.
class RestCallbacksTest extends BackEndScenario {
    /// @param fields of the JSON, with `'` for `"`
    private JsonNode call(String command, String fields) throws Exception {
        var answer = server.rest(command, ("{" + fields + "}").replace('\'', '"'));
        assertThat(answer.path("ErrorCode").asInt()).as(answer.toString()).isZero();
        return answer;
    }

    @Test
    void that_somebody_has_read_is_told() throws Exception {
        backEnd.wants(CallbackCommand.AFTER_C2C_READ);
        ann.call("message.send", text(ann, bob, "read this"));

        call(
                "openim/admin_set_msg_read",
                "'Report_Account':'" + bob.userID() + "','Peer_Account':'" + ann.userID() + "'");

        var told = backEnd.next(CallbackCommand.AFTER_C2C_READ);
        assertThat(told.platform()).isEqualTo("RESTAPI");
        assertThat(told.body().path("Report_Account").asText()).isEqualTo(bob.userID());
        assertThat(told.body().path("UnreadMsgNum").asInt(-1)).isZero();
    }

    @Test
    void receipts_in_groups_are_told() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        backEnd.wants(CallbackCommand.AFTER_GROUP_RECEIPT);
        var sequence = ann.call("message.send", text(ann, group, "read this").put("needReadReceipt", true))
                .path("sequence")
                .asLong();

        call(
                "group_open_http_svc/group_msg_receipt",
                "'GroupId':'" + group + "','From_Account':'" + bob.userID() + "','MsgSeqList':[{'MsgSeq':" + sequence
                        + "}]");

        var told = backEnd.next(CallbackCommand.AFTER_GROUP_RECEIPT);
        assertThat(told.platform()).isEqualTo("RESTAPI");
        assertThat(told.body().at("/GroupMsgReceiptList/0/MsgSeq").asLong()).isEqualTo(sequence);
        assertThat(told.body()
                        .at("/GroupMsgReceiptList/0/ReadReceiptMembers/0/Member_Account")
                        .asText())
                .isEqualTo(bob.userID());
    }

    @Test
    void what_is_taken_back_of_a_sender_is_told_and_imports_are_not() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        backEnd.wants(
                CallbackCommand.BEFORE_C2C_MESSAGE,
                CallbackCommand.AFTER_C2C_MESSAGE,
                CallbackCommand.AFTER_GROUP_MESSAGE,
                CallbackCommand.AFTER_GROUP_RECALL);
        long now = Instant.now().getEpochSecond();
        var body = "'MsgBody':[{'MsgType':'TIMTextElem','MsgContent':{'Text':'said elsewhere'}}]";
        call(
                "openim/importmsg",
                "'SyncFromOldSystem':1,'From_Account':'" + ann.userID() + "','To_Account':'" + bob.userID()
                        + "','MsgRandom':1,'MsgTimeStamp':" + now + "," + body);
        var imported = call(
                "group_open_http_svc/import_group_msg",
                "'GroupId':'" + group + "','RecentContactFlag':1,'MsgList':[{'From_Account':'" + bob.userID()
                        + "','SendTime':" + now + "," + body + "}]");
        assertThat(imported.at("/ImportMsgResult/0/Result").asInt(-1))
                .as(imported.toString())
                .isZero();
        call(
                "group_open_http_svc/delete_group_msg_by_sender",
                "'GroupId':'" + group + "','Sender_Account':'" + bob.userID() + "'");

        var recalled = backEnd.next(CallbackCommand.AFTER_GROUP_RECALL);
        assertThat(recalled.platform()).isEqualTo("RESTAPI");
        assertThat(recalled.body().at("/MsgSeqList/0/MsgSeq")).isEqualTo(imported.at("/ImportMsgResult/0/MsgSeq"));
        ann.call("message.send", text(ann, group, "after them"));
        assertThat(backEnd.next(CallbackCommand.AFTER_GROUP_MESSAGE).text()).contains("after them");
        ann.call("message.send", text(ann, bob, "and this"));
        assertThat(backEnd.next(CallbackCommand.BEFORE_C2C_MESSAGE).text()).contains("and this");
        assertThat(backEnd.next(CallbackCommand.AFTER_C2C_MESSAGE).text()).contains("and this");
    }
}
