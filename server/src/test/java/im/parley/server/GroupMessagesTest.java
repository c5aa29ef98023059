package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.server.store.Await;
import im.parley.server.store.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of messages in groups, as it is to be seen on the wire.
class GroupMessagesTest extends GroupScenario {
    @AfterEach
    void resetSettings() throws Exception {
        set("message.groupRatePerSecond", "null");
        set("message.groupReadReceiptTypes", "null");
        set("message.revokeWindow", "null");
    }

    @Test
    @Rule({"revokeMessage#6", "revokeMessage#7", "revokeMessage#8"})
    void owner_and_admins_revoke_what_others_wrote_but_admins_not_the_owners() throws Exception {
        set("message.revokeWindow", "0"); // for oneself only
        var group = groupWithAdmin();
        var ofAnn = send(ann, group, "from ann");
        var ofBob = send(bob, group, "from bob");
        var ofCid = send(cid, group, "from cid");

        assertThat(code(cid.start("message.revoke", message(group, ofBob)))).isEqualTo(10007);
        assertThat(code(bob.start("message.revoke", message(group, ofAnn)))).isEqualTo(10007);
        assertThat(code(cid.start("message.revoke", message(group, ofCid)))).isEqualTo(10041);
        assertThat(code(ann.start("message.revoke", message(group, ann.tinyID() + "-1-1"))))
                .isEqualTo(10030);
        assertThat(unread(conversation(dan(group), group))).isZero(); // came after all that
        assertThat(unread(conversation(ann, group))).isEqualTo(2);

        bob.call("message.revoke", message(group, ofCid));
        ann.call("message.revoke", message(group, ofBob));

        var revoked = next(cid, "message.revoked").at("/messageList/0");
        assertThat(revoked.path("ID").asText()).isEqualTo(ofCid);
        assertThat(revoked.at("/revocation/revoker").asText()).isEqualTo(bob.userID());
        assertThat(revoked.at("/payload/text").isMissingNode()).isTrue();
        assertThat(unread(conversation(ann, group))).isZero();
        assertThat(events(heard(dan, ann, group))).doesNotContain("message.revoked"); // never saw them
        assertThat(code(ann.start("message.revoke", message(group, ofCid)))).isEqualTo(10032);
    }

    @Test
    @Rule("revokeMessage#1")
    void in_a_group_too_one_takes_back_what_one_wrote_in_time_only() throws Exception {
        set("message.revokeWindow", "1");
        var group = groupWithAdmin();
        var late = send(cid, group, "from cid");
        long stored = System.currentTimeMillis();
        Await.until(() -> System.currentTimeMillis() >= stored + 1_000);
        assertThat(code(cid.start("message.revoke", message(group, late)))).isEqualTo(10031);
    }

    private TestClient dan(String group) throws InterruptedException {
        ann.call("group.update", groupID(group).put("inviteOption", Types.INVITE_OPTIONS_FREE_ACCESS));
        ann.call("group.addMembers", with(groupID(group), "userIDList", dan));
        next(dan, "group.joined");
        return dan;
    }

    @Test
    @Rule("modifyMessage#8")
    void sender_owner_and_admins_modify() throws Exception {
        var group = groupWithAdmin();
        var ofBob = send(bob, group, "from bob");

        assertThat(code(cid.start("message.modify", modified(group, ofBob, 0, "by cid"))))
                .isEqualTo(10007);
        bob.call("message.modify", modified(group, ofBob, 0, "by bob"));
        ann.call("message.modify", modified(group, ofBob, 1, "by ann"));

        next(
                cid,
                "message.modified",
                push -> push.at("/messageList/0/payload/text").asText().equals("by ann"));
        assertThat(history(cid, group)).containsExactly("by ann");
    }

    private static ObjectNode modified(String group, String id, int version, String text) {
        var body = message(group, id).put("version", version).put("type", Types.MSG_TEXT);
        body.putObject("payload").put("text", text);
        return body;
    }

    @Test
    @Rule("deleteMessage#8")
    void a_deletion_concerns_nobody_else() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        var id = send(ann, group, "one");
        send(ann, group, "two");
        bob.call("message.delete", messages(group, id));

        assertThat(history(bob, group)).containsExactly("two");
        assertThat(history(cid, group)).containsExactly("one", "two");
        assertThat(events(heard(cid, ann, group))).containsOnly("message.received");
    }

    @Test
    @Rule({"create#5", "sendMessage#20"})
    void a_directed_message_is_for_its_receivers_only_and_not_unread() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        send(ann, group, "for all");
        var id = send(ann, with(text(ann, group, "for bob").put("isSupportExtension", true), "receiverList", bob));

        assertThat(said(next(bob, "message.received", push -> said(push).startsWith("for bob"))))
                .isEqualTo("for bob");
        assertThat(history(ann, group)).containsExactly("for all", "for bob");
        assertThat(history(bob, group)).containsExactly("for all", "for bob");
        assertThat(history(cid, group)).containsExactly("for all");
        assertThat(unread(conversation(bob, group))).isEqualTo(1);
        assertThat(conversation(cid, group).at("/lastMessage/payload/text").asText())
                .isEqualTo("for all");
        assertThat(conversation(bob, group).at("/lastMessage/payload/text").asText())
                .isEqualTo("for bob");
        assertThat(texts(cid.call(
                                "message.catchUp",
                                inGroup(group).put("after", 1).put("count", 10))
                        .path("messageList")))
                .containsExactly("for all");

        bob.call("message.addReaction", message(group, id).put("reactionID", "smile"));
        next(ann, "message.reactionsUpdated");
        assertThat(code(cid.start("message.addReaction", message(group, id).put("reactionID", "smile"))))
                .isEqualTo(20026);
        assertThat(cid.call("message.changes", inGroup(group).put("after", 0).put("count", 10))
                        .path("messageList"))
                .isEmpty();
        assertThat(heard(cid, ann, group))
                .allSatisfy(push -> assertThat(push.toString()).doesNotContain("for bob", "smile"));
    }

    @Test
    @Rule("create#5")
    void a_directed_message_brings_a_deleted_conversation_back_to_its_receivers_only() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        send(ann, group, "for all");
        for (var member : List.of(bob, cid)) {
            var deletion = TestClient.object().put("clearHistoryMessage", false);
            deletion.putArray("conversationIDList").add("GROUP" + group);
            member.call("conversation.delete", deletion);
        }

        send(ann, with(text(ann, group, "for bob"), "receiverList", bob));

        assertThat(listed(bob)).contains("GROUP" + group);
        assertThat(listed(cid)).doesNotContain("GROUP" + group);
        send(ann, group, "for all again");
        assertThat(listed(cid)).contains("GROUP" + group);
    }

    private static List<String> listed(TestClient client) {
        return client.call("conversation.list", TestClient.object().put("count", 100))
                .path("conversationList")
                .findValuesAsText("conversationID");
    }

    @Test
    @Rule("getMessageList#9")
    void history_ends_where_messages_are_kept_no_longer() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        send(ann, group, "old");
        send(ann, group, "new");
        try (var store = TestDatabase.shared().app(server.app)) { // a month passes
            store.jdbi()
                    .useHandle(handle -> handle.execute(
                            "UPDATE message SET time = time - ? WHERE sender = ?"
                                    + " AND sequence = (SELECT min(sequence) FROM message WHERE sender = ?)",
                            Duration.ofDays(31).toMillis(),
                            Long.parseLong(ann.tinyID()),
                            Long.parseLong(ann.tinyID())));
        }

        assertThat(history(bob, group)).containsExactly("new");
    }

    @Test
    @Rule("create#5")
    void a_directed_message_is_for_members() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        assertThat(code(ann.start("message.send", with(text(ann, group, "psst"), "receiverList", dan))))
                .isEqualTo(10004);
        var id = send(ann, with(text(ann, group, "psst"), "receiverList", bob));
        bob.call("group.quit", groupID(group));
        ann.call("message.addReaction", message(group, id).put("reactionID", "smile"));
        send(ann, "C2C", bob);

        var heard = new ArrayList<JsonNode>();
        while (heard.isEmpty() || !said(heard.getLast().path("body")).equals("done")) {
            heard.add(bob.push(PATIENCE));
        }
        assertThat(events(heard)).doesNotContain("message.reactionsUpdated"); // has left
    }

    private void send(TestClient from, String prefix, TestClient to) {
        var message = text(from, "", "done").put("conversationID", prefix + to.userID());
        from.call("message.send", message);
    }

    @Test
    @Rule({"addMessageReaction#6", "setMessageExtensions#7"})
    void reactions_and_extensions_reach_every_member() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        var id = send(ann, text(ann, group, "vote").put("isSupportExtension", true));
        bob.call("message.addReaction", message(group, id).put("reactionID", "smile"));
        var extensions = message(group, id);
        extensions
                .putArray("extensions")
                .addObject()
                .put("key", "bob")
                .put("value", "yes")
                .put("version", 0);
        bob.call("message.setExtensions", extensions);

        for (var member : List.of(ann, cid)) {
            var reaction = next(member, "message.reactionsUpdated");
            assertThat(reaction.path("conversationID").asText()).isEqualTo("GROUP" + group);
            assertThat(reaction.at("/reaction/userIDList/0").asText()).isEqualTo(bob.userID());
            assertThat(next(member, "message.extensionsUpdated")
                            .at("/extensions/0/value")
                            .asText())
                    .isEqualTo("yes");
        }
    }

    @Test
    void who_came_later_and_sees_the_history_hears_of_its_changes() throws Exception {
        var group = group(Types.GRP_MEETING, bob);
        var id = send(bob, group, "before");
        dan.call("group.join", groupID(group));
        assertThat(history(dan, group)).containsExactly("before");
        ann.call("message.revoke", message(group, id));

        assertThat(next(dan, "message.revoked").at("/messageList/0/ID").asText())
                .isEqualTo(id);
    }

    @Test
    @Rule({"createTextAtMessage#3", "createTextAtMessage#4", "setMessageRead#5"})
    void calls_by_name_are_listed_until_they_are_read() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        call(group, bob.userID());
        call(group, Types.MSG_AT_ALL);
        call(group, bob.userID(), Types.MSG_AT_ALL);

        assertThat(next(cid, "message.received", push -> said(push).equals("hey"))
                        .at("/message/atUserList/0")
                        .asText())
                .isEqualTo(bob.userID());
        assertThat(atTypes(bob, group)).containsExactly(Types.CONV_AT_ME, Types.CONV_AT_ALL, Types.CONV_AT_ALL_AT_ME);
        assertThat(atTypes(cid, group)).containsExactly(Types.CONV_AT_ALL, Types.CONV_AT_ALL);
        assertThat(atTypes(ann, group)).isEmpty();
        bob.call("conversation.read", inGroup(group).put("sequence", 3));
        assertThat(atTypes(bob, group)).containsExactly(Types.CONV_AT_ALL_AT_ME);
    }

    private void call(String group, String... users) {
        var message = text(ann, group, "hey");
        var list = message.putArray("atUserList");
        for (var user : users) {
            list.add(user);
        }
        send(ann, message);
    }

    private static List<Integer> atTypes(TestClient client, String group) {
        var types = new ArrayList<Integer>();
        conversation(client, group)
                .path("groupAtInfoList")
                .forEach(info -> types.add(info.at("/atTypeArray/0").asInt()));
        return types;
    }

    @Test
    @Rule("createTextAtMessage#1")
    void nobody_calls_a_whole_community() throws Exception {
        var group = group(Types.GRP_COMMUNITY, bob);
        var message = text(ann, group, "hey");
        message.putArray("atUserList").add(Types.MSG_AT_ALL);
        assertThat(code(ann.start("message.send", message))).isEqualTo(10004);
        send(ann, with(text(ann, group, "hey"), "atUserList", bob));
        assertThat(atTypes(bob, group)).containsExactly(Types.CONV_AT_ME);
    }

    @Test
    @Rule({"sendMessage#24", "create#2"})
    void a_flood_is_cut_and_what_matters_more_comes_through() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        set("message.groupRatePerSecond", "10");
        var lowest = flood(group, Types.MSG_PRIORITY_LOWEST, 200);
        var high = flood(group, Types.MSG_PRIORITY_HIGH, 5);

        assertThat(codes(high)).containsOnly(0);
        assertThat(codes(lowest)).contains(0, 10023);
        var stored = codes(lowest).stream().filter(code -> code == 0).count();
        assertThat(stored).isLessThanOrEqualTo(100); // 10 in each second that the flood took, and it takes no 10
        assertThat(ann.call("conversation.get", inGroup(group))
                        .at("/conversation/unreadCounter")
                        .asLong())
                .isEqualTo(stored + 5);
    }

    private List<CompletableFuture<JsonNode>> flood(String group, String priority, int messages) {
        var answers = new ArrayList<CompletableFuture<JsonNode>>();
        for (int i = 0; i < messages; i++) {
            answers.add(ann.start("message.send", text(ann, group, priority + i).put("priority", priority)));
        }
        return answers;
    }

    private static List<Integer> codes(List<CompletableFuture<JsonNode>> answers) {
        return answers.stream().map(GroupScenario::code).toList();
    }

    @Test
    @Rule("sendMessage#11")
    void what_is_for_those_online_reaches_members_and_leaves_no_trace() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        ann.call("message.send", text(ann, group, "typing").put("onlineUserOnly", true));

        for (var member : List.of(bob, cid)) {
            var message = next(member, "message.received", push -> said(push).equals("typing"));
            assertThat(message.at("/message/sequence").asInt()).isZero();
        }
        assertThat(history(bob, group)).isEmpty();
        assertThat(unread(conversation(bob, group))).isZero();
    }

    @Test
    @Rule({
        "sendMessageReadReceipt#2",
        "sendMessageReadReceipt#6",
        "getMessageReadReceiptList#3",
        "getMessageReadReceiptList#4"
    })
    void read_receipts_are_counted_and_told_to_the_sender_alone() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        var id = send(ann, text(ann, group, "read this").put("needReadReceipt", true));
        var plain = send(ann, group, "or not");
        assertThat(receipts(ann, group, id)).isEqualTo("0 2");

        bob.call("message.sendReceipts", messages(group, id, plain));
        var told = next(ann, "message.receiptsReceived");
        assertThat(told.path("conversationID").asText()).isEqualTo("GROUP" + group);
        assertThat(told.at("/receiptList/0/receipts/count").asInt()).isEqualTo(1);
        assertThat(told.at("/receiptList/0/receipts/unread").asInt()).isEqualTo(1);
        dan(group); // came later: does not count
        bob.call("message.sendReceipts", messages(group, id)); // counts once
        cid.call("message.sendReceipts", messages(group, id));

        assertThat(receipts(ann, group, id)).isEqualTo("2 0");
        assertThat(events(heard(bob, ann, group))).doesNotContain("message.receiptsReceived");
        assertThat(unread(conversation(bob, group))).isEqualTo(3); // with the mark
        assertThat(code(bob.start("message.sendReceipts", messages(group, plain))))
                .isEqualTo(2114);
        assertThat(code(ann.start("message.sendReceipts", messages(group, id)))).isEqualTo(2114);
        assertThat(bob.call("message.getReceipts", messages(group, id)).path("receiptList"))
                .isEmpty();
    }

    private static String receipts(TestClient client, String group, String id) {
        var receipts = client.call("message.getReceipts", messages(group, id)).at("/receiptList/0/receipts");
        return receipts.path("count").asInt() + " " + receipts.path("unread").asInt();
    }

    @Test
    @Rule({"getGroupMessageReadMemberList#2", "getGroupMessageReadMemberList#3"})
    void the_sender_sees_page_by_page_who_has_read() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid, dan);
        var id = send(ann, text(ann, group, "read this").put("needReadReceipt", true));
        var plain = send(ann, group, "or not");
        bob.call("message.sendReceipts", messages(group, id));
        dan.call("message.sendReceipts", messages(group, id));

        assertThat(readers(group, id, 0)).containsExactlyInAnyOrder(bob.userID(), dan.userID());
        assertThat(readers(group, id, 1)).containsExactly(cid.userID());
        assertThat(code(bob.start("message.listReaders", message(group, id).put("count", 9))))
                .isEqualTo(10007);
        assertThat(code(ann.start("message.listReaders", message(group, plain).put("count", 9))))
                .isEqualTo(10062);
        assertThat(code(ann.start(
                        "message.listReaders",
                        message(group, id).put("count", 9).put("cursor", "no-cursor"))))
                .isEqualTo(20001);
    }

    private List<String> readers(String group, String id, int filter) {
        var readers = new ArrayList<String>();
        var cursor = "";
        do {
            var page = ann.call(
                    "message.listReaders",
                    message(group, id).put("filter", filter).put("count", 1).put("cursor", cursor));
            page.path("userIDList").forEach(user -> readers.add(user.asText()));
            cursor = page.path("cursor").asText();
        } while (!cursor.isEmpty());
        return readers;
    }

    @Test
    @Rule({
        "sendMessageReadReceipt#3",
        "sendMessageReadReceipt#4",
        "getMessageReadReceiptList#2",
        "getGroupMessageReadMemberList#1"
    })
    void types_of_groups_have_receipts_or_not() throws Exception {
        var community = group(Types.GRP_COMMUNITY, bob);
        var there = send(ann, text(ann, community, "read this").put("needReadReceipt", true));
        assertThat(code(bob.start("message.sendReceipts", messages(community, there))))
                .isEqualTo(10060);
        assertThat(code(ann.start("message.getReceipts", messages(community, there))))
                .isEqualTo(10060);
        assertThat(code(ann.start(
                        "message.listReaders", message(community, there).put("count", 9))))
                .isEqualTo(10060);

        var group = group(Types.GRP_PUBLIC, bob);
        var id = send(ann, text(ann, group, "read this").put("needReadReceipt", true));
        set("message.groupReadReceiptTypes", "\"Work,Meeting\"");
        assertThat(code(bob.start("message.sendReceipts", messages(group, id)))).isEqualTo(10060);
        set("message.groupReadReceiptTypes", "[]");
        assertThat(code(bob.start("message.sendReceipts", messages(group, id)))).isEqualTo(10059);
        set("message.groupReadReceiptTypes", "null");
        bob.call("message.sendReceipts", messages(group, id));
    }

    @Test
    void a_message_to_what_is_no_groups_id_is_refused() throws Exception {
        assertThat(code(ann.start("message.send", text(ann, "群一", "never")))).isEqualTo(10015);
        assertThat(code(ann.start("message.send", text(ann, "g".repeat(129), "never"))))
                .isEqualTo(10015);
    }

    @Test
    void what_members_deleted_and_cleared_stays_hidden_when_they_come_again() throws Exception {
        var group = group(Types.GRP_MEETING, bob, cid);
        var one = send(ann, group, "one");
        send(ann, group, "two");
        bob.call("message.delete", messages(group, one));
        cid.call("conversation.clearHistory", inGroup(group).put("upTo", 1_000));
        send(ann, group, "three");

        for (int i = 0; i < 2; i++) { // the second time nothing is deleted or cleared before
            for (var member : List.of(bob, cid)) {
                member.call("group.quit", groupID(group));
                member.call("group.join", groupID(group));
            }
            assertThat(history(bob, group)).containsExactly("two", "three");
            assertThat(history(cid, group)).containsExactly("three");
        }

        assertThat(history(ann, group)).containsExactly("one", "two", "three");
        Await.until(() -> code(bob.start("message.delete", messages(group, one))) == 0);
        assertThat(history(bob, group)).containsExactly("two", "three");
        bob.call("group.quit", groupID(group));
        bob.call("group.join", groupID(group));
        assertThat(history(bob, group)).containsExactly("two", "three");
    }

    @Test
    void who_clears_what_was_there_before_them_does_not_see_it_again() throws Exception {
        var group = group(Types.GRP_MEETING);
        send(ann, group, "one");
        cid.call("group.join", groupID(group));
        assertThat(history(cid, group)).containsExactly("one");
        cid.call("conversation.clearHistory", inGroup(group).put("upTo", 1_000));

        cid.call("group.quit", groupID(group));
        cid.call("group.join", groupID(group));

        assertThat(history(cid, group)).isEmpty();
    }
}
