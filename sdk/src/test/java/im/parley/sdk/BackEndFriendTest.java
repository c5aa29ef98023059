package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.profile.CustomField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a back end does with users' friends, and what those users hear of it.
class BackEndFriendTest extends BackEndFriendScenario {
    @Test
    void who_is_added_is_a_friend_at_once_or_is_asked() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = asking("cid");

        var answer = add(
                ann,
                "AddFriendItem",
                List.of(
                        friend(bob.userID, "Remark", "Bobby", "GroupName", "work", "AddWording", "hello"),
                        friend(cid.userID),
                        friend("nobody-here"),
                        friend(ann.userID),
                        Map.of("To_Account", "no-source")));

        assertThat(codes(answer)).containsExactly(0, 30539, 30003, 30001, 30001);
        assertThat(answer.get("Fail_Account").valueStream().map(JsonNode::asText))
                .containsExactly("nobody-here", ann.userID, "no-source");
        assertThat(answer.get("ErrorDisplay").asText("?")).isEmpty();
        var list = awaitFriends(ann, bob.userID);
        assertThat(list.getFirst().remark()).isEqualTo("Bobby");
        assertThat(list.getFirst().groupList()).containsExactly("work");
        awaitFriends(bob, ann.userID);
        assertThat(cid.await(Events.FRIEND_APPLICATION_LIST_UPDATED).unreadCount())
                .isEqualTo(1);

        assertThat(codes(add(ann, "AddFriendItem", List.of(friend(cid.userID)), "ForceAddFlags", 1)))
                .containsExactly(0);
        awaitFriends(cid, ann.userID);
        Await.until(
                "the request is over, of which an event of its own tells",
                () -> result(cid.chat.getFriendApplicationList())
                        .friendApplicationList()
                        .isEmpty());
        assertThat(codes(add(ann, "AddFriendItem", List.of(friend(bob.userID)))))
                .containsExactly(30520);
    }

    @Test
    void one_way_friends_and_those_who_are_blocked() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        result(bob.chat.addToBlacklist(List.of(ann.userID)));

        var answer = add(
                ann, "AddType", "Add_Type_Single", "AddFriendItem", List.of(friend(bob.userID), friend(cid.userID)));

        assertThat(codes(answer)).containsExactly(30525, 0);
        awaitFriends(ann, cid.userID);
        assertThat(friends(cid)).isEmpty();
    }

    @Test
    void imported_friends_come_with_all_that_is_known_of_them() {
        server.set("friend.customFields", List.of(TEAM));
        var ann = signIn("ann");
        var bob = asking("bob");
        var cid = server.registered("cid", 1).getFirst();

        var answer = sns(
                "friend_import",
                "From_Account",
                ann.userID,
                "AddFriendItem",
                List.of(
                        friend(
                                bob.userID,
                                "Remark",
                                "Bobby",
                                "GroupName",
                                List.of("work", "golf"),
                                "AddTime",
                                1_420_000_001,
                                "CustomItem",
                                List.of(Map.of("Tag", TEAM, "Value", "red"))),
                        friend(cid, "CustomItem", List.of(Map.of("Tag", "Tag_SNS_Custom_No", "Value", "x"))),
                        friend("nobody-here")));

        assertThat(codes(answer)).containsExactly(0, 30001, 30003);
        var imported = awaitFriends(ann, bob.userID).getFirst();
        assertThat(imported.remark()).isEqualTo("Bobby");
        assertThat(imported.groupList()).containsExactly("work", "golf");
        assertThat(imported.addTime()).isEqualTo(1_420_000_001);
        assertThat(imported.source()).isEqualTo(SOURCE);
        assertThat(imported.friendCustomField()).containsExactly(new CustomField(TEAM, "red"));
        assertThat(friends(bob)).isEmpty();

        sns("friend_import", "From_Account", ann.userID, "AddFriendItem", List.of(friend(bob.userID)));
        assertThat(awaitFriends(ann, bob.userID).getFirst().remark())
                .as("as given last")
                .isEmpty();
    }

    @Test
    void what_is_kept_about_friends_changes() {
        server.set("friend.customFields", List.of(TEAM));
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        add(ann, "AddFriendItem", List.of(friend(bob.userID, "GroupName", "work")));
        awaitFriends(ann, bob.userID);

        var answer = sns(
                "friend_update",
                "From_Account",
                ann.userID,
                "UpdateItem",
                List.of(
                        Map.of(
                                "To_Account",
                                bob.userID,
                                "SnsItem",
                                List.of(
                                        Map.of("Tag", "Tag_SNS_IM_Remark", "Value", "Bob"),
                                        Map.of("Tag", "Tag_SNS_IM_Group", "Value", List.of("golf")),
                                        Map.of("Tag", TEAM, "Value", "blue"))),
                        Map.of(
                                "To_Account",
                                cid.userID,
                                "SnsItem",
                                List.of(Map.of("Tag", "Tag_SNS_IM_Remark", "Value", "Sid"))),
                        Map.of("To_Account", "wrong", "SnsItem", List.of(Map.of("Tag", "Tag_SNS_IM_AddTime"))),
                        Map.of("To_Account", "missing")));

        assertThat(codes(answer)).containsExactly(0, 31704, 30001, 30001);
        var friend = awaitFriends(ann, bob.userID).getFirst();
        assertThat(friend.remark()).isEqualTo("Bob");
        assertThat(friend.groupList()).containsExactly("golf");
        assertThat(friend.friendCustomField()).containsExactly(new CustomField(TEAM, "blue"));
        assertThat(result(ann.chat.getFriendGroupList()))
                .extracting(FriendGroup::name)
                .containsExactly("work", "golf");
    }

    @Test
    void what_cannot_be_kept_about_friends_is_refused_and_keeps_nobody_else_from_it() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var others = server.registered("other", 4);

        var imported = sns(
                "friend_import",
                "From_Account",
                ann.userID,
                "AddFriendItem",
                List.of(
                        friend(others.get(0), "CustomItem", Collections.singletonList(null)),
                        friend(others.get(1), "GroupName", Collections.singletonList(null)),
                        friend(others.get(2), "AddTime", 253_402_300_800L),
                        friend(others.get(3), "AddTime", Long.MAX_VALUE),
                        friend(bob.userID, "AddTime", 253_402_300_799L)));

        assertThat(codes(imported)).containsExactly(30001, 30001, 30001, 30001, 0);
        assertThat(awaitFriends(ann, bob.userID)).hasSize(1);
        var updated = sns(
                "friend_update",
                "From_Account",
                ann.userID,
                "UpdateItem",
                List.of(Map.of("To_Account", bob.userID, "SnsItem", Collections.singletonList(null))));
        assertThat(codes(updated)).containsExactly(30001);
    }

    @Test
    void friendships_end_one_way_or_both() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        add(ann, "AddFriendItem", List.of(friend(bob.userID), friend(cid.userID)));
        awaitFriends(bob, ann.userID);

        var answer = sns("friend_delete", "From_Account", ann.userID, "To_Account", List.of(bob.userID, "nobody-here"));

        assertThat(codes(answer)).containsExactly(0, 31704);
        awaitFriends(ann, cid.userID);
        assertThat(friends(bob)).containsExactly(ann.userID);

        sns("friend_delete_all", "From_Account", ann.userID, "DeleteType", "Delete_Type_Both");
        awaitFriends(ann);
        awaitFriends(cid);
        assertThat(friends(bob)).as("was none of ann's friends").containsExactly(ann.userID);
    }

    @Test
    void who_is_whose_friend_is_told() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        var dan = signIn("dan");
        add(ann, "AddFriendItem", List.of(friend(bob.userID)));
        add(ann, "AddType", "Add_Type_Single", "AddFriendItem", List.of(friend(cid.userID)));
        add(dan, "AddType", "Add_Type_Single", "AddFriendItem", List.of(friend(ann.userID)));
        var all = List.of(bob.userID, cid.userID, dan.userID, "nobody-here");

        var both = sns("friend_check", "From_Account", ann.userID, "To_Account", all);
        var single = sns(
                "friend_check", "From_Account", ann.userID, "To_Account", all, "CheckType", "CheckResult_Type_Single");

        assertThat(both.findValuesAsText("Relation"))
                .containsExactly(
                        "CheckResult_Type_BothWay",
                        "CheckResult_Type_AWithB",
                        "CheckResult_Type_BWithA",
                        "CheckResult_Type_NoRelation");
        assertThat(codes(both)).containsExactly(0, 0, 0, 30003);
        assertThat(single.findValuesAsText("Relation"))
                .containsExactly(
                        "CheckResult_Type_AWithB",
                        "CheckResult_Type_AWithB",
                        "CheckResult_Type_NoRelation",
                        "CheckResult_Type_NoRelation");
    }

    private static Map<String, JsonNode> values(JsonNode items) {
        var values = new HashMap<String, JsonNode>();
        items.forEach(item -> values.put(item.get("Tag").asText(), item.get("Value")));
        return values;
    }

    @Test
    void a_list_of_friends_is_told_page_by_page_and_only_if_it_changed() {
        var ann = signIn("ann");
        var others = new ArrayList<>(server.registered("other", 100));
        others.addAll(server.registered("other", 1));
        sns(
                "friend_import",
                "From_Account",
                ann.userID,
                "AddFriendItem",
                others.stream()
                        .map(other -> friend(other, "Remark", "R " + other))
                        .toList());

        var first = sns("friend_get", "From_Account", ann.userID, "StartIndex", 0);
        var second = sns(
                "friend_get",
                "From_Account",
                ann.userID,
                "StartIndex",
                first.get("NextStartIndex").asInt());

        assertThat(first.get("CompleteFlag").asInt(-1)).isZero();
        assertThat(first.get("FriendNum").asInt()).isEqualTo(101);
        assertThat(second.get("CompleteFlag").asInt()).isEqualTo(1);
        assertThat(second.get("NextStartIndex").asInt(-1)).isZero();
        var told = new ArrayList<>(first.get("UserDataItem").findValuesAsText("To_Account"));
        assertThat(told).hasSize(100);
        told.addAll(second.get("UserDataItem").findValuesAsText("To_Account"));
        assertThat(told).containsExactlyInAnyOrderElementsOf(others);
        var values = values(second.at("/UserDataItem/0/ValueItem"));
        assertThat(values.get("Tag_SNS_IM_Remark").asText()).isEqualTo("R " + told.getLast());
        assertThat(values.get("Tag_SNS_IM_AddSource").asText()).isEqualTo(SOURCE);
        assertThat(values.get("Tag_SNS_IM_AddTime").asLong())
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
        assertThat(values).doesNotContainKeys("Tag_SNS_IM_Group", "Tag_SNS_IM_AddWording");

        var unchanged = sns(
                "friend_get",
                "From_Account",
                ann.userID,
                "StartIndex",
                0,
                "StandardSequence",
                first.get("StandardSequence").asLong(),
                "CustomSequence",
                first.get("CustomSequence").asLong());
        assertThat(unchanged.get("UserDataItem")).isEmpty();
    }

    @Test
    void of_some_friends_what_is_asked_for_is_told() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        result(bob.chat.updateMyProfile(new ProfileUpdate().nick("Bob")));
        add(ann, "AddFriendItem", List.of(friend(bob.userID, "GroupName", "work", "Remark", "Bobby")));

        var answer = sns(
                "friend_get_list",
                "From_Account",
                ann.userID,
                "To_Account",
                List.of(bob.userID, "nobody-here"),
                "TagList",
                List.of("Tag_SNS_IM_Group", "Tag_Profile_IM_Nick"));

        assertThat(codes(answer)).containsExactly(0, 31704);
        var values = values(answer.at("/InfoItem/0/SnsProfileItem"));
        assertThat(values).containsOnlyKeys("Tag_SNS_IM_Group", "Tag_Profile_IM_Nick");
        assertThat(values.get("Tag_SNS_IM_Group").toString()).isEqualTo("[\"work\"]");
        assertThat(values.get("Tag_Profile_IM_Nick").asText()).isEqualTo("Bob");
        assertThat(answer.at("/Fail_Account/0").asText()).isEqualTo("nobody-here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            friend_add        | From_Account  | "nobody-here"                            | 30003
            friend_add        | From_Account  | null                                     | 30001
            friend_add        | AddFriendItem | []                                       | 30001
            friend_add        | AddFriendItem | [{"AddSource":"AddSource_Type_Crm"}]     | 30001
            friend_add        | AddType       | "Add_Type_Triple"                        | 30001
            friend_import     | AddFriendItem | null                                     | 30001
            friend_update     | UpdateItem    | null                                     | 30001
            friend_delete     | To_Account    | []                                       | 30001
            friend_delete     | To_Account    | ["a b"]                                  | 30001
            friend_delete     | DeleteType    | "Delete_Type_None"                       | 30001
            friend_delete_all | DeleteType    | "Delete_Type_None"                       | 30001
            friend_check      | CheckType     | "CheckResult_Type_None"                  | 30001
            friend_get        | StartIndex    | -1                                       | 30001
            friend_get_list   | TagList       | ["Tag_SNS_IM_Shoe"]                      | 30001
            friend_get_list   | TagList       | null                                     | 30001
            black_list_add    | To_Account    | null                                     | 30001
            black_list_delete | From_Account  | "nobody-here"                            | 30003
            black_list_get    | MaxLimited    | 0                                        | 30001
            black_list_get    | StartIndex    | -1                                       | 30001
            black_list_check  | CheckType     | "BlackCheckResult_Type_None"             | 30001
            group_add         | GroupName     | null                                     | 30001
            group_add         | GroupName     | [""]                                     | 30001
            group_add         | GroupName     | ["0123456789012345678901234567890"]      | 30001
            group_delete      | GroupName     | []                                       | 30001
            group_get         | NeedFriend    | "Yes"                                    | 30001
            """)
    void what_is_wrong_is_refused_and_named(String command, String field, String value, int code) throws Exception {
        var users = server.registered("ann", 2);
        var request = fields(
                "From_Account",
                users.getFirst(),
                "To_Account",
                List.of(users.getLast()),
                "AddFriendItem",
                List.of(friend(users.getLast())),
                "TagList",
                List.of("Tag_SNS_IM_Group"),
                "GroupName",
                List.of("work"));
        request.put(field, ProtocolJson.mapper().readTree(value));

        var answer = server.answer("sns/" + command, request);

        assertThat(answer.get("ErrorCode").asInt()).as(answer.toString()).isEqualTo(code);
        if (code == 30001) {
            assertThat(answer.get("ErrorInfo").asText()).containsAnyOf(field, "name", "To_Account");
        }
    }
}
