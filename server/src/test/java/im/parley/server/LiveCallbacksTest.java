package im.parley.server;

import static im.parley.server.settings.CallbackCommand.AFTER_CREATE_GROUP;
import static im.parley.server.settings.CallbackCommand.AFTER_GROUP_DESTROYED;
import static im.parley.server.settings.CallbackCommand.AFTER_MEMBER_EXIT;
import static im.parley.server.settings.CallbackCommand.AFTER_MEMBER_JOIN;
import static im.parley.server.settings.CallbackCommand.BEFORE_APPLY_JOIN;
import static im.parley.server.settings.CallbackCommand.LIVE_MEMBER_STATE;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an app's back end is asked and told about who comes to a live room and goes.
class LiveCallbacksTest extends LiveRoomScenario {
    private BackEnd backEnd;

    @BeforeEach
    void aBackEnd() throws Exception {
        backEnd = new BackEnd(server);
    }

    /// Of a room that is no more nothing can be told to the next test.
    @AfterEach
    void withoutOne() throws Exception {
        ann.call("group.dismiss", room());
        backEnd.reset();
        backEnd.close();
    }

    private String inRoom(String room, String more) {
        return "{'GroupId':'" + room + "','Type':'AVChatRoom'," + more + "}";
    }

    private static String exit(String type, String operator, TestClient who) {
        return "'ExitType':'" + type + "','Operator_Account':'" + operator + "','ExitMemberList':[{'Member_Account':'"
                + who.userID() + "'}]";
    }

    @Test
    void a_room_begins_and_ends() throws Exception {
        backEnd.wants(AFTER_CREATE_GROUP, AFTER_GROUP_DESTROYED);

        var other = create();
        backEnd.expect(
                AFTER_CREATE_GROUP,
                inRoom(
                        other,
                        "'Operator_Account':'%1$s','Owner_Account':'%1$s','Name':'Launch','MemberList':[],"
                                        .formatted(ann.userID())
                                + "'UserDefinedDataList':[]"));
        ann.call("group.dismiss", TestClient.object().put("groupID", other));
        backEnd.expect(
                AFTER_GROUP_DESTROYED,
                inRoom(other, "'Owner_Account':'" + ann.userID() + "','Name':'Launch','MemberList':[]"));
    }

    @Test
    void whom_a_back_end_bans_is_put_out_by_it() throws Exception {
        join(bob, room);
        backEnd.wants(AFTER_MEMBER_EXIT, BEFORE_APPLY_JOIN);
        var users = "{\"GroupId\":\"%s\",\"Members_Account\":[\"%s\"],\"Duration\":60}".formatted(room, bob.userID());

        server.rest("group_open_http_svc/ban_group_member", users);

        var exit = backEnd.next(AFTER_MEMBER_EXIT);
        assertThat(exit.query()).containsEntry("OptPlatform", "RESTAPI");
        assertThat(exit.body().path("ExitType").asText()).isEqualTo("Kicked");
        assertThat(code(bob.start("group.join", room()))).isEqualTo(10007);
        server.rest("group_open_http_svc/unban_group_member", users);
        join(bob, room);
        backEnd.expect(BEFORE_APPLY_JOIN, inRoom(room, "'Requestor_Account':'" + bob.userID() + "'"));
    }

    @Test
    void who_comes_waits_for_the_back_end() throws Exception {
        backEnd.wants(BEFORE_APPLY_JOIN, AFTER_MEMBER_JOIN);
        backEnd.decides(BEFORE_APPLY_JOIN, 10150, "sold out");

        var refused = bob.start("group.join", room()).join();
        assertThat(refused.path("code").asInt()).isEqualTo(10150);
        assertThat(refused.path("message").asText()).isEqualTo("sold out");
        backEnd.expect(BEFORE_APPLY_JOIN, inRoom(room, "'Requestor_Account':'" + bob.userID() + "'"));
        assertThat(code(send(bob, "hello?"))).isEqualTo(2101);

        backEnd.decides(BEFORE_APPLY_JOIN, 0, "");
        join(bob, room);
        backEnd.next(BEFORE_APPLY_JOIN);
        backEnd.expect(
                AFTER_MEMBER_JOIN,
                inRoom(
                        room,
                        "'JoinType':'Apply','Operator_Account':'%1$s','NewMemberList':[{'Member_Account':'%1$s'}]"
                                .formatted(bob.userID())));

        assertThat(join(bob, room).path("status").asText()).isEqualTo(Types.JOIN_STATUS_ALREADY_IN_GROUP);
        assertThat(backEnd.isIdle()).isTrue();
    }

    @Test
    void who_goes_and_who_is_put_out() throws Exception {
        join(bob, room);
        join(cid, room);
        backEnd.wants(AFTER_MEMBER_EXIT, BEFORE_APPLY_JOIN);

        bob.call("group.quit", room());
        backEnd.expect(AFTER_MEMBER_EXIT, inRoom(room, exit("Quit", bob.userID(), bob)));
        ann.call("group.deleteMembers", ban(cid).put("duration", 60));
        backEnd.expect(AFTER_MEMBER_EXIT, inRoom(room, exit("Kicked", ann.userID(), cid)));
        ann.call("group.deleteMembers", ban(bob).put("duration", 60));
        assertThat(code(cid.start("group.join", room()))).isEqualTo(10007);
        assertThat(backEnd.isIdle())
                .as("who was out already, and who is banned")
                .isTrue();

        var other = create();
        join(ann, room);
        backEnd.next(BEFORE_APPLY_JOIN);
        join(ann, other);
        backEnd.next(BEFORE_APPLY_JOIN);
        backEnd.expect(AFTER_MEMBER_EXIT, inRoom(room, exit("Quit", ann.userID(), ann)));
        ann.call("group.dismiss", TestClient.object().put("groupID", other));
    }

    @Test
    void who_loses_the_connection_and_comes_back_or_does_not() throws Exception {
        join(bob, room);
        backEnd.wants(LIVE_MEMBER_STATE, AFTER_MEMBER_EXIT, AFTER_MEMBER_JOIN, BEFORE_APPLY_JOIN);
        var state = "'EventType':'%s','MemberList':[{'Member_Account':'" + bob.userID() + "'}]";

        bob.close();
        backEnd.expect(LIVE_MEMBER_STATE, inRoom(room, state.formatted("Offline")));
        var bobAgain = signIn(bob.userID());
        bobAgain.call("group.join", room().put("isReturn", true));
        backEnd.expect(LIVE_MEMBER_STATE, inRoom(room, state.formatted("Online")));

        bobAgain.close();
        backEnd.expect(LIVE_MEMBER_STATE, inRoom(room, state.formatted("Offline")));
        backEnd.expect(AFTER_MEMBER_EXIT, inRoom(room, exit("Quit", "@TIM#SYSTEM", bob)));
    }
}
