package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a back end is told of groups, and the names that it gives their first members.
class BackEndGroupInfoTest extends Scenario {
    private static final String SERVICE = "group_open_http_svc/";

    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");

    @BeforeEach
    void nameFields() {
        server.set("group.customFields", List.of("colour", "floor"));
        server.set("group.memberCustomFields", List.of("desk", "phone"));
    }

    @AfterEach
    void forgetFields() {
        server.set("group.customFields", null);
        server.set("group.memberCustomFields", null);
    }

    private String create(String type, List<?> members) {
        var request = new HashMap<String, Object>(Map.of("Type", type, "Name", "Office", "Owner_Account", ann.userID));
        if (!members.isEmpty()) {
            request.put("MemberList", members);
            request.put("AppDefinedData", List.of(field("colour", "red"), field("floor", "2")));
        }
        return server.call(SERVICE + "create_group", request).get("GroupId").asText();
    }

    private String office() {
        return create(
                "Public",
                List.of(
                        Map.of(
                                "Member_Account",
                                bob.userID,
                                "Role",
                                "Admin",
                                "NameCard",
                                "Robert 鲍勃",
                                "AppMemberDefinedData",
                                List.of(field("desk", "7"), field("phone", "12"))),
                        Map.of("Member_Account", ann.userID, "NameCard", "The boss")));
    }

    private static Map<String, String> field(String key, String value) {
        return Map.of("Key", key, "Value", value);
    }

    private JsonNode info(String groupID, Map<String, ?> filter) {
        return server.call(
                        SERVICE + "get_group_info", Map.of("GroupIdList", List.of(groupID), "ResponseFilter", filter))
                .at("/GroupInfo/0");
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void the_first_members_have_the_name_cards_that_the_back_end_gives_them() {
        var groupID = office();

        ann.awaitGroups(list -> !list.isEmpty());
        var members = result(ann.chat.getGroupMemberList(GroupMemberQuery.of(groupID)))
                .memberList();
        assertThat(members)
                .extracting(GroupMember::userID, GroupMember::nameCard)
                .containsExactlyInAnyOrder(tuple(ann.userID, "The boss"), tuple(bob.userID, "Robert 鲍勃"));
    }

    @Test
    void members_are_told_when_they_are_asked_for() {
        var groupID = office();

        var all = server.call(SERVICE + "get_group_info", Map.of("GroupIdList", List.of(groupID)))
                .at("/GroupInfo/0");
        assertThat(all.has("MemberList")).isFalse();
        assertThat(all.get("AppDefinedData")).hasSize(2);
        assertThat(all.get("Name").asText()).isEqualTo("Office");

        var asked = info(
                groupID,
                Map.of(
                        "GroupBaseInfoFilter",
                        List.of("Name", "ShutUpAllMember", "LastMsgTime"),
                        "MemberInfoFilter",
                        List.of("Role", "NameCard", "MsgSeq"),
                        "AppDefinedDataFilter_Group",
                        List.of("floor"),
                        "AppDefinedDataFilter_GroupMember",
                        List.of("desk")));
        assertThat(names(asked))
                .containsExactlyInAnyOrder(
                        "GroupId", "ErrorCode", "ErrorInfo", "Name", "ShutUpAllMember", "AppDefinedData", "MemberList");
        assertThat(asked.at("/ShutUpAllMember").asText()).isEqualTo("Off");
        assertThat(asked.get("AppDefinedData")).hasSize(1);
        assertThat(asked.at("/AppDefinedData/0/Value").asText()).isEqualTo("2");
        var byName = new HashMap<String, JsonNode>();
        asked.get("MemberList")
                .forEach(member -> byName.put(member.get("Member_Account").asText(), member));
        assertThat(byName).containsOnlyKeys(ann.userID, bob.userID);
        var told = byName.get(bob.userID);
        assertThat(names(told)).containsExactly("Member_Account", "Role", "NameCard", "AppMemberDefinedData");
        assertThat(told.get("Role").asText()).isEqualTo("Admin");
        assertThat(told.get("NameCard").asText()).isEqualTo("Robert 鲍勃");
        assertThat(told.get("AppMemberDefinedData")).hasSize(1);
        assertThat(told.at("/AppMemberDefinedData/0/Key").asText()).isEqualTo("desk");
        assertThat(told.at("/AppMemberDefinedData/0/Value").asText()).isEqualTo("7");
    }

    @Test
    void pages_of_members_tell_as_much_as_is_asked_for() {
        var admins = Map.of("GroupId", office(), "MemberRoleFilter", List.of("Admin"));

        var all = server.call(SERVICE + "get_group_member_info", admins).at("/MemberList/0");
        assertThat(names(all))
                .containsExactly("Member_Account", "Role", "JoinTime", "NameCard", "MuteUntil", "AppMemberDefinedData");
        assertThat(all.get("AppMemberDefinedData")).hasSize(2);

        var filter = new HashMap<String, Object>(admins);
        filter.put("MemberInfoFilter", List.of("NameCard", "ShutUpUntil", "LastSendMsgTime"));
        filter.put("AppDefinedDataFilter_GroupMember", List.of("phone"));
        var asked = server.call(SERVICE + "get_group_member_info", filter).at("/MemberList/0");
        assertThat(names(asked)).containsExactly("Member_Account", "NameCard", "ShutUpUntil", "AppMemberDefinedData");
        assertThat(asked.at("/AppMemberDefinedData/0/Value").asText()).isEqualTo("12");
        assertThat(asked.get("AppMemberDefinedData")).hasSize(1);
    }

    @Test
    void a_live_room_has_no_members_to_tell_of_and_a_group_that_is_none_fails_alone() {
        var room = create("AVChatRoom", List.of());
        assertThat(info(room, Map.of("MemberInfoFilter", List.of("Role"))).get("MemberList"))
                .isEmpty();

        var answer = server.call(
                SERVICE + "get_group_info",
                Map.of(
                        "GroupIdList",
                        List.of("nowhere", room),
                        "ResponseFilter",
                        Map.of("GroupBaseInfoFilter", List.of("Type"))));
        assertThat(answer.at("/GroupInfo/0/ErrorCode").asInt()).isEqualTo(10010);
        assertThat(answer.at("/GroupInfo/1/Type").asText()).isEqualTo("AVChatRoom");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            get_group_info | {"GroupIdList":["x"],"ResponseFilter":{"GroupBaseInfoFilter":["Weather"]}}            | 10004
            get_group_info | {"GroupIdList":["x"],"ResponseFilter":{"GroupBaseInfoFilter":[null]}}                 | 10004
            get_group_info | {"GroupIdList":["x"],"ResponseFilter":{"MemberInfoFilter":["Weather"]}}               | 10004
            get_group_info | {"GroupIdList":["x"],"ResponseFilter":{"AppDefinedDataFilter_Group":[null]}}          | 10004
            get_group_info | {"GroupIdList":["x"],"ResponseFilter":{"AppDefinedDataFilter_GroupMember":[null]}}    | 10004
            get_group_info | {"GroupIdList":["x"],"ResponseFilter":{"MemberInfoFilter":"Role"}}                    | 60003
            get_group_member_info | {"GroupId":"x","MemberInfoFilter":["Weather"]}                                 | 10004
            get_group_member_info | {"GroupId":"x","AppDefinedDataFilter_GroupMember":[null]}                      | 10004
            create_group   | {"Type":"Work","Name":"x","MemberList":[{"Member_Account":"a","NameCard":7}]}         | 60003
            create_group   | {"Type":"Work","Name":"x","MemberList":[{"Member_Account":"a","NameCard":"一二三四五六七八九十一二三四五六七"}]} | 10004
            """)
    void what_does_not_fit_is_refused(String command, String request, int code) throws Exception {
        var body = ProtocolJson.mapper().readValue(request, new TypeReference<Map<String, Object>>() {});
        assertThat(server.answer(SERVICE + command, body).get("ErrorCode").asInt())
                .isEqualTo(code);
    }
}
