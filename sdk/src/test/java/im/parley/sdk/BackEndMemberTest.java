package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What back ends decide about members of groups.
class BackEndMemberTest extends Scenario {
    private static final long FOREVER = 4_294_967_295L;
    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");
    private final Person cid = signIn("cid");

    private JsonNode call(String command, Map<String, ?> request) {
        return server.call("group_open_http_svc/" + command, request);
    }

    private int code(String command, Map<String, ?> request) {
        return server.answer("group_open_http_svc/" + command, request)
                .get("ErrorCode")
                .asInt();
    }

    /// A group of Ann's with Bob and Cid.
    private Group group(String type) {
        var group = result(ann.chat.createGroup(
                        new GroupCreation("Friends").type(type).members(List.of(bob.userID, cid.userID))))
                .group();
        for (var person : List.of(ann, bob, cid)) {
            person.awaitGroups(list -> !list.isEmpty());
            person.awaitNotice();
        }
        return group;
    }

    private static Map<String, Object> mute(String groupID, String field, long seconds, String... userIDs) {
        return new HashMap<>(Map.of("GroupId", groupID, "Members_Account", List.of(userIDs), field, seconds));
    }

    private void forgetTips(Person... people) {
        for (var person : people) {
            person.awaitTip();
        }
    }

    @Test
    void members_are_muted_together_and_write_again() {
        var group = group(Types.GRP_PUBLIC);
        forgetTips(ann, bob, cid);
        long before = Instant.now().getEpochSecond();
        call("forbid_send_msg", mute(group.groupID(), "MuteTime", 600, bob.userID, cid.userID, "nobody-here"));

        var tip = ann.awaitTip();
        assertThat(tip.operatorID()).isEqualTo("administrator");
        assertThat(tip.userIDList()).containsExactlyInAnyOrder(bob.userID, cid.userID);
        assertThat(tip.memberList())
                .allSatisfy(one -> assertThat(one.muteTime()).isEqualTo(600));
        bob.awaitGroups(list -> list.getFirst().selfInfo().muteUntil() > before);
        assertThat(errorOf(bob.chat.sendMessage(bob.messageTo(group, "mmmh"))).code())
                .isEqualTo(10017);

        call("forbid_send_msg", mute(group.groupID(), "MuteTime", FOREVER, cid.userID));
        var muted = call("get_group_muted_account", Map.of("GroupId", group.groupID()))
                .get("MutedAccountList");
        assertThat(muted.findValuesAsText("Member_Account")).containsExactly(bob.userID, cid.userID);
        assertThat(muted.at("/0/MutedUntil").asLong()).isBetween(before + 600, before + 630);
        assertThat(muted.at("/1/MutedUntil").asLong()).isGreaterThanOrEqualTo(before + FOREVER);

        call("forbid_send_msg", mute(group.groupID(), "ShutUpTime", 0, bob.userID));
        bob.awaitGroups(list -> list.getFirst().selfInfo().muteUntil() == 0);
        bob.send("hello").to(group);
        var old = call("get_group_shutted_uin", Map.of("GroupId", group.groupID()))
                .get("ShuttedUinList");
        assertThat(old.findValuesAsText("Member_Account")).containsExactly(cid.userID);
        assertThat(old.at("/0/ShuttedUntil").asLong()).isGreaterThanOrEqualTo(before + FOREVER);
    }

    @Test
    @Rule({"setGroupMemberMuteTime#1", "setGroupMemberMuteTime#5"})
    void nobody_is_muted_in_work_groups_nor_who_owns_the_group() {
        var work = group(Types.GRP_WORK);
        assertThat(code("forbid_send_msg", mute(work.groupID(), "MuteTime", 60, bob.userID)))
                .isEqualTo(10007);
        var open = result(ann.chat.createGroup(new GroupCreation("Open").type(Types.GRP_PUBLIC)))
                .group();
        assertThat(code("forbid_send_msg", mute(open.groupID(), "MuteTime", 60, ann.userID)))
                .isEqualTo(10007);
        assertThat(code("forbid_send_msg", mute(open.groupID(), "MuteTime", 60, bob.userID)))
                .isEqualTo(10004);
    }

    @Test
    @Rule("setGroupMemberMuteTime#4")
    void members_are_muted_in_one_topic() {
        var town = result(ann.chat.createGroup(new GroupCreation("Town")
                        .type(Types.GRP_COMMUNITY)
                        .supportTopic()
                        .members(List.of(bob.userID))))
                .group()
                .groupID();
        var news = result(ann.chat.createTopicInCommunity(new TopicCreation(town, "News")));
        var sports = result(ann.chat.createTopicInCommunity(new TopicCreation(town, "Sports")));
        bob.await(Events.TOPIC_CREATED);
        bob.await(Events.TOPIC_CREATED);
        var request = mute(town, "MuteTime", 60, bob.userID);
        request.put("TopicId", news);
        call("forbid_send_msg", request);

        assertThat(errorOf(bob.chat.sendMessage(textFor(bob, news))).code()).isEqualTo(10017);
        result(bob.chat.sendMessage(textFor(bob, sports)));
        assertThat(muted(Map.of("GroupId", town, "TopicId", news))).containsExactly(bob.userID);
        assertThat(muted(Map.of("GroupId", town, "TopicId", sports))).isEmpty();
        assertThat(muted(Map.of("GroupId", town))).isEmpty();
        request.put("TopicId", town + "@TOPIC#_none");
        assertThat(code("forbid_send_msg", request)).isEqualTo(10010);
        assertThat(code("get_group_muted_account", Map.of("GroupId", town, "TopicId", town + "@TOPIC#_none")))
                .isEqualTo(10010);
    }

    private List<String> muted(Map<String, String> where) {
        return call("get_group_muted_account", where).get("MutedAccountList").findValuesAsText("Member_Account");
    }

    private static Message textFor(Person person, String groupID) {
        return person.chat.createTextMessage(CreateOptions.toGroup(groupID, new TextPayload("hi")));
    }

    @Test
    void members_of_a_live_room_are_muted_while_they_are_in() {
        var room = result(ann.chat.createGroup(new GroupCreation("Launch").type(Types.GRP_AVCHATROOM)))
                .group();
        for (var person : List.of(ann, bob)) {
            result(person.chat.joinGroup(room.groupID()));
        }
        ann.awaitTip();
        ann.awaitTip();
        assertThat(code("forbid_send_msg", mute(room.groupID(), "MuteTime", 60, cid.userID)))
                .isEqualTo(10004);
        assertThat(code("forbid_send_msg", mute(room.groupID(), "MuteTime", 60, ann.userID)))
                .isEqualTo(10007);

        call("forbid_send_msg", mute(room.groupID(), "MuteTime", 60, bob.userID, cid.userID));

        var tip = ann.awaitTip();
        assertThat(tip.operatorID()).isEqualTo("administrator");
        assertThat(tip.memberList())
                .singleElement()
                .satisfies(one -> assertThat(one.muteTime()).isEqualTo(60));
        assertThat(errorOf(bob.chat.sendMessage(bob.messageTo(room, "mmmh"))).code())
                .isEqualTo(10017);
        assertThat(muted(Map.of("GroupId", room.groupID()))).containsExactly(bob.userID);
        call("forbid_send_msg", mute(room.groupID(), "MuteTime", 0, bob.userID));
        assertThat(muted(Map.of("GroupId", room.groupID()))).isEmpty();
        assertThat(roles(room.groupID(), ann.userID, bob.userID, cid.userID))
                .containsExactly("Owner", "Member", "NotMember");
        assertThat(code(
                        "get_specified_group_member_info",
                        Map.of("GroupId", room.groupID(), "Member_List_Account", List.of(bob.userID))))
                .isEqualTo(10007);
    }

    private List<String> roles(String groupID, String... userIDs) {
        var answer = call("get_role_in_group", Map.of("GroupId", groupID, "User_Account", List.of(userIDs)));
        assertThat(answer.get("UserIdList").findValuesAsText("Member_Account")).containsExactly(userIDs);
        return answer.get("UserIdList").findValuesAsText("Role");
    }

    @Test
    void more_muted_members_than_fit_into_an_answer_are_not_told() throws Exception {
        var group = result(ann.chat.createGroup(new GroupCreation("Crowd").type(Types.GRP_COMMUNITY)))
                .group();
        try (var database = server.database();
                var insert = database.prepareStatement("""
                        INSERT INTO group_member (group_id, tiny_id, role, joined_at, joined_sequence, muted_until)
                        SELECT g.id, n, 0, 0, 0, 99999999999999 FROM chat_group g, generate_series(1, 10001) n
                        WHERE g.group_id = ?""")) {
            insert.setString(1, group.groupID());
            insert.executeUpdate();
        }
        assertThat(code("get_group_muted_account", Map.of("GroupId", group.groupID())))
                .isEqualTo(10018);
    }

    @Test
    void a_member_is_made_what_the_back_end_says_at_once() {
        server.set("group.memberCustomFields", List.of("boots"));
        try {
            var group = group(Types.GRP_PUBLIC);
            forgetTips(ann, bob, cid);
            call(
                    "modify_group_member_info",
                    Map.of(
                            "GroupId",
                            group.groupID(),
                            "Member_Account",
                            bob.userID,
                            "Role",
                            "Admin",
                            "NameCard",
                            "Bobby",
                            "MuteTime",
                            60,
                            "MsgFlag",
                            "AcceptNotNotify",
                            "AppMemberDefinedData",
                            List.of(Map.of("Key", "boots", "Value", "red"))));

            assertThat(bob.awaitNotice().operationType()).isEqualTo(9);
            var self = bob.awaitGroups(list -> list.getFirst().selfInfo().role().equals("Admin"))
                    .getFirst()
                    .selfInfo();
            assertThat(self.nameCard()).isEqualTo("Bobby");
            assertThat(self.muteUntil()).isPositive();
            assertThat(ann.awaitTip().operationType()).isEqualTo(Types.GRP_TIP_MBR_SET_ADMIN);
            assertThat(ann.awaitTip().memberList().getFirst().muteTime()).isEqualTo(60);
            bob.awaitConversations(list ->
                    list.stream().anyMatch(one -> one.messageRemindType().equals(Types.MSG_REMIND_ACPT_NOT_NOTE)));
            var told = call(
                    "get_specified_group_member_info",
                    Map.of(
                            "GroupId",
                            group.groupID(),
                            "Member_List_Account",
                            List.of("nobody-here", bob.userID),
                            "MemberInfoFilter",
                            List.of("Role", "NameCard")));
            assertThat(told.get("GroupId").asText()).isEqualTo(group.groupID());
            assertThat(told.get("MemberList")).hasSize(1);
            var member = told.at("/MemberList/0");
            assertThat(member.get("Member_Account").asText()).isEqualTo(bob.userID);
            assertThat(member.get("Role").asText()).isEqualTo("Admin");
            assertThat(member.get("NameCard").asText()).isEqualTo("Bobby");
            assertThat(member.has("JoinTime")).isFalse();
            assertThat(member.at("/AppMemberDefinedData/0/Value").asText()).isEqualTo("red");
            assertThat(roles(group.groupID(), bob.userID, ann.userID, "nobody-here"))
                    .containsExactly("Admin", "Owner", "NotMember");
        } finally {
            server.set("group.memberCustomFields", null);
        }
    }

    @Test
    void what_a_type_of_group_does_not_have_changes_nothing() {
        var work = group(Types.GRP_WORK).groupID();
        var both = Map.of("GroupId", work, "Member_Account", bob.userID, "NameCard", "Bobby", "MuteTime", 60);
        assertThat(code("modify_group_member_info", both)).isEqualTo(10007);
        assertThat(call(
                                "get_specified_group_member_info",
                                Map.of("GroupId", work, "Member_List_Account", List.of(bob.userID)))
                        .at("/MemberList/0/NameCard")
                        .asText())
                .isEmpty();
        assertThat(code(
                        "modify_group_member_info",
                        Map.of("GroupId", work, "Member_Account", bob.userID, "Role", "Admin")))
                .isEqualTo(10007);
        var open = result(ann.chat.createGroup(new GroupCreation("Open").type(Types.GRP_PUBLIC)))
                .group()
                .groupID();
        assertThat(code(
                        "modify_group_member_info",
                        Map.of("GroupId", open, "Member_Account", ann.userID, "Role", "Member")))
                .isEqualTo(10007);
        assertThat(code(
                        "modify_group_member_info",
                        Map.of("GroupId", open, "Member_Account", ann.userID, "Role", "Custom")))
                .isEqualTo(10004);
        assertThat(code(
                        "modify_group_member_info",
                        Map.of("GroupId", open, "Member_Account", bob.userID, "MsgFlag", "Discard")))
                .isEqualTo(10004);
    }

    @Test
    void another_member_becomes_the_owner() {
        var group = group(Types.GRP_PUBLIC).groupID();
        forgetTips(ann, bob, cid);
        call(
                "change_group_owner",
                Map.of("GroupId", group, "NewOwner_Account", bob.userID, "From_Account", ann.userID));

        var tip = cid.awaitTip();
        assertThat(tip.operatorID()).isEqualTo(ann.userID);
        assertThat(tip.newGroupProfile().ownerID()).isEqualTo(bob.userID);
        bob.awaitGroups(list -> list.getFirst().selfInfo().role().equals("Owner"));
        ann.awaitGroups(list -> list.getFirst().selfInfo().role().equals("Member"));
        assertThat(roles(group, ann.userID, bob.userID)).containsExactly("Member", "Owner");
        assertThat(code("change_group_owner", Map.of("GroupId", group, "NewOwner_Account", bob.userID)))
                .isEqualTo(10004);
        var eve = signIn("eve");
        assertThat(code("change_group_owner", Map.of("GroupId", group, "NewOwner_Account", eve.userID)))
                .isEqualTo(10004);
    }

    @Test
    void a_group_that_nobody_owns_gets_an_owner_and_a_live_room_keeps_its() {
        var group = call(
                        "create_group",
                        Map.of(
                                "Type",
                                "Public",
                                "Name",
                                "Nobody's",
                                "MemberList",
                                List.of(Map.of("Member_Account", bob.userID))))
                .get("GroupId")
                .asText();
        call("change_group_owner", Map.of("GroupId", group, "NewOwner_Account", bob.userID));
        bob.awaitGroups(list -> !list.isEmpty()
                && list.getFirst().ownerID().equals(bob.userID)
                && list.getFirst().selfInfo().role().equals("Owner"));
        var room = result(ann.chat.createGroup(new GroupCreation("Launch").type(Types.GRP_AVCHATROOM)))
                .group()
                .groupID();
        assertThat(code("change_group_owner", Map.of("GroupId", room, "NewOwner_Account", bob.userID)))
                .isEqualTo(10007);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            forbid_send_msg          | {"GroupId":"nowhere","Members_Account":["a"],"MuteTime":1}              | 10010
            forbid_send_msg          | {"GroupId":"nowhere","Members_Account":["a"]}                           | 10004
            forbid_send_msg          | {"GroupId":"nowhere","Members_Account":["a"],"MuteTime":-1}             | 10004
            forbid_send_msg          | {"GroupId":"nowhere","Members_Account":["a"],"MuteTime":4294967296}     | 10004
            forbid_send_msg          | {"GroupId":"nowhere","Members_Account":["a"],"MuteTime":1,"TopicId":"x"} | 10004
            forbid_send_msg          | {"GroupId":"nowhere","Members_Account":[],"MuteTime":1}                 | 10004
            get_group_muted_account  | {"GroupId":"nowhere"}                                                   | 10010
            get_group_shutted_uin    | {}                                                                      | 10004
            modify_group_member_info | {"GroupId":"nowhere","Member_Account":"a","NameCard":"x"}               | 10010
            modify_group_member_info | {"GroupId":"nowhere","Member_Account":"a","MsgFlag":"Discard"}          | 10004
            modify_group_member_info | {"GroupId":"nowhere","Member_Account":"a"}                              | 10004
            modify_group_member_info | {"GroupId":"nowhere","Member_Account":"a","AppMemberDefinedData":[null]} | 10004
            modify_group_member_info | {"GroupId":"nowhere","NameCard":"x"}                                    | 10004
            modify_group_member_info | {"GroupId":"nowhere","Member_Account":"a","Role":"Owner"}               | 10004
            modify_group_member_info | {"GroupId":"nowhere","Member_Account":"a","MsgFlag":"Loud"}             | 10004
            modify_group_member_info | {"GroupId":"nowhere","Member_Account":"a","MuteTime":-1}                | 10004
            change_group_owner       | {"GroupId":"nowhere","NewOwner_Account":"administrator"}                | 10010
            change_group_owner       | {"GroupId":"nowhere"}                                                   | 10004
            change_group_owner       | {"GroupId":"nowhere","NewOwner_Account":"a","From_Account":"nobody-here"} | 10019
            get_role_in_group        | {"GroupId":"nowhere","User_Account":["a"]}                              | 10010
            get_role_in_group        | {"GroupId":"nowhere"}                                                   | 10004
            get_specified_group_member_info | {"GroupId":"nowhere","Member_List_Account":["a"]}                | 10010
            get_specified_group_member_info | {"GroupId":"nowhere"}                                            | 10004
            get_specified_group_member_info | {"GroupId":"nowhere","Member_List_Account":["a"],"MemberInfoFilter":["Age"]} | 10004
            """)
    void what_does_not_fit_is_refused(String command, String request, int code) throws Exception {
        var body = ProtocolJson.mapper().readValue(request, new TypeReference<Map<String, Object>>() {});
        assertThat(code(command, body)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forbid_send_msg Members_Account 501",
                "get_role_in_group User_Account 501",
                "get_specified_group_member_info Member_List_Account 51",
                "delete_group_member MemberToDel_Account 501",
                "send_group_system_notification ToMembers_Account 501"
            })
    void too_many_accounts_are_refused(String command) {
        var words = command.split(" ");
        var users = IntStream.range(0, Integer.parseInt(words[2]))
                .mapToObj(i -> "user-" + i)
                .toList();
        assertThat(code(words[0], Map.of("GroupId", "nowhere", words[1], users, "MuteTime", 1, "Content", "x")))
                .isEqualTo(10005);
    }
}
