package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Types;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Admins whom back ends make in live rooms.
class LiveRoomAdminsTest extends LiveRoomScenario {
    private static final int SET = 1;
    private static final int DELETE = 2;
    private static final String SERVICE = "group_open_avchatroom_http_svc/";

    private JsonNode modify(int type, String... userIDs) throws Exception {
        var names = Arrays.stream(userIDs).map(userID -> '"' + userID + '"').collect(Collectors.joining(","));
        return server.rest(
                SERVICE + "modify_admin",
                "{\"GroupId\":\"%s\",\"CommandType\":%d,\"Admin_Account\":[%s]}".formatted(room, type, names));
    }

    private int code(int type, String... userIDs) throws Exception {
        return modify(type, userIDs).path("ErrorCode").asInt();
    }

    private List<String> admins() throws Exception {
        return server.rest(SERVICE + "get_admin_list", "{\"GroupId\":\"" + room + "\"}")
                .path("Admin_List")
                .findValuesAsText("Admin_Account");
    }

    private String roleOf(TestClient user) throws Exception {
        return server.rest(
                        "group_open_http_svc/get_role_in_group",
                        "{\"GroupId\":\"%s\",\"User_Account\":[\"%s\"]}".formatted(room, user.userID()))
                .at("/UserIdList/0/Role")
                .asText();
    }

    private String[] registered(int count) throws Exception {
        var userIDs = IntStream.range(0, count)
                .mapToObj(number -> "admin" + test + "-" + number)
                .toArray(String[]::new);
        for (var userID : userIDs) {
            server.rest("im_open_login_svc/account_import", "{\"UserID\":\"" + userID + "\",\"Nick\":\"N\"}");
        }
        return userIDs;
    }

    @Test
    void an_admin_mutes_bans_takes_back_and_speaks_while_all_are_muted() throws Exception {
        join(ann, room);
        join(bob, room);
        join(cid, room);
        var rude = text(cid, "rude");
        cid.call("message.send", rude);
        assertThat(code(bob.start("group.muteMember", mute(cid, 60)))).isEqualTo(10007);
        assertThat(code(SET, bob.userID())).isZero();

        assertThat(next(bob, "group.selfChanged").at("/selfInfo/role").asText()).isEqualTo("Admin");
        var tip = tip(ann, Types.GRP_TIP_MBR_SET_ADMIN, bob);
        assertThat(tip.at("/payload/memberList/0/role").asText()).isEqualTo("Admin");
        bob.call("group.muteMember", mute(cid, 60));
        assertThat(code(send(cid, "hm"))).isEqualTo(10017);
        bob.call("group.muteMember", mute(cid, 0));
        bob.call("message.revoke", inRoom().put("id", rude.path("id").asText()));
        ann.call("group.update", room().put("muteAllMembers", true));
        bob.call("message.send", text(bob, "quiet, please"));
        assertThat(code(send(cid, "why?"))).isEqualTo(10017);
        bob.call("group.deleteMembers", ban(cid).put("duration", 60));
        assertThat(next(cid, "group.left").path("reason").asText()).isEqualTo("banned");

        assertThat(code(bob.start("group.muteMember", mute(ann, 60)))).isEqualTo(10007);
        assertThat(code(bob.start("group.deleteMembers", ban(ann).put("duration", 60))))
                .isEqualTo(10007);
        assertThat(code(bob.start("group.markMembers", mark(1000, true, ann)))).isEqualTo(10007);
        assertThat(code(bob.start("group.update", room().put("name", "Bob's")))).isEqualTo(10007);
        assertThat(code(bob.start("group.dismiss", room()))).isEqualTo(10007);
    }

    @Test
    void admins_are_above_members_and_below_the_owner_and_not_above_each_other() throws Exception {
        join(ann, room);
        join(bob, room);
        join(cid, room);
        assertThat(code(SET, bob.userID(), cid.userID())).isZero();
        next(cid, "group.selfChanged");

        assertThat(code(bob.start("group.muteMember", mute(cid, 60)))).isEqualTo(10007);
        assertThat(code(bob.start("group.deleteMembers", ban(cid).put("duration", 60))))
                .isEqualTo(10007);
        ann.call("group.muteMember", mute(cid, 60));
        assertThat(next(cid, "group.selfChanged").at("/selfInfo/role").asText()).isEqualTo("Admin");
        assertThat(code(send(cid, "me, too?"))).isEqualTo(10017);
    }

    @Test
    void who_is_an_admin_is_seen_by_all_and_stays_one_until_a_back_end_says_otherwise() throws Exception {
        assertThat(code(SET, bob.userID())).isZero();
        assertThat(roleOf(bob)).isEqualTo("NotMember");
        join(ann, room);
        assertThat(join(bob, room).at("/group/selfInfo/role").asText()).isEqualTo("Admin");
        bob.call("group.quit", room());
        assertThat(join(bob, room).at("/group/selfInfo/role").asText()).isEqualTo("Admin");
        assertThat(roleOf(bob)).isEqualTo("Admin");
        assertThat(bob.call("group.get", room()).at("/group/selfInfo/role").asText())
                .isEqualTo("Admin");
        var admins = ann.call("group.listMembers", room().put("count", 15).put("role", "Admin"))
                .path("memberList");
        assertThat(admins.findValuesAsText("userID")).containsExactly(bob.userID());
        assertThat(admins.findValuesAsText("role")).containsExactly("Admin");

        assertThat(code(DELETE, bob.userID(), cid.userID())).isZero();
        next(bob, "group.selfChanged");
        assertThat(roleOf(bob)).isEqualTo("Member");
        assertThat(code(bob.start("group.muteMember", mute(ann, 60)))).isEqualTo(10007);
        tip(ann, Types.GRP_TIP_MBR_CANCELED_ADMIN, bob);
        assertThat(admins()).isEmpty();
    }

    @Test
    void a_room_has_at_most_five_and_takes_all_that_are_named_or_none() throws Exception {
        var users = registered(6);
        assertThat(code(SET, users[0], users[1], users[2], users[3])).isZero();
        assertThat(code(SET, users[0], users[3])).isZero();
        assertThat(admins()).containsExactly(users[0], users[1], users[2], users[3]);
        assertThat(code(SET, users[4], users[5])).isEqualTo(10004);
        assertThat(code(SET, users[4], "nobody-here")).isEqualTo(10019);
        assertThat(code(SET, users[4], ann.userID())).isEqualTo(10004);
        assertThat(admins()).hasSize(4);
        assertThat(code(SET, users[4])).isZero();
        assertThat(code(DELETE, users[1], "nobody-here")).isZero();
        assertThat(code(SET, users)).isEqualTo(10005);

        server.rest("im_open_login_svc/account_delete", "{\"DeleteItem\":[{\"UserID\":\"" + users[0] + "\"}]}");
        assertThat(admins()).containsExactly(users[2], users[3], users[4]);
        var first = server.rest(SERVICE + "get_admin_list", "{\"GroupId\":\"" + room + "\"}")
                .at("/Admin_List/0");
        assertThat(first.path("NickName").asText()).isEqualTo("N");
        assertThat(first.has("Avatar")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            modify_admin   | {"GroupId":"nowhere","CommandType":1,"Admin_Account":["ann1"]} | 10010
            modify_admin   | {"GroupId":"nowhere","CommandType":2,"Admin_Account":["ann1"]} | 10010
            modify_admin   | {"CommandType":1,"Admin_Account":["ann1"]}                     | 10004
            modify_admin   | {"GroupId":"nowhere","Admin_Account":["ann1"]}                 | 10004
            modify_admin   | {"GroupId":"nowhere","CommandType":3,"Admin_Account":["ann1"]} | 10004
            modify_admin   | {"GroupId":"nowhere","CommandType":1,"Admin_Account":[]}       | 10004
            modify_admin   | {"GroupId":"nowhere","CommandType":1,"Admin_Account":[null]}   | 10004
            modify_admin   | {"GroupId":"nowhere","CommandType":1}                          | 10004
            modify_admin   | {"GroupId":"中","CommandType":1,"Admin_Account":["ann1"]}       | 10015
            get_admin_list | {"GroupId":"nowhere"}                                          | 10010
            get_admin_list | {}                                                             | 10004
            """)
    void what_does_not_fit_is_refused(String command, String request, int code) throws Exception {
        assertThat(server.rest(SERVICE + command, request).path("ErrorCode").asInt())
                .isEqualTo(code);
    }

    @Test
    void other_groups_have_none() throws Exception {
        var body = TestClient.object().put("name", "Friends").put("type", Types.GRP_PUBLIC);
        room = ann.call("group.create", body).at("/group/groupID").asText();
        assertThat(code(SET, bob.userID())).isEqualTo(10007);
        assertThat(code(DELETE, bob.userID())).isEqualTo(10007);
        assertThat(server.rest(SERVICE + "get_admin_list", "{\"GroupId\":\"" + room + "\"}")
                        .path("ErrorCode")
                        .asInt())
                .isEqualTo(10007);
    }
}
