package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists of groups as back ends get them.
class BackEndGroupListTest extends Scenario {
    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");

    private JsonNode call(String command, Map<String, ?> request) {
        return server.call("group_open_http_svc/" + command, request);
    }

    /// A group of Ann's with Bob, or a live room that both come into.
    private String group(String type, String name) {
        var creation = new GroupCreation(name).type(type);
        if (!type.equals(Types.GRP_AVCHATROOM)) {
            creation = creation.members(List.of(bob.userID));
        }
        var groupID = result(ann.chat.createGroup(creation)).group().groupID();
        if (type.equals(Types.GRP_AVCHATROOM)) {
            result(bob.chat.joinGroup(groupID));
        }
        return groupID;
    }

    private JsonNode joined(Map<String, ?> more) {
        var request = new HashMap<String, Object>(more);
        request.put("Member_Account", bob.userID);
        return call("get_joined_group_list", request);
    }

    private static List<String> ids(JsonNode answer) {
        return answer.get("GroupIdList").findValuesAsText("GroupId");
    }

    @Test
    void the_groups_of_a_user_are_listed_page_by_page_by_type_and_with_what_is_asked_for() {
        var work = group(Types.GRP_WORK, "Office");
        var open = group(Types.GRP_PUBLIC, "Friends");
        var room = group(Types.GRP_AVCHATROOM, "Launch");
        var town = result(ann.chat.createGroup(new GroupCreation("Town")
                        .type(Types.GRP_COMMUNITY)
                        .supportTopic()
                        .members(List.of(bob.userID))))
                .group()
                .groupID();

        var all = joined(Map.of());
        assertThat(ids(all)).containsExactlyInAnyOrder(work, open).isSorted();
        assertThat(all.get("TotalCount").asInt()).isEqualTo(2);
        assertThat(all.at("/GroupIdList/0")).hasSize(1); // the ID alone
        assertThat(ids(joined(Map.of("SupportTopic", 1)))).containsExactly(town);
        assertThat(ids(joined(Map.of("GroupType", "Work")))).containsExactly(work);
        assertThat(ids(joined(Map.of("GroupType", "AVChatRoom", "WithHugeGroups", 1))))
                .containsExactly(room);
        assertThat(ids(joined(Map.of("GroupType", "AVChatRoom")))).isEmpty();

        var paged = new ArrayList<String>();
        for (int offset = 0; offset < 4; offset++) {
            var page = joined(Map.of("WithHugeGroups", 1, "Limit", 1, "Offset", offset));
            assertThat(page.get("TotalCount").asInt()).isEqualTo(3);
            assertThat(page.get("GroupIdList")).hasSize(offset < 3 ? 1 : 0);
            paged.addAll(ids(page));
        }
        assertThat(paged).containsExactlyInAnyOrder(work, open, room).endsWith(room);
    }

    @Test
    void what_a_user_is_in_their_groups_is_told_as_asked() {
        var group = result(ann.chat.createGroup(
                        new GroupCreation("Friends").type(Types.GRP_PUBLIC).members(List.of(bob.userID))))
                .group();
        bob.awaitGroups(list -> !list.isEmpty());
        var room = group(Types.GRP_AVCHATROOM, "Launch");
        var last = ann.send("hello").to(group);
        bob.awaitMessage();
        result(bob.chat.setMessageRead("GROUP" + group.groupID()));
        call(
                "modify_group_member_info",
                Map.of(
                        "GroupId",
                        group.groupID(),
                        "Member_Account",
                        bob.userID,
                        "Role",
                        "Admin",
                        "MsgFlag",
                        "Discard"));

        var told = joined(Map.of(
                        "WithHugeGroups",
                        1,
                        "ResponseFilter",
                        Map.of(
                                "GroupBaseInfoFilter",
                                List.of("Name", "Type", "NextMsgSeq"),
                                "SelfInfoFilter",
                                List.of("Role", "JoinTime", "MsgFlag", "MsgSeq"))))
                .get("GroupIdList");

        assertThat(told.at("/0/Name").asText()).isEqualTo("Friends");
        assertThat(told.at("/0/Type").asText()).isEqualTo("Public");
        assertThat(told.at("/0/NextMsgSeq").asLong()).isGreaterThan(last.sequence());
        assertThat(told.get(0).has("Owner_Account")).isFalse();
        assertThat(told.at("/0/SelfInfo/Role").asText()).isEqualTo("Admin");
        assertThat(told.at("/0/SelfInfo/JoinTime").asLong()).isPositive();
        assertThat(told.at("/0/SelfInfo/MsgFlag").asText()).isEqualTo("Discard");
        assertThat(told.at("/0/SelfInfo/MsgSeq").asLong()).isEqualTo(last.sequence());
        assertThat(told.at("/1/GroupId").asText()).isEqualTo(room);
        assertThat(told.at("/1/Name").asText()).isEqualTo("Launch");
        assertThat(told.at("/1/SelfInfo/Role").asText()).isEqualTo("Member");
    }

    @Test
    void all_groups_of_a_type_are_counted_and_listed_to_the_end() {
        var before = all(Map.of("GroupType", "ChatRoom"));
        var one = group(Types.GRP_MEETING, "One");
        var two = group(Types.GRP_MEETING, "Two");
        var three = group(Types.GRP_MEETING, "Three");
        var work = group(Types.GRP_WORK, "Office");
        call("destroy_group", Map.of("GroupId", two));

        var after = all(Map.of("GroupType", "Meeting"));
        assertThat(after)
                .hasSize(before.size() + 2)
                .containsSubsequence(one, three)
                .doesNotContain(two, work);
        assertThat(all(Map.of())).containsAll(after).contains(work);
    }

    /// Page by page, and each says how many there are.
    private List<String> all(Map<String, ?> request) {
        var groups = new ArrayList<String>();
        var total = 0;
        long next = 0;
        do {
            var asked = new HashMap<String, Object>(request);
            asked.put("Limit", 2);
            asked.put("Next", next);
            var page = call("get_appid_group_list", asked);
            groups.addAll(ids(page));
            total = page.get("TotalCount").asInt();
            next = page.get("Next").asLong();
        } while (next != 0);
        assertThat(groups).hasSize(total).doesNotHaveDuplicates();
        return groups;
    }

    @Test
    void members_who_are_signed_in_are_counted() {
        var eve = server.registered("eve", 1).getFirst();
        var group = result(ann.chat.createGroup(
                        new GroupCreation("Friends").type(Types.GRP_PUBLIC).members(List.of(bob.userID, eve))))
                .group()
                .groupID();
        assertThat(call("get_online_member_num", Map.of("GroupId", group))
                        .get("OnlineMemberNum")
                        .asInt())
                .isEqualTo(2);
        var room = group(Types.GRP_AVCHATROOM, "Launch");
        assertThat(call("get_online_member_num", Map.of("GroupId", room))
                        .get("OnlineMemberNum")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            get_joined_group_list | {}                                                                              | 10004
            get_joined_group_list | {"Member_Account":"nobody-here"}                                                | 10019
            get_joined_group_list | {"Member_Account":"administrator","Limit":5001}                                 | 10004
            get_joined_group_list | {"Member_Account":"administrator","Offset":-1}                                  | 10004
            get_joined_group_list | {"Member_Account":"administrator","GroupType":"Club"}                           | 10004
            get_joined_group_list | {"Member_Account":"a","ResponseFilter":{"SelfInfoFilter":["Age"]}}              | 10004
            get_joined_group_list | {"Member_Account":"a","ResponseFilter":{"GroupBaseInfoFilter":["Age"]}}         | 10004
            get_appid_group_list  | {"Limit":0}                                                                     | 10004
            get_appid_group_list  | {"Limit":10001}                                                                 | 10004
            get_appid_group_list  | {"Next":-1}                                                                     | 10004
            get_appid_group_list  | {"GroupType":"Club"}                                                            | 10004
            get_online_member_num | {"GroupId":"nowhere"}                                                           | 10010
            get_online_member_num | {}                                                                              | 10004
            """)
    void what_does_not_fit_is_refused(String command, String request, int code) throws Exception {
        var body = ProtocolJson.mapper().readValue(request, new TypeReference<Map<String, Object>>() {});
        assertThat(server.answer("group_open_http_svc/" + command, body)
                        .get("ErrorCode")
                        .asInt())
                .isEqualTo(code);
    }
}
