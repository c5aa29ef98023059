package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Users' conversations as back ends see them.
class BackEndConversationTest extends Scenario {
    private JsonNode list(String userID, int startIndex, int flags) {
        return server.call(
                "recentcontact/get_list",
                Map.of(
                        "From_Account",
                        userID,
                        "TimeStamp",
                        0,
                        "StartIndex",
                        startIndex,
                        "TopTimeStamp",
                        0,
                        "TopStartIndex",
                        0,
                        "AssistFlags",
                        flags));
    }

    @Test
    void pinned_ones_come_first_and_then_the_newest() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        ann.send("hi").to(bob);
        Person.awaitNextSecond();
        var group = result(ann.chat.createGroup(new GroupCreation("Friends"))).group();
        ann.send("hello").to(group);
        Person.awaitNextSecond();
        var last = cid.send("hey").to(ann);
        ann.awaitMessage();
        result(ann.chat.pinConversation(conversationID(bob), true));

        var answer = list(ann.userID, 0, 7);

        var items = answer.get("SessionItem");
        assertThat(items.findValuesAsText("To_Account")).containsExactly(bob.userID, cid.userID);
        assertThat(items.findValuesAsText("GroupId")).containsExactly(group.groupID());
        assertThat(items.findValuesAsText("Type")).containsExactly("1", "1", "2");
        assertThat(items.findValuesAsText("TopFlag")).containsExactly("1", "0", "0");
        assertThat(items.at("/1/MsgTime").asLong()).isEqualTo(last.time());
        assertThat(answer.get("CompleteFlag").asInt()).isEqualTo(1);
        assertThat(list(ann.userID, 0, 0).get("SessionItem").findValuesAsText("Type"))
                .as("newest first")
                .containsExactly("1", "2", "1");
    }

    @Test
    void a_long_list_has_pages() {
        var ann = signIn("ann");
        var others = new ArrayList<>(server.registered("other", 100));
        others.addAll(server.registered("other", 1));
        for (var other : others) {
            server.call(
                    "openim/sendmsg",
                    Map.of(
                            "From_Account",
                            other,
                            "To_Account",
                            ann.userID,
                            "MsgRandom",
                            1,
                            "MsgBody",
                            List.of(Map.of("MsgType", "TIMTextElem", "MsgContent", Map.of("Text", "hi")))));
        }

        var first = list(ann.userID, 0, 7);
        assertThat(first.get("CompleteFlag").asInt(-1)).isZero();
        assertThat(first.get("SessionItem")).hasSize(100);
        var second = list(ann.userID, first.get("StartIndex").asInt(), 7);
        assertThat(second.get("CompleteFlag").asInt()).isEqualTo(1);
        var found = new ArrayList<>(first.get("SessionItem").findValuesAsText("To_Account"));
        found.addAll(second.get("SessionItem").findValuesAsText("To_Account"));
        assertThat(found).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void who_does_not_exist_has_no_list() {
        assertThat(server.answer("recentcontact/get_list", Map.of("From_Account", "nobody-here"))
                        .get("ErrorCode")
                        .asInt())
                .isEqualTo(50001);
        assertThat(server.answer("recentcontact/get_list", Map.of())
                        .get("ErrorCode")
                        .asInt())
                .isEqualTo(50002);
    }
}
