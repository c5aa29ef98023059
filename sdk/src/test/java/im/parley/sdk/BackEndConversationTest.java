package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Users' conversations as back ends see them.
class BackEndConversationTest extends Scenario {
    private static final List<String> CURSORS = List.of("TimeStamp", "StartIndex", "TopTimeStamp", "TopStartIndex");

    /// The first page.
    private JsonNode list(String userID, int flags) {
        return page(userID, flags, cursor -> 0);
    }

    private JsonNode pageAfter(JsonNode before, String userID, int flags) {
        return page(userID, flags, before::get);
    }

    private JsonNode page(String userID, int flags, Function<String, Object> cursors) {
        var request = new HashMap<String, Object>(Map.of("From_Account", userID, "AssistFlags", flags));
        CURSORS.forEach(cursor -> request.put(cursor, cursors.apply(cursor)));
        return server.call("recentcontact/get_list", request);
    }

    private static List<String> users(JsonNode... pages) {
        return Arrays.stream(pages)
                .flatMap(page -> page.get("SessionItem").findValuesAsText("To_Account").stream())
                .toList();
    }

    private static boolean isLast(JsonNode page) {
        return page.get("CompleteFlag").asInt(-1) == 1;
    }

    /// All get it in the same second, or nearly so.
    private void sendToAll(String from, List<String> receivers) {
        server.call(
                "openim/batchsendmsg",
                Map.of(
                        "From_Account",
                        from,
                        "To_Account",
                        receivers,
                        "MsgRandom",
                        1,
                        "MsgBody",
                        List.of(Map.of("MsgType", "TIMTextElem", "MsgContent", Map.of("Text", "hi")))));
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

        var answer = list(ann.userID, 7);

        var items = answer.get("SessionItem");
        assertThat(items.findValuesAsText("To_Account")).containsExactly(bob.userID, cid.userID);
        assertThat(items.findValuesAsText("GroupId")).containsExactly(group.groupID());
        assertThat(items.findValuesAsText("Type")).containsExactly("1", "1", "2");
        assertThat(items.findValuesAsText("TopFlag")).containsExactly("1", "0", "0");
        assertThat(items.at("/1/MsgTime").asLong()).isEqualTo(last.time());
        assertThat(answer.get("CompleteFlag").asInt()).isEqualTo(1);
        assertThat(list(ann.userID, 0).get("SessionItem").findValuesAsText("Type"))
                .as("newest first")
                .containsExactly("1", "2", "1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void a_long_list_has_pages_that_go_on_where_the_one_before_ended(int flags) {
        var ann = server.registered("ann", 1).getFirst();
        var early = server.registered("early", 70);
        var late = server.registered("late", 70);
        var newcomer = server.registered("new", 1).getFirst();
        sendToAll(ann, early);
        Person.awaitNextSecond();
        sendToAll(ann, late);

        var first = list(ann, flags);
        sendToAll(newcomer, List.of(ann));
        var second = pageAfter(first, ann, flags);

        assertThat(isLast(first)).isFalse();
        assertThat(users(first)).hasSize(100);
        assertThat(users(first).subList(0, 70)).containsExactlyInAnyOrderElementsOf(late);
        assertThat(isLast(second)).isTrue();
        assertThat(users(second)).hasSize(40);
        assertThat(users(first, second).subList(70, 140)).containsExactlyInAnyOrderElementsOf(early);
        assertThat(users(list(ann, flags))).startsWith(newcomer);
    }

    @Test
    void pinned_ones_have_pages_of_their_own_or_are_all_on_the_first_one() {
        server.set("conversation.pinMax", 200);
        try {
            var ann = signIn("ann");
            var pinned = server.registered("pinned", 100);
            var oldest = server.registered("pinned", 1).getFirst();
            var other = server.registered("other", 1).getFirst();
            sendToAll(ann.userID, List.of(oldest));
            Person.awaitNextSecond();
            sendToAll(ann.userID, pinned);
            Person.awaitNextSecond();
            sendToAll(ann.userID, List.of(other));
            pinned.forEach(one -> result(ann.chat.pinConversation("C2C" + one, true)));
            result(ann.chat.pinConversation("C2C" + oldest, true));

            var first = list(ann.userID, 5);
            assertThat(users(first)).containsExactlyInAnyOrderElementsOf(pinned);
            assertThat(isLast(first)).isFalse();
            assertThat(first.get("TimeStamp").asInt(-1)).as("no others yet").isZero();
            var second = pageAfter(first, ann.userID, 5);
            assertThat(users(second)).containsExactly(oldest, other);
            assertThat(second.get("SessionItem").findValuesAsText("TopFlag")).containsExactly("1", "0");
            assertThat(isLast(second)).isTrue();

            var all = list(ann.userID, 1);
            assertThat(users(all)).hasSize(102).endsWith(oldest, other);
            assertThat(isLast(all)).isTrue();
            assertThat(users(list(ann.userID, 0)))
                    .as("among the others")
                    .hasSize(100)
                    .startsWith(other);
        } finally {
            server.set("conversation.pinMax", null);
        }
    }

    @Test
    void a_list_holds_no_more_than_the_setting_allows_beside_what_is_pinned() {
        server.set("conversation.maxRecent", 100);
        try {
            var ann = signIn("ann");
            var oldest = server.registered("oldest", 2);
            sendToAll(ann.userID, oldest);
            Person.awaitNextSecond();
            var others = server.registered("other", 100);
            sendToAll(ann.userID, others);
            result(ann.chat.pinConversation("C2C" + oldest.getFirst(), true));

            var first = list(ann.userID, 0);
            var second = pageAfter(first, ann.userID, 0);

            assertThat(users(first)).containsExactlyInAnyOrderElementsOf(others);
            assertThat(users(second)).containsExactly(oldest.getFirst());
            assertThat(isLast(second)).isTrue();
        } finally {
            server.set("conversation.maxRecent", null);
        }
    }

    @Test
    void a_conversation_without_messages_is_told_if_asked_for() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        ann.send("hi").to(bob);
        result(ann.chat.clearHistoryMessage(conversationID(bob)));

        assertThat(list(ann.userID, 1).get("SessionItem")).isEmpty();
        var told = list(ann.userID, 3).get("SessionItem");
        assertThat(told.findValuesAsText("To_Account")).containsExactly(bob.userID);
        assertThat(told.findValuesAsText("MsgTime")).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"TimeStamp\":-1}",
                "{\"StartIndex\":-1}",
                "{\"StartIndex\":100}",
                "{\"TopTimeStamp\":-1}",
                "{\"TopTimeStamp\":0,\"TopStartIndex\":-1}",
                "{\"TopStartIndex\":1}"
            })
    void a_cursor_that_no_page_answered_is_50002(String cursor) throws JsonProcessingException {
        var request = ProtocolJson.mapper().readValue(cursor, new TypeReference<Map<String, Object>>() {});
        request.put("From_Account", server.registered("ann", 1).getFirst());
        assertThat(server.answer("recentcontact/get_list", request)
                        .get("ErrorCode")
                        .asInt())
                .isEqualTo(50002);
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
