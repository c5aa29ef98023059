package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.server.store.Await;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What owners, managers and back ends do in live rooms.
class LiveRoomManagersTest extends LiveRoomScenario {
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
        var file = new MediaUser(server.port(), server.app, TestServer.KEY, "dan" + test, server.http);
        clients.add(file.client);
        var uuid = file.upload("file", "plan.txt", new byte[] {'a', 'b'})
                .path("uuid")
                .asText();
        var plan = "{\"Random\":9,\"From_Account\":\"" + cid.userID() + "\",\"MsgBody\":[{\"MsgType\":\"TIMFileElem\","
                + "\"MsgContent\":{\"UUID\":\"" + uuid + "\",\"FileName\":\"plan.txt\",\"FileSize\":2}}]}";
        assertThat(broadcast(plan)).isZero();
        assertThat(message(bob, Types.MSG_FILE).at("/payload/uuid").asText()).isEqualTo(uuid);
        assertThat(broadcast(plan.replace(uuid, uuid + "x"))).isEqualTo(2403);
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
        bob.call("group.quit", room());
        for (int mark = 1000; mark < 1009; mark++) {
            var unmarked = ann.call("group.markMembers", mark(mark, false, bob));
            assertThat(unmarked.at("/failureUserIDList/0").asText()).isEqualTo(bob.userID()); // who is out, and yet
        }
        join(bob, room);
        for (int mark = 2000; mark < 2009; mark++) { // there is room for them again
            ann.call("group.markMembers", mark(mark, true, bob));
        }

        var marked = ann.call("group.listMembers", room().put("count", 15).put("filter", 2003))
                .path("memberList");
        assertThat(marked).hasSize(1);
        assertThat(marked.get(0).path("userID").asText()).isEqualTo(bob.userID());
        assertThat(marked.get(0).path("markType")).hasSize(9);
        server.rest("settings/set", "{\"Settings\":{\"group.liveMarks\":false}}");
        assertThat(code(ann.start("group.markMembers", mark(1000, true, bob)))).isEqualTo(3122);
        server.rest("settings/set", "{\"Settings\":{\"group.liveMarks\":true}}");
    }
}
