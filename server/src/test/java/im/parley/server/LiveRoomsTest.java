package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import org.junit.jupiter.api.Test;

/// Who is in a live room, what they hear and what there is for newcomers.
class LiveRoomsTest extends LiveRoomScenario {
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
}
