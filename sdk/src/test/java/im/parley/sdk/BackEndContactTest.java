package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a back end does with users' conversations: takes them off lists, sorts and marks them.
class BackEndContactTest extends Scenario {
    private JsonNode call(String command, Person from, Map<String, ?> more) {
        var request = new HashMap<String, Object>(more);
        request.put("From_Account", from.userID);
        return server.call("recentcontact/" + command, request);
    }

    private static Map<String, Object> with(Person peer) {
        return Map.of("Type", 1, "To_Account", peer.userID);
    }

    private static Map<String, Object> in(Group group) {
        return Map.of("Type", 2, "ToGroupId", group.groupID());
    }

    @Test
    void a_deleted_conversation_is_off_the_list_and_its_history_gone_if_asked_for() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        bob.send("hi").to(ann);
        cid.send("ho").to(ann);
        ann.awaitTexts(2);

        call("delete", ann, Map.of("Type", 1, "To_Account", bob.userID));
        call("delete", ann, Map.of("Type", 1, "To_Account", cid.userID, "ClearRamble", 1));
        var group = result(ann.chat.createGroup(new GroupCreation("Friends"))).group();
        ann.send("hello").to(group);
        call("delete", ann, Map.of("Type", 2, "ToGroupid", group.groupID()));

        var again = person(ann.userID).logIn();
        assertThat(again.conversations())
                .extracting(Conversation::conversationID)
                .doesNotContain(conversationID(bob), conversationID(cid), conversationID(group));
        assertThat(again.historyWith(bob)).containsExactly("hi");
        assertThat(again.historyWith(cid)).isEmpty();
        assertThat(cid.historyWith(ann)).containsExactly("ho");
    }

    @Test
    void the_users_instances_hear_of_a_deletion_where_the_setting_says_so() {
        server.set("conversation.deleteSync", true);
        try {
            var ann = signIn("ann");
            var bob = signIn("bob");
            bob.send("hi").to(ann);
            ann.awaitConversations(list -> !list.isEmpty());
            ann.awaitMessage();

            call("delete", ann, Map.of("Type", 1, "To_Account", bob.userID));

            ann.awaitConversations(List::isEmpty);
        } finally {
            server.set("conversation.deleteSync", null);
        }
    }

    @Test
    void conversations_are_sorted_into_groups() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = result(ann.chat.createGroup(new GroupCreation("Friends"))).group();

        var created = call(
                "create_contact_group",
                ann,
                Map.of(
                        "GroupContactItem",
                        List.of(
                                Map.of(
                                        "GroupName",
                                        "work",
                                        "ContactItem",
                                        List.of(with(bob), Map.of("Type", 1, "To_Account", "nobody-here"))),
                                Map.of("GroupName", "golf"))));

        assertThat(created.get("GroupResultItem").findValuesAsText("GroupName")).containsExactly("work", "golf");
        assertThat(created.get("GroupResultItem").findValuesAsText("ResultCode"))
                .containsExactly("0", "50002");
        int work = created.at("/GroupResultItem/0/GroupItem/GroupId").asInt();
        ann.awaitUntil(Events.CONVERSATION_GROUP_LIST_UPDATED, names -> names.equals(List.of("work", "golf")));

        var sorted = call(
                "update_contact_group",
                ann,
                Map.of(
                        "UpdateType",
                        1,
                        "UpdateGroup",
                        Map.of(
                                "UpdateGroupType",
                                2,
                                "OldGroupName",
                                "work",
                                "ContactUpdateItem",
                                List.of(
                                        Map.of("ContactOptType", 1, "ContactItem", in(group)),
                                        Map.of("ContactOptType", 2, "ContactItem", with(bob))))));
        assertThat(sorted.at("/UpdateGroupResult/GroupId").asInt()).isEqualTo(work);
        assertThat(sorted.at("/UpdateGroupResult/ContactResultItem").findValuesAsText("ResultCode"))
                .containsExactly("0", "0");
        var renamed = call(
                "update_contact_group",
                ann,
                Map.of(
                        "UpdateType",
                        1,
                        "UpdateGroup",
                        Map.of("UpdateGroupType", 1, "OldGroupName", "work", "NewGroupName", "office")));
        assertThat(renamed.at("/UpdateGroupResult/GroupName").asText()).isEqualTo("office");
        assertThat(renamed.at("/UpdateGroupResult/OldGroupName").asText()).isEqualTo("work");

        var found = call("search_contact_group", ann, Map.of("ContactItem", List.of(with(bob), in(group))));
        assertThat(found.at("/ContactResultItem/0/ContactGroupId")).isEmpty();
        assertThat(found.at("/ContactResultItem/1/ContactGroupId/0").asInt()).isEqualTo(work);
        assertThat(found.at("/ContactResultItem/1/ToGroupId").asText()).isEqualTo(group.groupID());
        assertThat(found.get("GroupItem").findValuesAsText("GroupName")).containsExactly("office", "golf");

        var deleted = call("del_contact_group", ann, Map.of("GroupName", List.of("office", "never made")));
        assertThat(deleted.get("GroupItem").findValuesAsText("GroupName")).containsExactly("office");
        ann.awaitUntil(Events.CONVERSATION_GROUP_LIST_UPDATED, names -> names.equals(List.of("golf")));
        assertThat(call("get_contact_group", ann, Map.of()).get("ContactItem"))
                .as("none is in a group that there is")
                .isEmpty();
    }

    @Test
    void conversations_are_marked() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        bob.send("hi").to(ann);
        ann.awaitMessage();

        var marked = call(
                "mark_contact",
                ann,
                Map.of(
                        "MarkItem",
                        List.of(
                                Map.of(
                                        "OptType",
                                        3,
                                        "ContactItem",
                                        with(bob),
                                        "SetMark",
                                        List.of(0, 33),
                                        "CustomMark",
                                        "blue"),
                                Map.of(
                                        "OptType",
                                        1,
                                        "ContactItem",
                                        Map.of("Type", 1, "To_Account", "nobody-here"),
                                        "SetMark",
                                        List.of(0)))));

        assertThat(marked.get("ResultItem").findValuesAsText("ResultCode")).containsExactly("0", "50002");
        ann.awaitConversations(list -> list.stream()
                .anyMatch(one -> one.conversationID().equals(conversationID(bob))
                        && one.markList().size() == 2
                        && one.customData().equals("blue")));
        call(
                "mark_contact",
                ann,
                Map.of(
                        "MarkItem",
                        List.of(Map.of(
                                "OptType",
                                1,
                                "ContactItem",
                                with(bob),
                                "ClearMark",
                                List.of(0),
                                "CustomMark",
                                "not with this type"))));

        var page = call("get_contact_group", ann, Map.of("StartIndex", 0));
        assertThat(page.get("CompleteFlag").asInt()).isEqualTo(1);
        var item = page.at("/ContactItem/0");
        assertThat(item.get("To_Account").asText()).isEqualTo(bob.userID);
        assertThat(item.get("StandardMark").asText()).isEqualTo("0".repeat(33) + "1" + "0".repeat(30));
        assertThat(item.get("CustomMark").asText()).isEqualTo("blue");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            delete               | From_Account     | "nobody-here"                                      | 50001
            delete               | From_Account     | null                                               | 50002
            delete               | Type             | 3                                                  | 50002
            delete               | To_Account       | null                                               | 50002
            delete               | To_Account       | "nobody-here"                                      | 50002
            create_contact_group | GroupContactItem | []                                                 | 50002
            create_contact_group | GroupContactItem | [{"GroupName":""}]                                 | 50002
            create_contact_group | GroupContactItem | [{"GroupName":"a","ContactItem":[{"Type":3}]}]     | 50002
            update_contact_group | UpdateType       | 2                                                  | 50002
            update_contact_group | UpdateGroup      | {"UpdateGroupType":3}                              | 50002
            update_contact_group | UpdateGroup      | {"UpdateGroupType":1,"OldGroupName":"a","NewGroupName":"b"} | 50002
            update_contact_group | UpdateGroup      | {"UpdateGroupType":2,"OldGroupName":"a"}           | 50002
            del_contact_group    | GroupName        | []                                                 | 50002
            mark_contact         | MarkItem         | []                                                 | 50002
            mark_contact         | MarkItem         | [{"OptType":1}]                                    | 50002
            mark_contact         | MarkItem         | [{"OptType":4,"ContactItem":{"Type":1,"To_Account":"a"}}] | 50002
            mark_contact         | MarkItem         | [{"OptType":1,"SetMark":[4],"ContactItem":{"Type":1,"To_Account":"a"}}] | 50002
            mark_contact         | MarkItem         | [{"OptType":1,"SetMark":[null],"ContactItem":{"Type":1,"To_Account":"a"}}] | 50002
            mark_contact         | MarkItem         | [{"OptType":1,"ClearMark":[null],"ContactItem":{"Type":1,"To_Account":"a"}}] | 50002
            mark_contact         | MarkItem         | [{"OptType":2,"ContactItem":{"Type":1,"To_Account":"a"}}] | 50002
            search_contact_group | ContactItem      | null                                               | 50002
            get_contact_group    | StartIndex       | -1                                                 | 50002
            """)
    void what_is_wrong_is_refused(String command, String field, String value, int code) throws Exception {
        var users = server.registered("ann", 2);
        var request = new HashMap<String, Object>(
                Map.of("From_Account", users.getFirst(), "Type", 1, "To_Account", users.getLast(), "UpdateType", 1));
        request.put(field, ProtocolJson.mapper().readTree(value));

        var answer = server.answer("recentcontact/" + command, request);

        assertThat(answer.get("ErrorCode").asInt()).as(answer.toString()).isEqualTo(code);
    }
}
