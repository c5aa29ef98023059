package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static im.parley.sdk.Person.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Groups and topics that a back end makes, changes and ends.
class BackEndGroupTest extends Scenario {
    private static final String ADMIN = "administrator";
    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");

    private JsonNode call(String command, Map<String, ?> request) {
        return server.call("group_open_http_svc/" + command, request);
    }

    private int code(String command, Map<String, ?> request) {
        return server.answer(command, request).get("ErrorCode").asInt();
    }

    private int groupCode(String command, Map<String, ?> request) {
        return code("group_open_http_svc/" + command, request);
    }

    private static List<Map<String, String>> members(Person... people) {
        return List.of(people).stream()
                .map(person -> Map.of("Member_Account", person.userID))
                .toList();
    }

    private String create(String type, Person... others) {
        var groupID = call(
                        "create_group",
                        Map.of(
                                "Type",
                                type,
                                "Name",
                                "Friends",
                                "Owner_Account",
                                ann.userID,
                                "MemberList",
                                members(others)))
                .get("GroupId")
                .asText();
        if (!type.equals(Types.GRP_AVCHATROOM)) {
            for (var person : List.of(others)) {
                person.awaitGroups(list -> !list.isEmpty());
            }
            ann.awaitGroups(list -> !list.isEmpty());
        }
        return groupID;
    }

    private JsonNode info(String groupID) {
        return call("get_group_info", Map.of("GroupIdList", List.of(groupID))).at("/GroupInfo/0");
    }

    @Test
    void a_group_begins_with_the_owner_and_members_whom_the_back_end_names() {
        var groupID = call(
                        "create_group",
                        Map.of(
                                "Type",
                                "Public",
                                "Name",
                                "Customers",
                                "Owner_Account",
                                ann.userID,
                                "ApplyJoinOption",
                                "FreeAccess",
                                "MaxMemberCount",
                                7,
                                "MemberList",
                                List.of(Map.of("Member_Account", bob.userID, "Role", "Admin"))))
                .get("GroupId")
                .asText();

        var atAnn = ann.awaitGroups(list -> !list.isEmpty()).getFirst();
        assertThat(atAnn.groupID()).isEqualTo(groupID);
        assertThat(atAnn.selfInfo().role()).isEqualTo("Owner");
        assertThat(bob.awaitGroups(list -> !list.isEmpty())
                        .getFirst()
                        .selfInfo()
                        .role())
                .isEqualTo("Admin");
        var tip = bob.awaitTip();
        assertThat(tip.operatorID()).isEqualTo(ADMIN);
        assertThat(tip.userIDList()).containsExactly(bob.userID);
        var info = info(groupID);
        assertThat(info.get("ErrorCode").asInt()).isZero();
        assertThat(info.get("Type").asText()).isEqualTo("Public");
        assertThat(info.get("Name").asText()).isEqualTo("Customers");
        assertThat(info.get("Owner_Account").asText()).isEqualTo(ann.userID);
        assertThat(info.get("MemberNum").asInt()).isEqualTo(2);
        assertThat(info.get("MaxMemberNum").asInt()).isEqualTo(7);
        assertThat(info.get("ApplyJoinOption").asText()).isEqualTo("FreeAccess");
        assertThat(info.get("MuteAllMember").asText()).isEqualTo("Off");
        assertThat(info.get("NextMsgSeq").asInt()).isEqualTo(2);
    }

    @Test
    void nobody_need_own_it_and_an_id_is_given_once() {
        var groupID = server.freshUserID("group");
        var request = Map.of("Type", "Work", "Name", "Nobody's", "GroupId", groupID);
        assertThat(call("create_group", request).get("GroupId").asText()).isEqualTo(groupID);
        assertThat(info(groupID).get("Owner_Account").asText()).isEmpty();
        assertThat(info(groupID).get("MemberNum").asInt()).isZero();
        assertThat(groupCode("create_group", request)).isEqualTo(10021);
        call("destroy_group", Map.of("GroupId", groupID));
        var owned = new HashMap<String, Object>(request);
        owned.put("Owner_Account", ann.userID);
        call("create_group", owned);
        assertThat(groupCode("create_group", owned)).isEqualTo(10025);
    }

    @Test
    void the_profile_is_changed_in_the_name_of_whoever_is_named() {
        var groupID = create("Public", bob);
        bob.awaitTip();

        call("modify_group_base_info", Map.of("GroupId", groupID, "MaxMemberNum", 2));
        call(
                "modify_group_base_info",
                Map.of("GroupId", groupID, "Name", "Renamed", "MuteAllMember", "On", "From_Account", ann.userID));

        var changed = bob.awaitGroups(list -> list.getFirst().name().equals("Renamed"))
                .getFirst();
        assertThat(changed.maxMemberCount()).isEqualTo(2);
        assertThat(changed.muteAllMembers()).isTrue();
        var tip = bob.awaitTip();
        assertThat(tip.operatorID()).isEqualTo(ann.userID);
        assertThat(tip.newGroupProfile().groupName()).isEqualTo("Renamed");
        var cid = signIn("cid");
        assertThat(groupCode("add_group_member", Map.of("GroupId", groupID, "MemberList", members(cid))))
                .isEqualTo(10014);
    }

    @Test
    void a_group_of_any_type_is_ended() {
        for (var type : List.of("Private", "Public", "ChatRoom", "Community")) {
            var groupID = create(type, bob);
            call("destroy_group", Map.of("GroupId", groupID));
            bob.awaitGroups(List::isEmpty);
            ann.awaitGroups(List::isEmpty);
            assertThat(groupCode("destroy_group", Map.of("GroupId", groupID))).isEqualTo(10010);
        }
        var room = create(Types.GRP_AVCHATROOM);
        result(bob.chat.joinGroup(room));
        bob.forgetAll();
        call("destroy_group", Map.of("GroupId", room));
        assertThat(bob.awaitNotice().operationType()).isEqualTo(5);
    }

    @Test
    void members_are_added_whatever_the_options_say_and_listed_by_role() {
        var groupID = create("Public");
        var cid = signIn("cid");
        var answer = call(
                "add_group_member",
                Map.of(
                        "GroupId",
                        groupID,
                        "MemberList",
                        List.of(
                                Map.of("Member_Account", bob.userID),
                                Map.of("Member_Account", ann.userID),
                                Map.of("Member_Account", "nobody-here"))));

        assertThat(answer.get("MemberList").findValuesAsText("Result")).containsExactly("1", "2", "0");
        bob.awaitGroups(list -> !list.isEmpty());
        assertThat(ann.awaitTip().userIDList()).containsExactly(bob.userID);
        assertThat(bob.awaitNotice().operationType()).isEqualTo(7);

        call("add_group_member", Map.of("GroupId", groupID, "MemberList", members(cid), "Silence", 1));
        cid.awaitGroups(list -> !list.isEmpty());
        result(ann.chat.sendMessage(
                ann.chat.createTextMessage(CreateOptions.toGroup(groupID, new TextPayload("welcome")))));
        assertThat(text(bob.awaitMessage())).isEqualTo("welcome");
        assertThat(ann.unexpectedTips()).isEmpty();

        var all = call("get_group_member_info", Map.of("GroupId", groupID));
        assertThat(all.get("MemberNum").asInt()).isEqualTo(3);
        assertThat(all.get("MemberList").findValuesAsText("Member_Account"))
                .containsExactlyInAnyOrder(ann.userID, bob.userID, cid.userID);
        var owner = call("get_group_member_info", Map.of("GroupId", groupID, "MemberRoleFilter", List.of("Owner")));
        assertThat(owner.get("MemberList").findValuesAsText("Member_Account")).containsExactly(ann.userID);
        var second = call("get_group_member_info", Map.of("GroupId", groupID, "Limit", 2, "Offset", 2));
        assertThat(second.get("MemberList")).hasSize(1);
    }

    @Test
    void members_are_put_out_but_not_the_owner() {
        var cid = signIn("cid");
        var groupID = create("Public", bob, cid);
        assertThat(groupCode(
                        "delete_group_member", Map.of("GroupId", groupID, "MemberToDel_Account", List.of(ann.userID))))
                .isEqualTo(10007);
        assertThat(groupCode(
                        "delete_group_member",
                        Map.of("GroupId", groupID, "MemberToDel_Account", List.of("nobody-here"))))
                .isEqualTo(10004);
        bob.awaitNotice();
        cid.forgetAll();

        call(
                "delete_group_member",
                Map.of("GroupId", groupID, "MemberToDel_Account", List.of(bob.userID), "Reason", "spam"));
        call(
                "delete_group_member",
                Map.of("GroupId", groupID, "MemberToDel_Account", List.of(cid.userID), "Silence", 1));

        bob.awaitGroups(List::isEmpty);
        cid.awaitGroups(List::isEmpty);
        assertThat(bob.awaitNotice().handleMessage()).isEqualTo("spam");
        assertThat(info(groupID).get("MemberNum").asInt()).isEqualTo(1);
    }

    @Test
    void what_the_app_has_to_say_is_told_as_a_notice() {
        var groupID = create("Public", bob);
        bob.awaitNotice();
        ann.awaitNotice();
        call("send_group_system_notification", Map.of("GroupId", groupID, "Content", "to all"));
        call(
                "send_group_system_notification",
                Map.of(
                        "GroupId",
                        groupID,
                        "Content",
                        "to bob",
                        "ToMembers_Account",
                        List.of(bob.userID, "nobody-here")));
        var notice = ann.awaitNotice();
        assertThat(notice.operationType()).isEqualTo(255);
        assertThat(notice.userDefinedField()).isEqualTo("to all");
        assertThat(notice.operatorID()).isEqualTo(ADMIN);
        assertThat(bob.awaitNotice().userDefinedField()).isEqualTo("to all");
        assertThat(bob.awaitNotice().userDefinedField()).isEqualTo("to bob");

        var room = create(Types.GRP_AVCHATROOM);
        result(bob.chat.joinGroup(room));
        call("send_group_system_notification", Map.of("GroupId", room, "Content", "to the room"));
        assertThat(bob.awaitNotice().userDefinedField()).isEqualTo("to the room");
    }

    @Test
    void topics_are_made_changed_told_of_and_ended() {
        var town = call(
                        "create_group",
                        Map.of("Type", "Community", "Name", "Town", "Owner_Account", ann.userID, "SupportTopic", 1))
                .get("GroupId")
                .asText();
        assertThat(ann.awaitNotice().operationType()).isEqualTo(6);
        var topics = "million_group_open_http_svc/";
        var topic = server.call(
                        topics + "create_topic", Map.of("GroupId", town, "TopicName", "News", "CustomString", "daily"))
                .get("TopicId")
                .asText();
        assertThat(topic).startsWith(town + "@TOPIC#_");
        assertThat(ann.await(Events.TOPIC_CREATED)).isEqualTo(new Events.TopicCreated(town, topic));

        server.call(
                topics + "modify_topic",
                Map.of("GroupId", town, "TopicId", topic, "TopicName", "Old news", "MuteAllMember", "On"));
        assertThat(ann.await(Events.TOPIC_UPDATED).topic().topicName()).isEqualTo("Old news");

        var told = server.call(
                        topics + "get_topic",
                        Map.of("GroupId", town, "TopicIdList", List.of(topic, town + "@TOPIC#_no")))
                .get("TopicAndSelfInfo");
        assertThat(told.at("/0/ErrorCode").asInt(-1)).isZero();
        assertThat(told.at("/0/TopicInfo/TopicName").asText()).isEqualTo("Old news");
        assertThat(told.at("/0/TopicInfo/CustomString").asText()).isEqualTo("daily");
        assertThat(told.at("/0/TopicInfo/MuteAllMember").asText()).isEqualTo("On");
        assertThat(told.at("/0/TopicInfo/NextMsgSeq").asInt()).isEqualTo(1);
        assertThat(told.at("/1/ErrorCode").asInt()).isEqualTo(10010);

        var ended = server.call(
                        topics + "destroy_topic",
                        Map.of("GroupId", town, "TopicIdList", List.of(topic, town + "@TOPIC#_no")))
                .get("DestroyResultItem");
        assertThat(ended.findValuesAsText("ErrorCode")).containsExactly("0", "10010");
        assertThat(ann.await(Events.TOPIC_DELETED).topicIDList()).containsExactly(topic);
        assertThat(code(topics + "create_topic", Map.of("GroupId", create("Public"), "TopicName", "x")))
                .isEqualTo(10004);
    }

    @Test
    void an_id_that_names_no_group_fails_alone() {
        var groupID = create("Work");
        var answer = call("get_group_info", Map.of("GroupIdList", List.of("nowhere", "中", groupID)));
        assertThat(answer.get("GroupInfo").findValuesAsText("ErrorCode")).containsExactly("10010", "10015", "0");
        assertThat(answer.at("/GroupInfo/2/Type").asText()).isEqualTo("Private");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            create_group           | {"Name":"x"}                                                                 | 10004
            create_group           | {"Type":"Public"}                                                            | 10004
            create_group           | {"Type":"Club","Name":"x"}                                                   | 10004
            create_group           | {"Type":"Public","Name":"x","GroupId":"@TGS#mine"}                           | 10015
            create_group           | {"Type":"Public","Name":"x","Owner_Account":"nobody-here"}                   | 10019
            create_group           | {"Type":"Public","Name":"x","MemberList":[{"Member_Account":"nobody-here"}]} | 10019
            create_group           | {"Type":"AVChatRoom","Name":"x","MemberList":[{"Member_Account":"a"}]}       | 10007
            create_group           | {"Type":"Public","Name":"x","MemberList":[null]}                             | 10004
            create_group           | {"Type":"Public","Name":"x","AppDefinedData":[null]}                         | 10004
            get_group_info         | {"GroupIdList":[]}                                                           | 10004
            modify_group_base_info | {"GroupId":"nowhere","Name":"x"}                                             | 10010
            modify_group_base_info | {"GroupId":"nowhere"}                                                        | 10004
            modify_group_base_info | {"GroupId":"nowhere","MuteAllMember":"Maybe"}                                | 10004
            modify_group_base_info | {"GroupId":"nowhere","MaxMemberNum":0}                                       | 10004
            modify_group_base_info | {"GroupId":"nowhere","AppDefinedData":[null]}                                | 10004
            destroy_group          | {}                                                                           | 10004
            add_group_member       | {"GroupId":"nowhere","MemberList":[{"Member_Account":"administrator"}]}      | 10010
            add_group_member       | {"GroupId":"nowhere","MemberList":[]}                                        | 10004
            add_group_member       | {"GroupId":"nowhere","MemberList":[null]}                                    | 10004
            get_group_member_info  | {"GroupId":"nowhere","Limit":0}                                              | 10004
            get_group_member_info  | {"GroupId":"nowhere","MemberRoleFilter":["King"]}                            | 10004
            get_group_member_info  | {"GroupId":"nowhere"}                                                        | 10010
            send_group_system_notification | {"GroupId":"nowhere","Content":"x"}                                  | 10010
            send_group_system_notification | {"GroupId":"nowhere"}                                                | 10004
            """)
    void what_does_not_fit_is_refused(String command, String request, int code) throws Exception {
        var body = ProtocolJson.mapper().readValue(request, new TypeReference<Map<String, Object>>() {});
        assertThat(groupCode(command, body)).isEqualTo(code);
    }

    @Test
    void a_live_room_keeps_its_members_by_itself_and_lists_have_limits() {
        var room = create(Types.GRP_AVCHATROOM);
        assertThat(groupCode("add_group_member", Map.of("GroupId", room, "MemberList", members(bob))))
                .isEqualTo(10007);
        assertThat(groupCode(
                        "create_group",
                        Map.of("Type", "Work", "Name", "x", "MemberList", Collections.nCopies(101, Map.of()))))
                .isEqualTo(10005);
        assertThat(groupCode(
                        "add_group_member",
                        Map.of("GroupId", "nowhere", "MemberList", Collections.nCopies(501, Map.of()))))
                .isEqualTo(10005);
        assertThat(groupCode(
                        "delete_group_member", Map.of("GroupId", room, "MemberToDel_Account", List.of(bob.userID))))
                .isEqualTo(10007);
    }
}
