package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.server.store.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Live rooms, as they are to be seen on the wire.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveRoomsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger RANDOM = new AtomicInteger();

    private final List<TestClient> clients = new ArrayList<>();
    private TestServer server;
    private int test;
    private TestClient ann;
    private TestClient bob;
    private TestClient cid;
    private String room;

    @BeforeAll
    void start(@TempDir Path data) {
        server = new TestServer(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void a_room_of_anns() {
        test++;
        ann = signIn("ann" + test);
        bob = signIn("bob" + test);
        cid = signIn("cid" + test);
        room = create();
    }

    @AfterEach
    void leave() {
        clients.forEach(TestClient::close);
        clients.clear();
    }

    private TestClient signIn(String user) {
        var client = new TestClient(server.port(), server.app, TestServer.KEY, user, user + "-page");
        clients.add(client);
        return client;
    }

    private String create() {
        var body = TestClient.object().put("name", "Launch").put("type", Types.GRP_AVCHATROOM);
        return ann.call("group.create", body).at("/group/groupID").asText();
    }

    @Test
    @Rule({"createGroup#1", "sendMessage#23"})
    void who_is_not_in_the_room_cannot_write_the_owner_neither() {
        assertThat(code(send(ann, "hello?"))).isEqualTo(2101);
        assertThat(ann.call("group.get", room()).at("/group/memberCount").asInt())
                .isZero();

        var joined = join(ann, room);
        assertThat(joined.path("status").asText()).isEqualTo(Types.JOIN_STATUS_SUCCESS);
        assertThat(joined.at("/group/memberCount").asInt()).isEqualTo(1);
        assertThat(joined.at("/group/selfInfo/role").asText()).isEqualTo(Types.GRP_MBR_ROLE_OWNER);
        assertThat(code(send(ann, "hello!"))).isZero();
        assertThat(code(send(bob, "and me?"))).isEqualTo(2101);
    }

    @Test
    void everybody_in_the_room_is_told_who_comes_what_they_say_and_who_goes() throws Exception {
        join(ann, room);
        join(cid, room);
        var joined = join(bob, room);
        assertThat(joined.at("/group/memberCount").asInt()).isEqualTo(3);
        assertThat(joined.at("/group/selfInfo/role").asText()).isEqualTo(Types.GRP_MBR_ROLE_MEMBER);
        var came = tip(ann, Types.GRP_TIP_MBR_JOIN, bob);
        assertThat(came.at("/payload/memberCount").asInt()).isEqualTo(3);
        assertThat(came.path("sequence").asInt()).isZero();

        for (int i = 1; i <= 20; i++) {
            assertThat(code(send(bob, "hi " + i))).isZero();
        }
        for (int i = 1; i <= 20; i++) {
            var said = message(ann, Types.MSG_TEXT);
            assertThat(said.at("/payload/text").asText()).isEqualTo("hi " + i);
            assertThat(said.path("sequence").asInt()).isZero();
            assertThat(said.path("conversationType").asText()).isEqualTo("GROUP");
            assertThat(said.path("to").asText()).isEqualTo(room);
        }

        bob.call("group.quit", room());
        assertThat(tip(ann, Types.GRP_TIP_MBR_QUIT, bob)
                        .at("/payload/memberCount")
                        .asInt())
                .isEqualTo(2);
        assertThat(code(send(bob, "still here?"))).isEqualTo(2101);
        assertThat(code(bob.start("group.quit", room()))).isEqualTo(2623);
        assertThat(code(send(cid, "without bob"))).isZero();
        message(ann, Types.MSG_TEXT);
        assertThat(texts(bob)).isEmpty();
    }

    @Test
    void other_instances_are_told_who_came_and_who_quit() throws Exception {
        server.rest("settings/set", "{\"Settings\":{\"login.maxWebInstances\":2}}");
        var bobToo = new TestClient(server.port(), server.app, TestServer.KEY, bob.userID(), "bobs-other-page");
        clients.add(bobToo);
        join(bob, room);
        assertThat(next(bobToo, "group.joined").at("/group/groupID").asText()).isEqualTo(room);
        assertThat(code(bobToo.start("group.join", room().put("isReturn", true))))
                .isZero();
        tip(bob, Types.GRP_TIP_MBR_JOIN, bob);

        bob.call("group.quit", room());

        assertThat(notice(bobToo)).isEqualTo(8);
        assertThat(next(bobToo, "group.left").path("groupID").asText()).isEqualTo(room);
        join(bob, create());
        assertThat(code(bobToo.start("group.join", room().put("isReturn", true))))
                .isEqualTo(2623);
        server.rest("settings/set", "{\"Settings\":{\"login.maxWebInstances\":1}}");
    }

    @Test
    @Rule("quitGroup#1")
    void the_owner_cannot_quit() {
        join(ann, room);
        assertThat(code(ann.start("group.quit", room()))).isEqualTo(10009);
    }

    @Test
    void what_is_sent_again_after_a_lost_answer_is_told_once() throws Exception {
        join(ann, room);
        join(bob, room);
        var message = text(bob, "once");
        assertThat(code(bob.start("message.send", message))).isZero();
        assertThat(code(bob.start("message.send", message))).isZero();
        assertThat(code(send(bob, "then"))).isZero();

        assertThat(message(ann, Types.MSG_TEXT).at("/payload/text").asText()).isEqualTo("once");
        assertThat(message(ann, Types.MSG_TEXT).at("/payload/text").asText()).isEqualTo("then");
    }

    @Test
    @Rule({"joinGroup#2", "joinGroup#4"})
    void who_joins_another_room_leaves_the_first() throws Exception {
        join(ann, room);
        join(bob, room);
        var other = create();
        assertThat(join(bob, other).path("status").asText()).isEqualTo(Types.JOIN_STATUS_SUCCESS);

        assertThat(tip(ann, Types.GRP_TIP_MBR_QUIT, bob)
                        .at("/payload/memberCount")
                        .asInt())
                .isEqualTo(1);
        assertThat(next(bob, "group.left").path("groupID").asText()).isEqualTo(room);
        assertThat(code(send(bob, "in the first"))).isEqualTo(2101);
        assertThat(join(bob, other).path("status").asText()).isEqualTo(Types.JOIN_STATUS_ALREADY_IN_GROUP);
    }

    @Test
    void who_is_gone_for_ten_seconds_is_out_and_who_comes_back_before_stays() throws Exception {
        join(ann, room);
        join(bob, room);
        join(cid, room);
        bob.close();
        cid.close();
        signIn(cid.userID());

        assertThat(tip(ann, Types.GRP_TIP_MBR_QUIT, bob)
                        .at("/payload/memberCount")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    @Rule({"deleteGroupMember#1", "deleteGroupMember#2", "deleteGroupMember#3"})
    void who_is_banned_is_out_for_that_time() throws Exception {
        join(ann, room);
        join(bob, room);
        join(cid, room);
        assertThat(code(ann.start("group.deleteMembers", ban(bob)))).isEqualTo(2686);
        assertThat(code(ann.start("group.deleteMembers", ban(bob).put("duration", 0))))
                .isEqualTo(2686);
        assertThat(code(cid.start("group.deleteMembers", ban(bob).put("duration", 5))))
                .isEqualTo(10007);

        ann.call("group.deleteMembers", ban(bob).put("duration", 5).put("reason", "spam"));

        assertThat(next(bob, "group.left").path("reason").asText()).isEqualTo("banned");
        var tip = tip(cid, Types.GRP_TIP_BAN_AVCHATROOM_MEMBER, bob);
        assertThat(tip.at("/payload/memberList/0/reason").asText()).isEqualTo("spam");
        assertThat(notice(bob)).isEqualTo(21);
        assertThat(code(send(bob, "unfair"))).isEqualTo(2101);
        assertThat(code(bob.start("group.join", room()))).isEqualTo(10007);
        Await.until(() -> code(bob.start("group.join", room())) == 0);
    }

    @Test
    @Rule({"joinGroup#7", "getMessageList#2"})
    void newcomers_see_as_much_as_the_setting_says() throws Exception {
        server.rest("settings/set", "{\"Settings\":{\"group.liveHistoryForNewcomers\":2}}");
        join(ann, room);
        for (int i = 1; i <= 3; i++) {
            assertThat(code(send(ann, "news " + i))).isZero();
        }

        var shown = join(bob, room).path("messageList");
        assertThat(shown).hasSize(2);
        assertThat(shown.get(0).at("/payload/text").asText()).isEqualTo("news 2");
        assertThat(shown.get(1).at("/payload/text").asText()).isEqualTo("news 3");
        server.rest("settings/set", "{\"Settings\":{\"group.liveHistoryForNewcomers\":0}}");
        assertThat(join(cid, room).has("messageList")).isFalse();
    }

    @Test
    @Rule({"getMessageList#1", "deleteMessage#5", "modifyMessage#1"})
    void there_is_no_history_to_read_delete_or_modify() {
        join(ann, room);
        var message = text(ann, "gone with the wind");
        ann.call("message.send", message);
        var id = message.path("id").asText();

        var history = ann.call("message.list", inRoom().put("count", 15));
        assertThat(history.path("messageList")).isEmpty();
        assertThat(history.path("isCompleted").asBoolean()).isTrue();
        var deletion = inRoom();
        deletion.putArray("idList").add(id);
        assertThat(code(ann.start("message.delete", deletion))).isEqualTo(10035);
        var change = inRoom().put("id", id).put("version", 0).put("type", Types.MSG_TEXT);
        change.putObject("payload").put("text", "back again");
        assertThat(code(ann.start("message.modify", change))).isEqualTo(2481);
    }

    @Test
    @Rule({"revokeMessage#4", "revokeMessage#8"})
    void who_said_it_and_the_owner_take_it_back() throws Exception {
        server.rest("settings/set", "{\"Settings\":{\"group.liveHistoryForNewcomers\":5}}");
        join(ann, room);
        join(bob, room);
        var first = text(bob, "oops");
        bob.call("message.send", first);
        bob.call("message.send", text(bob, "fine"));
        var rude = text(bob, "rude");
        bob.call("message.send", rude);
        message(ann, Types.MSG_TEXT);

        var own = bob.call("message.revoke", inRoom().put("id", first.path("id").asText()));
        assertThat(own.at("/message/payload/text").asText()).isEqualTo("oops");
        var told = next(ann, "message.revoked").at("/messageList/0");
        assertThat(told.path("ID")).isEqualTo(first.path("id"));
        assertThat(told.at("/revocation/revoker").asText()).isEqualTo(bob.userID());
        assertThat(told.path("payload")).isEmpty();

        assertThat(code(cid.start(
                        "message.revoke", inRoom().put("id", rude.path("id").asText()))))
                .isEqualTo(10030);
        var shown = join(cid, room).path("messageList");
        assertThat(shown).hasSize(2);
        assertThat(code(cid.start(
                        "message.revoke", inRoom().put("id", rude.path("id").asText()))))
                .isEqualTo(10007);
        ann.call("message.revoke", inRoom().put("id", rude.path("id").asText()));
        assertThat(next(bob, "message.revoked").at("/messageList/0/ID")).isEqualTo(rude.path("id"));
        assertThat(code(bob.start(
                        "message.revoke", inRoom().put("id", rude.path("id").asText()))))
                .isEqualTo(10032);
        assertThat(code(bob.start("message.revoke", inRoom().put("id", bob.tinyID() + "-1700000000-7"))))
                .isEqualTo(10030);
        server.rest("settings/set", "{\"Settings\":{\"group.liveHistoryForNewcomers\":0}}");
    }

    @Test
    void a_back_end_tells_all_rooms_at_once() throws Exception {
        join(ann, room);
        join(bob, create());
        var call = "{\"Random\":7,\"From_Account\":\"" + cid.userID() + "\",\"CloudCustomData\":\"all\",\"MsgBody\":["
                + "{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{\"Text\":\"in five minutes\"}},"
                + "{\"MsgType\":\"TIMCustomElem\",\"MsgContent\":{\"Data\":\"countdown\"}}]}";

        assertThat(broadcast(call)).isZero();

        for (var listener : List.of(ann, bob)) {
            var text = message(listener, Types.MSG_TEXT);
            assertThat(text.at("/payload/text").asText()).isEqualTo("in five minutes");
            assertThat(text.path("isBroadcastMessage").asBoolean()).isTrue();
            assertThat(text.path("from").asText()).isEqualTo(cid.userID());
            assertThat(text.path("cloudCustomData").asText()).isEqualTo("all");
            assertThat(message(listener, Types.MSG_CUSTOM).at("/payload/data").asText())
                    .isEqualTo("countdown");
        }
        assertThat(texts(cid)).isEmpty();
        assertThat(broadcast("{\"Random\":7}")).isEqualTo(10004);
        assertThat(broadcast(call.replace("TIMTextElem", "TIMNoElem"))).isEqualTo(10004);
        assertThat(broadcast(call.replace(cid.userID(), "nobody"))).isEqualTo(10019);
        server.rest("settings/set", "{\"Settings\":{\"message.broadcastLive\":false}}");
        assertThat(broadcast(call)).isEqualTo(3122);
        server.rest("settings/set", "{\"Settings\":{\"message.broadcastLive\":true}}");
    }

    @Test
    @Rule({"getGroupMemberList#5", "getGroupMemberList#9", "joinGroup#3"})
    void the_list_begins_with_who_came_last_and_is_to_be_had_every_three_seconds() {
        assertThat(list(bob).path("memberList")).isEmpty();
        join(ann, room);
        join(bob, room);
        join(cid, room);

        var members = list(ann).path("memberList");
        assertThat(members).hasSize(3);
        assertThat(members.get(0).path("userID").asText()).isEqualTo(cid.userID());
        assertThat(members.get(2).path("userID").asText()).isEqualTo(ann.userID());
        assertThat(members.get(2).path("role").asText()).isEqualTo(Types.GRP_MBR_ROLE_OWNER);
        assertThat(members.get(0).path("joinTime").asLong()).isPositive();
        assertThat(code(ann.start("group.listMembers", room().put("count", 15))))
                .isEqualTo(2996);
    }

    @Test
    @Rule({"updateGroupProfile#6", "dismissGroup#3"})
    void the_owner_changes_mutes_and_dismisses_the_room() throws Exception {
        join(ann, room);
        join(bob, room);
        assertThat(code(bob.start("group.update", room().put("name", "Mine")))).isEqualTo(10007);
        ann.call("group.update", room().put("name", "Relaunch").put("muteAllMembers", true));

        assertThat(next(bob, "group.changed").at("/group/name").asText()).isEqualTo("Relaunch");
        assertThat(tip(bob, Types.GRP_TIP_GRP_PROFILE_UPDATED, ann)
                        .at("/payload/newGroupProfile/groupName")
                        .asText())
                .isEqualTo("Relaunch");
        assertThat(code(send(bob, "mute me not"))).isEqualTo(10017);
        assertThat(code(send(ann, "owners speak"))).isZero();

        assertThat(code(bob.start("group.dismiss", room()))).isEqualTo(10007);
        ann.call("group.dismiss", room());
        assertThat(notice(ann)).isEqualTo(6); // that she made it
        assertThat(notice(ann)).isEqualTo(5);
        assertThat(notice(bob)).isEqualTo(5);
        assertThat(next(bob, "group.left").path("reason").asText()).isEqualTo("dismissed");
        Await.until(() -> code(send(bob, "anybody?")) == 10010);
        assertThat(code(bob.start("group.join", room()))).isEqualTo(10010);
    }

    @Test
    @Rule({"getGroupList#1", "addGroupMember#5", "changeGroupOwner#1"})
    void a_room_is_on_no_list_and_takes_nobody_in_who_did_not_come() {
        join(ann, room);
        var groups = ann.call("group.list", TestClient.object().put("count", 100));
        assertThat(groups.path("groupList")).isEmpty();
        assertThat(code(ann.start("group.addMembers", ban(bob)))).isEqualTo(2661);
        assertThat(code(ann.start("group.transfer", room().put("newOwnerID", bob.userID()))))
                .isEqualTo(2620);
    }

    @Test
    @Rule({"setGroupMemberMuteTime#2", "setGroupMemberMuteTime#6"})
    void the_owner_mutes_a_member_and_lets_them_speak_again() throws Exception {
        join(ann, room);
        join(bob, room);
        assertThat(code(bob.start("group.muteMember", mute(ann, 60)))).isEqualTo(10007);
        assertThat(code(ann.start("group.muteMember", mute(cid, 60)))).isEqualTo(2623);
        ann.call("group.muteMember", mute(bob, 60));

        assertThat(next(bob, "group.selfChanged").at("/selfInfo/muteUntil").asLong())
                .isPositive();
        assertThat(tip(bob, Types.GRP_TIP_MBR_PROFILE_UPDATED, bob)
                        .at("/payload/memberList/0/muteTime")
                        .asInt())
                .isEqualTo(60);
        assertThat(code(send(bob, "mmmh"))).isEqualTo(10017);
        join(bob, room);
        assertThat(code(send(bob, "mmmh!"))).isEqualTo(10017);
        ann.call("group.muteMember", mute(bob, 0));
        Await.until(() -> code(send(bob, "free")) == 0);
    }

    @Test
    @Rule({"markGroupMemberList#1", "markGroupMemberList#2", "markGroupMemberList#3", "getGroupMemberList#6"})
    void the_owner_marks_members_with_up_to_ten_marks() throws Exception {
        join(ann, room);
        join(bob, room);
        assertThat(code(bob.start("group.markMembers", mark(1000, true, bob)))).isEqualTo(10007);
        assertThat(code(ann.start("group.markMembers", mark(999, true, bob)))).isEqualTo(10004);
        for (int mark = 1000; mark < 1010; mark++) {
            var marked = ann.call("group.markMembers", mark(mark, true, bob, cid));
            assertThat(marked.at("/successUserIDList/0").asText()).isEqualTo(bob.userID());
            assertThat(marked.at("/failureUserIDList/0").asText()).isEqualTo(cid.userID());
        }
        assertThat(code(ann.start("group.markMembers", mark(1010, true, bob)))).isEqualTo(10004);
        ann.call("group.markMembers", mark(1009, false, bob));
        ann.call("group.markMembers", mark(1010, true, ann));

        var marked = ann.call("group.listMembers", room().put("count", 15).put("filter", 1003))
                .path("memberList");
        assertThat(marked).hasSize(1);
        assertThat(marked.get(0).path("userID").asText()).isEqualTo(bob.userID());
        assertThat(marked.get(0).path("markType")).hasSize(9);
        server.rest("settings/set", "{\"Settings\":{\"group.liveMarks\":false}}");
        assertThat(code(ann.start("group.markMembers", mark(1000, true, bob)))).isEqualTo(3122);
        server.rest("settings/set", "{\"Settings\":{\"group.liveMarks\":true}}");
    }

    @Test
    @Rule({"getGroupOnlineMemberCount#1", "getGroupOnlineMemberCount#2"})
    void who_is_in_a_group_learns_how_many_are_online() {
        join(ann, room);
        join(bob, room);
        assertThat(online(ann, room)).isEqualTo(2);
        assertThat(online(cid, room)).isZero();

        var body = TestClient.object().put("name", "Friends").put("type", Types.GRP_PUBLIC);
        body.putArray("memberList").addObject().put("userID", bob.userID());
        var group = ann.call("group.create", body).at("/group/groupID").asText();
        assertThat(online(ann, group)).isEqualTo(2);
        assertThat(online(cid, group)).isZero();
    }

    // helpers

    /// The code that it is answered with.
    private int broadcast(String body) throws Exception {
        return server.rest("group_open_http_svc/send_broadcast_msg", body)
                .path("ErrorCode")
                .asInt();
    }

    private static int online(TestClient user, String group) {
        return user.call("group.countOnline", TestClient.object().put("groupID", group))
                .path("memberCount")
                .asInt();
    }

    private ObjectNode mute(TestClient user, int seconds) {
        return room().put("userID", user.userID()).put("muteTime", seconds);
    }

    private ObjectNode mark(int mark, boolean enable, TestClient... users) {
        var body = room().put("markType", mark).put("enableMark", enable);
        var list = body.putArray("userIDList");
        for (var user : users) {
            list.add(user.userID());
        }
        return body;
    }

    private static JsonNode join(TestClient user, String room) {
        return user.call("group.join", TestClient.object().put("groupID", room));
    }

    private JsonNode list(TestClient user) {
        return user.call("group.listMembers", room().put("count", 15));
    }

    private ObjectNode room() {
        return TestClient.object().put("groupID", room);
    }

    private ObjectNode inRoom() {
        return TestClient.object().put("conversationID", "GROUP" + room);
    }

    private ObjectNode ban(TestClient user) {
        var body = room();
        body.putArray("userIDList").add(user.userID());
        return body;
    }

    private ObjectNode text(TestClient from, String text) {
        var id = from.tinyID() + "-1700000000-" + RANDOM.incrementAndGet();
        var message = inRoom().put("id", id).put("type", Types.MSG_TEXT);
        message.putObject("payload").put("text", text);
        return message;
    }

    private CompletableFuture<JsonNode> send(TestClient from, String text) {
        return from.start("message.send", text(from, text));
    }

    private static int code(CompletableFuture<JsonNode> answer) {
        return answer.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS)
                .join()
                .path("code")
                .asInt();
    }

    /// The next push of this kind.
    private static JsonNode next(TestClient client, String event) throws InterruptedException {
        while (true) {
            var push = client.push(SOON);
            assertThat(push).as(event + " at " + client.userID()).isNotNull();
            if (push.path("event").asText().equals(event)) {
                return push.path("body");
            }
        }
    }

    /// The next message of this type.
    private static JsonNode message(TestClient client, String type) throws InterruptedException {
        while (true) {
            var message = next(client, "message.received").path("message");
            if (message.path("type").asText().equals(type)) {
                return message;
            }
        }
    }

    /// What the next notice tells of.
    private static int notice(TestClient client) throws InterruptedException {
        return message(client, Types.MSG_GRP_SYS_NOTICE)
                .at("/payload/operationType")
                .asInt();
    }

    private static JsonNode tip(TestClient client, int operation, TestClient about) throws InterruptedException {
        while (true) {
            var tip = message(client, Types.MSG_GRP_TIP);
            if (tip.at("/payload/operationType").asInt() == operation
                    && tip.at("/payload/userIDList/0").asText().equals(about.userID())) {
                return tip;
            }
        }
    }

    private static List<String> texts(TestClient client) throws InterruptedException {
        var texts = new ArrayList<String>();
        for (var push = client.push(Duration.ZERO); push != null; push = client.push(Duration.ZERO)) {
            var message = push.at("/body/message");
            if (message.path("type").asText().equals(Types.MSG_TEXT)
                    && !message.path("from").asText().equals(client.userID())) {
                texts.add(message.at("/payload/text").asText());
            }
        }
        return texts;
    }
}
