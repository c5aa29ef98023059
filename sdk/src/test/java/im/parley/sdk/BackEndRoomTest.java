package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What back ends do in live rooms.
class BackEndRoomTest extends Scenario {
    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");
    private String room;

    @BeforeEach
    void aRoomOfAnns() {
        room = result(ann.chat.createGroup(new GroupCreation("Launch").type(Types.GRP_AVCHATROOM)))
                .group()
                .groupID();
        result(ann.chat.joinGroup(room));
        result(bob.chat.joinGroup(room));
        ann.awaitTip();
        ann.awaitTip();
        bob.awaitTip();
    }

    private JsonNode call(String command, Map<String, ?> request) {
        return server.call("group_open_http_svc/" + command, request);
    }

    private int code(String command, Map<String, ?> request) {
        return server.answer("group_open_http_svc/" + command, request)
                .get("ErrorCode")
                .asInt();
    }

    private Map<String, ?> ban(int seconds, String... userIDs) {
        return Map.of("GroupId", room, "Members_Account", List.of(userIDs), "Duration", seconds, "Description", "spam");
    }

    private Map<String, ?> unban(String... userIDs) {
        return Map.of("GroupId", room, "Members_Account", List.of(userIDs));
    }

    private JsonNode banned(int limit, int offset) {
        return call("get_group_ban_member", Map.of("GroupId", room, "Limit", limit, "Offset", offset));
    }

    @Test
    @Rule("deleteGroupMember#3")
    void who_is_banned_is_out_until_a_back_end_lets_them_come_again() {
        long before = Instant.now().getEpochSecond();
        call("ban_group_member", ban(600, bob.userID));

        var tip = ann.awaitTip();
        assertThat(tip.operationType()).isEqualTo(Types.GRP_TIP_BAN_AVCHATROOM_MEMBER);
        assertThat(tip.operatorID()).isEqualTo("administrator");
        assertThat(tip.userIDList()).containsExactly(bob.userID);
        var notice = bob.awaitNotice();
        assertThat(notice.operationType()).isEqualTo(21);
        assertThat(notice.handleMessage()).isEqualTo("spam");
        bob.awaitConversations(list -> list.stream().noneMatch(one -> one.type().equals(Types.CONV_GROUP)));
        assertThat(errorOf(bob.chat.joinGroup(room)).code()).isEqualTo(10007);
        var all = banned(100, 0);
        assertThat(all.at("/BannedAccountList/0/Member_Account").asText()).isEqualTo(bob.userID);
        assertThat(all.at("/BannedAccountList/0/BannedUntil").asLong()).isBetween(before + 600, before + 630);
        assertThat(all.get("NextOffset").asInt(-1)).isZero();

        call("unban_group_member", unban(bob.userID, ann.userID, "nobody-here"));

        var lifted = ann.awaitTip();
        assertThat(lifted.operationType()).isEqualTo(Types.GRP_TIP_UNBAN_AVCHATROOM_MEMBER);
        assertThat(lifted.userIDList()).containsExactly(bob.userID);
        assertThat(bob.awaitNotice().operationType()).isEqualTo(22);
        assertThat(banned(100, 0).get("BannedAccountList")).isEmpty();
        assertThat(result(bob.chat.joinGroup(room)).status()).isEqualTo(Types.JOIN_STATUS_SUCCESS);
        result(bob.chat.sendMessage(
                bob.chat.createTextMessage(CreateOptions.toGroup(room, new TextPayload("thanks")))));
        assertThat(ann.awaitTexts(1)).containsExactly("thanks");

        call("unban_group_member", unban(bob.userID));
        assertThat(ann.awaitTip().operationType()).isEqualTo(Types.GRP_TIP_MBR_JOIN);
        assertThat(ann.unexpectedTips()).isEmpty(); // nobody was banned any more
    }

    @Test
    void who_is_banned_is_listed_by_when_they_may_come_again() {
        var users = server.registered("fan", 3);
        for (int i = 0; i < users.size(); i++) {
            call("ban_group_member", ban(1000 - i * 100, users.get(i)));
        }

        var first = banned(2, 0);
        assertThat(first.get("BannedAccountList").findValuesAsText("Member_Account"))
                .containsExactly(users.get(2), users.get(1));
        assertThat(first.get("NextOffset").asInt()).isEqualTo(2);
        var second = banned(2, 2);
        assertThat(second.get("BannedAccountList").findValuesAsText("Member_Account"))
                .containsExactly(users.get(0));
        assertThat(second.get("NextOffset").asInt(-1)).isZero();
    }

    private JsonNode live(String command, Map<String, ?> request) {
        return server.call("group_open_avchatroom_http_svc/" + command, request);
    }

    private static List<String> accounts(JsonNode members) {
        return members.findValuesAsText("Member_Account");
    }

    @Test
    void who_is_in_a_room_is_listed_checked_and_marked() {
        result(bob.chat.updateMyProfile(new ProfileUpdate().nick("Bob")));
        var marks = List.of(
                Map.of("Member_Account", bob.userID, "Marks", List.of(1001, 1000)),
                Map.of("Member_Account", "nobody-here", "Marks", List.of(1000)));
        var done = live("modify_user_info", Map.of("GroupId", room, "CommandType", 1, "MemberList", marks));
        assertThat(done.get("CommandType").asInt()).isEqualTo(1);
        assertThat(accounts(done.get("MemberList"))).containsExactly(bob.userID);
        assertThat(done.at("/MemberList/0/Marks").toString()).isEqualTo("[1000,1001]");

        var all = live("get_members", Map.of("GroupId", room, "Timestamp", 0));
        assertThat(accounts(all.get("MemberList"))).containsExactlyInAnyOrder(ann.userID, bob.userID);
        assertThat(all.get("NextTimestamp").asInt(-1)).isZero();
        var marked = live("get_members", Map.of("GroupId", room, "Mark", 1001)).get("MemberList");
        assertThat(accounts(marked)).containsExactly(bob.userID);
        assertThat(marked.at("/0/NickName").asText()).isEqualTo("Bob");
        assertThat(marked.at("/0/JoinTime").asLong()).isCloseTo(Instant.now().getEpochSecond(), within(60L));
        assertThat(marked.at("/0/Marks").toString()).isEqualTo("[1000,1001]");
        assertThat(result(ann.chat.getGroupMemberList(
                                new GroupMemberQuery(room, 15, GroupMemberQuery.START, null, 1001)))
                        .memberList())
                .extracting(GroupMember::userID)
                .containsExactly(bob.userID);

        live("modify_user_info", Map.of("GroupId", room, "CommandType", 2, "MemberList", marks));
        assertThat(live("get_members", Map.of("GroupId", room, "Mark", 1001)).get("MemberList"))
                .isEmpty();
        assertThat(live("check_members", Map.of("GroupId", room, "Member_Account", List.of("nobody-here", bob.userID)))
                        .get("Member_Account")
                        .toString())
                .isEqualTo("[\"" + bob.userID + "\"]");
    }

    @Test
    void a_room_has_no_more_marks_than_it_may_have() {
        var ten = IntStream.range(1000, 1010).boxed().toList();
        live(
                "modify_user_info",
                Map.of(
                        "GroupId",
                        room,
                        "CommandType",
                        1,
                        "MemberList",
                        List.of(Map.of("Member_Account", bob.userID, "Marks", ten))));
        var one = Map.of(
                "GroupId",
                room,
                "CommandType",
                1,
                "MemberList",
                List.of(Map.of("Member_Account", ann.userID, "Marks", List.of(1010))));
        assertThat(liveCode("modify_user_info", one)).isEqualTo(10004);
        server.set("group.liveMarks", false);
        try {
            assertThat(liveCode("modify_user_info", one)).isEqualTo(10026);
        } finally {
            server.set("group.liveMarks", null);
        }
    }

    private int liveCode(String command, Map<String, ?> request) {
        return server.answer("group_open_avchatroom_http_svc/" + command, request)
                .get("ErrorCode")
                .asInt();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            get_members      | {"GroupId":"nowhere"}                                                                        | 10010
            get_members      | {"GroupId":"nowhere","Timestamp":-1}                                                         | 10004
            get_members      | {"GroupId":"nowhere","Mark":999}                                                             | 10004
            check_members    | {"GroupId":"nowhere","Member_Account":["a"]}                                                 | 10010
            check_members    | {"GroupId":"nowhere"}                                                                        | 10004
            modify_user_info | {"GroupId":"nowhere","CommandType":1,"MemberList":[{"Member_Account":"a","Marks":[1000]}]}   | 10010
            modify_user_info | {"GroupId":"nowhere","CommandType":3,"MemberList":[{"Member_Account":"a","Marks":[1000]}]}   | 10004
            modify_user_info | {"GroupId":"nowhere","MemberList":[{"Member_Account":"a","Marks":[1000]}]}                   | 10004
            modify_user_info | {"GroupId":"nowhere","CommandType":1,"MemberList":[{"Member_Account":"a","Marks":[999]}]}    | 10004
            modify_user_info | {"GroupId":"nowhere","CommandType":1,"MemberList":[{"Member_Account":"a"}]}                  | 10004
            modify_user_info | {"GroupId":"nowhere","CommandType":1}                                                        | 10004
            modify_user_info | {"GroupId":"nowhere","CommandType":1,"MemberList":[null]}                                    | 10004
            modify_user_info | {"GroupId":"nowhere","CommandType":1,"MemberList":[{"Member_Account":"a","Marks":[null]}]}   | 10004
            modify_user_info | {"GroupId":"nowhere","CommandType":1,"MemberList":[{"Member_Account":"a","Marks":[1000]},{"Member_Account":"a","Marks":[1001]}]} | 10004
            """)
    void what_does_not_fit_live_rooms_is_refused(String command, String request, int code) throws Exception {
        var body = ProtocolJson.mapper().readValue(request, new TypeReference<Map<String, Object>>() {});
        assertThat(liveCode(command, body)).isEqualTo(code);
    }

    @Test
    void nobody_bans_the_owner_too_many_or_in_another_group() {
        assertThat(code("ban_group_member", ban(60, ann.userID))).isEqualTo(10007);
        assertThat(code("ban_group_member", ban(60, "nobody-here"))).isEqualTo(10004);
        var many = IntStream.range(0, 21).mapToObj(i -> "user-" + i).toArray(String[]::new);
        assertThat(code("ban_group_member", ban(60, many))).isEqualTo(10005);
        assertThat(code("unban_group_member", unban(many))).isEqualTo(10005);
        room = result(ann.chat.createGroup(new GroupCreation("Friends").type(Types.GRP_PUBLIC)))
                .group()
                .groupID();
        assertThat(code("ban_group_member", ban(60, bob.userID))).isEqualTo(10007);
        assertThat(code("unban_group_member", unban(bob.userID))).isEqualTo(10007);
        assertThat(code("get_group_ban_member", Map.of("GroupId", room))).isEqualTo(10007);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ban_group_member     | {"GroupId":"nowhere","Members_Account":["a"],"Duration":1}          | 10010
            ban_group_member     | {"Members_Account":["a"],"Duration":1}                              | 10004
            ban_group_member     | {"GroupId":"中","Members_Account":["a"],"Duration":1}                | 10015
            ban_group_member     | {"GroupId":"nowhere","Members_Account":[],"Duration":1}             | 10004
            ban_group_member     | {"GroupId":"nowhere","Members_Account":["a b"],"Duration":1}        | 10004
            ban_group_member     | {"GroupId":"nowhere","Members_Account":["a"]}                       | 10004
            ban_group_member     | {"GroupId":"nowhere","Members_Account":["a"],"Duration":0}          | 10004
            ban_group_member     | {"GroupId":"nowhere","Members_Account":["a"],"Duration":2147483648} | 10004
            unban_group_member   | {"GroupId":"nowhere","Members_Account":["a"]}                       | 10010
            unban_group_member   | {"GroupId":"nowhere"}                                               | 10004
            get_group_ban_member | {"GroupId":"nowhere"}                                               | 10010
            get_group_ban_member | {"GroupId":"nowhere","Limit":101}                                   | 10004
            get_group_ban_member | {"GroupId":"nowhere","Offset":-1}                                   | 10004
            """)
    void what_does_not_fit_is_refused(String command, String request, int code) throws Exception {
        var body = ProtocolJson.mapper().readValue(request, new TypeReference<Map<String, Object>>() {});
        assertThat(code(command, body)).isEqualTo(code);
    }
}
