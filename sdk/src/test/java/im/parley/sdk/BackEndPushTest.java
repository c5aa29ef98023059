package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a back end says to many users at once. That all users of an app get it shows [MemberPushCrashTest].
class BackEndPushTest extends MemberPushScenario {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    @AfterEach
    void asBefore() {
        server.set("rest.memberPushesPerDay", null);
        server.set("rest.memberPushRate", null);
    }

    private JsonNode push(Map<String, ?> request) {
        server.set("rest.memberPushesPerDay", 0);
        var answer = server.answer(SERVICE + "im_push", request);
        while (answer.get("ErrorCode").asInt() == 90024) { // there is a second between two of them
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            answer = server.answer(SERVICE + "im_push", request);
        }
        assertThat(answer.get("ErrorCode").asInt()).as(answer.toString()).isZero();
        return answer;
    }

    /// What the administrator has said to somebody, the oldest first.
    private List<String> saidTo(String userID) {
        var history = server.call("openim/admin_getroammsg", heardBy(userID));
        return history.get("MsgList").findValuesAsText("Text");
    }

    private void awaitHeard(List<String> userIDs, String text) {
        for (var userID : userIDs) {
            while (!saidTo(userID).contains(text)) {
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos()); // it is brought to them behind the answer
            }
        }
    }

    /// Waits until nobody is left who is to get a push.
    private void awaitDelivered(JsonNode answer) throws Exception {
        var open = "SELECT count(*) FROM mailing WHERE id = "
                + answer.get("TaskId").asLong() + " AND letter IS NOT NULL";
        while (count(open) > 0) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private long count(String query) throws Exception {
        try (var database = server.database();
                var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void those_with_a_tag_get_it_once_whether_they_are_there_or_not() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        var away = server.registered("away", 1);
        tag(List.of(ann.userID, bob.userID, away.getFirst()), tag);
        var request = with(saying("to all of you", tag), "From_Account", ann.userID);

        var first = push(request);
        assertThat(bob.awaitTexts(1)).containsExactly("to all of you");
        var again = push(with(request, "MsgBody", body("other words")));

        assertThat(again.get("TaskId").asText())
                .isNotEmpty()
                .isEqualTo(first.get("TaskId").asText());
        assertThat(person(away.getFirst()).logIn().historyWith(ann)).containsExactly("to all of you");
        assertThat(bob.conversationWith(ann).unreadCount()).isEqualTo(1);
        push(saying("and this", tag));
        assertThat(bob.awaitTexts(1)).containsExactly("and this");
        assertThat(ann.awaitTexts(1)).containsExactly("and this"); // who says something is not told of it
        assertThat(ann.historyWith(bob)).containsExactly("to all of you");
        assertThat(cid.unexpectedMessages()).isEmpty();
        assertThat(bob.unexpectedMessages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"TagsOr":["red#","blue#"]}                    | 0,1,2
            {"TagsAnd":["red#","blue#"]}                   | 0
            {"TagsOr":["blue#"],"TagsAnd":["red#"]}        | 0
            {"TagsOr":["green#"]}                          |
            {"AttrsOr":{"city":"Oslo#","sex":"m#"}}        | 0,1,2
            {"AttrsAnd":{"city":"Oslo#","sex":"m#"}}       | 1
            {"AttrsOr":{"city":"Oslo#"},"AttrsAnd":{"sex":"f#"}} | 0
            """)
    void a_condition_says_who_gets_it(String condition, String receivers) throws Exception {
        var users = server.registered("user", 4);
        var own = tag.replace("tag", ""); // nobody else has what ends with it
        tag(users.subList(0, 2), "red" + own);
        tag(List.of(users.getFirst(), users.get(2)), "blue" + own);
        server.call(SERVICE + "im_set_attr_name", Map.of("AttrNames", Map.of("0", "sex", "1", "city")));
        server.call(
                SERVICE + "im_set_attr",
                Map.of(
                        "UserAttrs",
                        List.of(
                                attributes(users.getFirst(), Map.of("sex", "f" + own, "city", "Oslo" + own)),
                                attributes(users.get(1), Map.of("sex", "m" + own, "city", "Oslo" + own)),
                                attributes(users.get(2), Map.of("sex", "m" + own, "city", "Rome" + own)))));
        var json = ProtocolJson.mapper().readTree(condition.replace("#", own));

        awaitDelivered(push(with(saying("chosen"), "Condition", json)));

        var chosen = IntStream.range(0, users.size())
                .filter(i -> saidTo(users.get(i)).contains("chosen"))
                .mapToObj(Integer::toString)
                .toList();
        assertThat(chosen).isEqualTo(receivers == null ? List.of() : List.of(receivers.split(",")));
    }

    @Test
    void what_is_for_who_is_there_is_not_stored() throws Exception {
        var bob = signIn("bob");
        var away = server.registered("away", 1).getFirst();
        tag(List.of(bob.userID, away), tag);

        awaitDelivered(push(with(saying("now or never", tag), "MsgLifeTime", 0)));

        assertThat(bob.awaitTexts(1)).containsExactly("now or never");
        assertThat(saidTo(bob.userID)).isEmpty();
        assertThat(saidTo(away)).isEmpty();
        assertThat(bob.unexpectedMessages()).isEmpty();
    }

    @Test
    void each_element_is_a_message_and_phones_show_what_the_back_end_says() throws Exception {
        var away = server.registered("away", 1).getFirst();
        server.call("push/register_device", Map.of("UserID", away, "Vendor", "fcm", "Token", away));
        tag(List.of(away), tag);
        server.set("push.offline", "provider");
        try {
            var elements = new ArrayList<>(body("one"));
            elements.addAll(body("two"));

            push(with(
                    saying("", tag), "MsgBody", elements, "OfflinePushInfo", Map.of("Title", "News", "Desc", "Read")));

            assertThat(server.phones.next(away).path("title").asText()).isEqualTo("News");
            assertThat(saidTo(away)).containsExactly("one", "two");
        } finally {
            server.set("push.offline", null);
        }
    }

    @Test
    void who_is_deleted_meanwhile_gets_nothing_also_when_made_anew() throws Exception {
        var first = server.registered("many", 100);
        var second = server.registered("more", 50);
        tag(first, tag);
        tag(second, tag);
        server.call(SERVICE + "im_set_attr_name", Map.of("AttrNames", Map.of("0", "sex")));
        var gone = second.get(7);
        server.call(SERVICE + "im_set_attr", Map.of("UserAttrs", List.of(attributes(gone, Map.of("sex", "f")))));
        server.set("rest.memberPushRate", 25); // four seconds for the first hundred

        push(saying("slowly", tag));
        awaitHeard(List.of(first.getFirst()), "slowly");
        server.call("im_open_login_svc/account_delete", Map.of("DeleteItem", List.of(Map.of("UserID", gone))));
        server.call("im_open_login_svc/account_import", Map.of("UserID", gone));

        awaitHeard(List.of(second.getLast()), "slowly");
        var others = new ArrayList<>(first);
        others.addAll(second);
        others.remove(gone);
        server.set("rest.rate", 0);
        try {
            awaitHeard(others, "slowly");
            assertThat(others).allSatisfy(userID -> assertThat(saidTo(userID)).containsExactly("slowly"));
        } finally {
            server.set("rest.rate", null);
        }
        assertThat(saidTo(gone)).isEmpty();
        assertThat(server.call(SERVICE + "im_get_tag", Map.of("To_Account", List.of(gone)))
                        .at("/UserTags/0/Tags"))
                .isEmpty();
        assertThat(server.call(SERVICE + "im_get_attr", Map.of("To_Account", List.of(gone)))
                        .at("/UserAttrs/0/Attrs"))
                .isEmpty();
    }

    @Test
    void a_deleted_sender_says_nothing_more() throws Exception {
        var sender = server.registered("sender", 1).getFirst();
        var first = server.registered("many", 100);
        var second = server.registered("more", 1);
        tag(first, tag);
        tag(second, tag);
        server.set("rest.memberPushRate", 25);
        push(with(saying("a first word", tag), "From_Account", sender));

        server.call("im_open_login_svc/account_delete", Map.of("DeleteItem", List.of(Map.of("UserID", sender))));

        server.set("rest.memberPushRate", null);
        awaitDelivered(push(saying("the last word", tag)));
        awaitHeard(second, "the last word");
        var unread = server.call("openim/get_c2c_unread_msg_num", Map.of("To_Account", second.getFirst()));
        assertThat(unread.get("AllC2CUnreadMsgNum").asInt()).isEqualTo(1);
    }

    @Test
    void there_are_so_many_in_a_day_and_one_in_a_second() {
        var user = server.registered("user", 1);
        tag(user, tag);
        var codes = new ArrayList<Integer>();
        for (int i = 0;
                i < 5 && !codes.contains(90024);
                i++) { // a machine may stand still for a second, though not each time
            push(saying("one", tag));
            codes.add(code(SERVICE + "im_push", saying("two", tag)));
        }
        assertThat(codes).contains(90024);

        server.set("rest.memberPushesPerDay", 1);
        var known = saying("known", tag);
        var id = push(known).get("TaskId");
        server.set("rest.memberPushesPerDay", 1);
        Person.awaitNextSecond();
        Person.awaitNextSecond();
        assertThat(code(SERVICE + "im_push", saying("too much", tag))).isEqualTo(90047);
        assertThat(server.call(SERVICE + "im_push", known).get("TaskId")).isEqualTo(id);
        assertThat(saidTo(user.getFirst())).doesNotContain("too much");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            MsgRandom       | null                                                | 90005
            MsgRandom       | 4294967296                                          | 90005
            MsgRandom       | -1                                                  | 90005
            MsgRandom       | "7"                                                 | 60003
            MsgBody         | null                                                | 90002
            MsgBody         | []                                                  | 90002
            MsgBody         | {}                                                  | 60003
            MsgBody         | [{"MsgType":"TIMShoutElem","MsgContent":{}}]        | 90010
            MsgBody         | [{"MsgType":"TIMTextElem","MsgContent":{}}]         | 20001
            MsgBody         | [{"MsgType":"TIMTextElem","MsgContent":{"Text":"%s%s%s%s%s%s%s"}}] | 93000
            From_Account    | "nobody-here"                                       | 90008
            From_Account    | 7                                                   | 60003
            MsgLifeTime     | 604801                                              | 90026
            MsgLifeTime     | -1                                                  | 90026
            MsgLifeTime     | 1.5                                                 | 60003
            OfflinePushInfo | {"Title":"%s"}                                      | 90043
            OfflinePushInfo | []                                                  | 60003
            Condition       | {}                                                  | 90001
            Condition       | []                                                  | 60003
            Condition       | {"TagsOr":[]}                                       | 90040
            Condition       | {"TagsOr":[null]}                                   | 90040
            Condition       | {"TagsAnd":[""]}                                    | 90040
            Condition       | {"TagsAnd":["a\\u0000"]}                            | 90040
            Condition       | {"TagsAnd":["%s"]}                                  | 90020
            Condition       | {"TagsOr":["a"],"TagsAnd":["a"]}                    | 90022
            Condition       | {"TagsOr":["1","2","3","4","5","6"],"TagsAnd":["7","8","9","10","11"]} | 90032
            Condition       | {"TagsOr":["a"],"AttrsOr":{"sex":"f"}}              | 90039
            Condition       | {"TagsOr":"a"}                                      | 60003
            Condition       | {"AttrsOr":{}}                                      | 90033
            Condition       | {"AttrsOr":{"sex":null}}                            | 90033
            Condition       | {"AttrsOr":{"sex":7}}                               | 60003
            Condition       | {"AttrsAnd":{"nothing":"f"}}                        | 90033
            Condition       | {"AttrsAnd":{"sex":"%s"}}                           | 90033
            Condition       | {"AttrsAnd":{"sex":"\\u0000"}}                      | 90033
            """)
    void what_does_not_fit_is_refused(String field, String value, int code) throws Exception {
        server.set("rest.memberPushesPerDay", 0);
        var json = ProtocolJson.mapper().readTree(value.replace("%s", "x".repeat(2_000)));
        var request = with(saying("never", tag), field, json);
        long before = count("SELECT count(*) FROM mailing");

        int refused = code(SERVICE + "im_push", request);
        while (refused == 90024) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            refused = code(SERVICE + "im_push", request);
        }

        assertThat(refused).isEqualTo(code);
        assertThat(count("SELECT count(*) FROM mailing")).isEqualTo(before);
    }
}
