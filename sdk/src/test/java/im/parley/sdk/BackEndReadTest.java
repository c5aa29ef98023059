package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a back end does about what users have read.
class BackEndReadTest extends RestScenario {
    private static final String READ = "openim/admin_set_msg_read";
    private static final String UNREAD = "openim/get_c2c_unread_msg_num";
    private static final String RECEIPT = "openim/c2c_msg_read_receipt";
    private static final String GROUP_RECEIPT = "group_open_http_svc/group_msg_receipt";
    private static final String RECEIPTS = "group_open_http_svc/get_group_msg_receipt";
    private static final String READERS = "group_open_http_svc/get_group_msg_receipt_detail";

    private static Map<String, Object> reading(Person reader, Person peer) {
        return Map.of("Report_Account", reader.userID, "Peer_Account", peer.userID);
    }

    @Test
    void both_users_hear_of_what_a_back_end_marks_as_read() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var first = ann.send("first").to(bob);
        Person.awaitNextSecond();
        ann.send("second").to(bob);
        bob.awaitTexts(2);

        server.call(READ, with(reading(bob, ann), "MsgReadTime", first.time()));
        assertThat(ann.await(Events.MESSAGE_READ_BY_PEER)).containsExactly(first);
        bob.awaitConversations(list -> list.getFirst().unreadCount() == 1);

        server.call(READ, reading(bob, ann));
        assertThat(ann.await(Events.MESSAGE_READ_BY_PEER)).hasSize(1);
        bob.awaitConversations(list -> list.getFirst().unreadCount() == 0);
        server.call(READ, with(reading(bob, ann), "MsgReadTime", 0));
        server.call(READ, reading(bob, signIn("cid"))); // there is nothing to read
        assertThat(ann.pending(Events.MESSAGE_READ_BY_PEER)).isZero();
    }

    @Test
    void unread_messages_are_counted_by_user_and_together() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        ann.send("one").to(bob);
        result(ann.chat.revokeMessage(ann.send("two").to(bob)));
        cid.send("three").to(bob);
        bob.send("mine").to(cid);

        var all = server.call(UNREAD, Map.of("To_Account", bob.userID));
        assertThat(all.get("AllC2CUnreadMsgNum").asInt()).isEqualTo(2);
        var each = server.call(
                UNREAD,
                Map.of("To_Account", bob.userID, "Peer_Account", List.of(ann.userID, "nobody-here", cid.userID)));
        assertThat(each.get("C2CUnreadMsgNumList").toString())
                .isEqualTo("[{\"Peer_Account\":\"" + ann.userID + "\",\"C2CUnreadMsgNum\":1},{\"Peer_Account\":\""
                        + cid.userID + "\",\"C2CUnreadMsgNum\":1}]");
        assertThat(each.get("ErrorList").toString())
                .isEqualTo("[{\"Peer_Account\":\"nobody-here\",\"ErrorCode\":70107}]");
        assertThat(each.has("AllC2CUnreadMsgNum")).isFalse();
        server.call(READ, reading(bob, ann));
        assertThat(server.call(UNREAD, Map.of("To_Account", bob.userID))
                        .get("AllC2CUnreadMsgNum")
                        .asInt())
                .isEqualTo(1);
        assertThat(code(UNREAD, with(Map.of("To_Account", bob.userID), "Peer_Account", Collections.nCopies(11, "x"))))
                .isEqualTo(90018);
        assertThat(code(UNREAD, Map.of("To_Account", "nobody-here"))).isEqualTo(90012);
        assertThat(code(UNREAD, Map.of("Peer_Account", List.of("x")))).isEqualTo(90003);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Report_Account | "nobody-here"  | 90008
            Report_Account | null           | 90008
            Peer_Account   | "nobody-here"  | 90012
            Peer_Account   | null           | 90003
            MsgReadTime    | -1             | 20001
            MsgReadTime    | 253402300800   | 20001
            """)
    void what_cannot_be_read_is_refused(String field, String value, int code) throws Exception {
        var request = with(
                reading(signIn("ann"), signIn("bob")),
                field,
                ProtocolJson.mapper().readTree(value));
        assertThat(code(READ, request)).isEqualTo(code);
    }

    private static Message asking(Person from, CreateOptions<TextPayload> to) {
        return result(from.chat.sendMessage(from.chat.createTextMessage(to.withReadReceipt())));
    }

    @Test
    void a_sender_hears_of_a_read_receipt_that_a_back_end_sends() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = asking(ann, CreateOptions.toUser(bob.userID, new TextPayload("read this")));
        var plain = ann.send("or not").to(bob);
        var request = Map.of(
                "Operator_Account",
                bob.userID,
                "Peer_Account",
                ann.userID,
                "C2CMsgInfo",
                List.of(named(ann, bob, message), named(ann, bob, plain)));

        server.call(RECEIPT, request);

        var told = ann.await(Events.MESSAGE_READ_RECEIPT_RECEIVED).getFirst();
        assertThat(told.messageID()).isEqualTo(message.id());
        assertThat(message.readReceiptInfo().isPeerRead()).isTrue();
        assertThat(code(RECEIPT, with(request, "C2CMsgInfo", List.of(named(ann, bob, plain)))))
                .isEqualTo(20022);
        assertThat(code(RECEIPT, with(request, "C2CMsgInfo", List.of(named(bob, ann, message)))))
                .isEqualTo(90008);
        assertThat(code(RECEIPT, with(request, "C2CMsgInfo", List.of(with(named(ann, bob, message), "MsgKey", "x")))))
                .isEqualTo(90054);
        assertThat(code(RECEIPT, with(request, "C2CMsgInfo", List.of()))).isEqualTo(20001);
        assertThat(code(RECEIPT, with(request, "C2CMsgInfo", Collections.nCopies(31, named(ann, bob, message)))))
                .isEqualTo(20001);
        server.set("message.c2cReadReceipt", false);
        try {
            assertThat(code(RECEIPT, request)).isEqualTo(10059);
        } finally {
            server.set("message.c2cReadReceipt", null);
        }
        assertThat(ann.pending(Events.MESSAGE_READ_RECEIPT_RECEIVED)).isZero();
    }

    @Test
    void receipts_in_a_group_are_sent_counted_and_named() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        var group = groupOf(Types.GRP_PUBLIC, ann, bob, cid);
        var message = asking(ann, CreateOptions.toGroup(group.groupID(), new TextPayload("read this")));
        var plain = ann.send("or not").to(group);
        var request = Map.of(
                "GroupId",
                group.groupID(),
                "From_Account",
                bob.userID,
                "MsgSeqList",
                places(message.sequence(), plain.sequence()));

        server.call(GROUP_RECEIPT, request);

        var told = ann.await(Events.MESSAGE_READ_RECEIPT_RECEIVED).getFirst();
        assertThat(told.readCount()).isEqualTo(1);
        assertThat(told.unreadCount()).isEqualTo(1);
        assertThat(server.call(RECEIPTS, request).get("GroupMsgReceiptList").toString())
                .isEqualTo("[{\"Code\":0,\"MsgSeq\":" + message.sequence() + ",\"ReadNum\":1,\"UnreadNum\":1},"
                        + "{\"Code\":10062,\"MsgSeq\":" + plain.sequence() + "}]");
        var detail = Map.of("GroupId", group.groupID(), "MsgSeq", message.sequence(), "Filter", 0, "Count", 200);
        assertThat(each(server.call(READERS, detail).get("ReadList"), "/Read_Account"))
                .containsExactly(bob.userID);
        var older = Map.of("GroupId", group.groupID(), "MsgSeq", message.sequence(), "Flag", 1, "Num", 1);
        var unread = server.call(READERS, older);
        assertThat(each(unread.get("UnreadList"), "/Unread_Account")).containsExactly(cid.userID);
        assertThat(unread.get("IsFinished").asInt()).isEqualTo(1);
        assertThat(unread.has("ReadList")).isFalse();

        server.call(GROUP_RECEIPT, with(request, "From_Account", cid.userID));
        var page = server.call(READERS, with(detail, "Count", 1));
        assertThat(page.get("IsFinished").asInt()).isZero();
        var next = server.call(READERS, with(detail, "Count", 1, "Cursor", page.get("Cursor")));
        assertThat(next.get("IsFinished").asInt()).isEqualTo(1);
        assertThat(List.of(
                        page.at("/ReadList/0/Read_Account").asText(),
                        next.at("/ReadList/0/Read_Account").asText()))
                .containsExactlyInAnyOrder(bob.userID, cid.userID);
    }

    @Test
    void receipts_that_cannot_be_are_refused() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = groupOf(Types.GRP_PUBLIC, ann, bob);
        var message = asking(ann, CreateOptions.toGroup(group.groupID(), new TextPayload("read this")));
        var plain = ann.send("or not").to(group);
        var request = Map.of(
                "GroupId", group.groupID(), "From_Account", bob.userID, "MsgSeqList", places(message.sequence()));

        assertThat(code(GROUP_RECEIPT, with(request, "From_Account", "nobody-here")))
                .isEqualTo(10019);
        assertThat(code(GROUP_RECEIPT, with(request, "From_Account", signIn("eve").userID)))
                .isEqualTo(10007);
        assertThat(code(GROUP_RECEIPT, with(request, "MsgSeqList", places(plain.sequence(), 99L))))
                .isEqualTo(10062);
        assertThat(code(
                        GROUP_RECEIPT,
                        with(
                                request,
                                "MsgSeqList",
                                Collections.nCopies(51, places(1L).getFirst()))))
                .isEqualTo(10004);
        assertThat(code(RECEIPTS, with(request, "MsgSeqList", List.of()))).isEqualTo(10004);
        assertThat(code(RECEIPTS, with(request, "GroupId", "nowhere"))).isEqualTo(10010);
        var detail = Map.of("GroupId", group.groupID(), "MsgSeq", message.sequence(), "Filter", 0, "Count", 9);
        assertThat(code(READERS, with(detail, "MsgSeq", plain.sequence()))).isEqualTo(10062);
        assertThat(code(READERS, with(detail, "Filter", 2))).isEqualTo(10004);
        assertThat(code(READERS, with(detail, "Count", 0))).isEqualTo(10004);
        assertThat(code(READERS, with(detail, "Cursor", "x"))).isEqualTo(10004);
        var town = groupOf(Types.GRP_COMMUNITY, ann);
        assertThat(code(RECEIPTS, with(request, "GroupId", town.groupID()))).isEqualTo(10060);
        assertThat(code(READERS, with(detail, "GroupId", town.groupID()))).isEqualTo(10060);
        assertThat(ann.pending(Events.MESSAGE_READ_RECEIPT_RECEIVED)).isZero();
    }
}
