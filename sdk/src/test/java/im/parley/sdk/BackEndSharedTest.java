package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Attributes and counters that back ends set for groups.
class BackEndSharedTest extends Scenario {
    private static final String ATTRIBUTES = "group_open_attr_http_svc/";
    private static final String COUNTERS = "group_open_http_svc/";
    private final Person ann = signIn("ann");
    private String group;

    @BeforeEach
    void aGroupOfAnns() {
        group = result(ann.chat.createGroup(new GroupCreation("Friends").type(Types.GRP_PUBLIC)))
                .group()
                .groupID();
        ann.awaitGroups(list -> !list.isEmpty());
    }

    private Map<String, ?> attributes(Map<String, String> values) {
        return Map.of(
                "GroupId",
                group,
                "GroupAttr",
                values.entrySet().stream()
                        .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
                        .toList());
    }

    private JsonNode attributes() {
        return server.call(ATTRIBUTES + "get_group_attr", Map.of("GroupId", group))
                .get("GroupAttrAry");
    }

    private Map<String, String> heard() {
        return ann.await(Events.GROUP_ATTRIBUTES_UPDATED).groupAttributes();
    }

    @Test
    void attributes_are_replaced_merged_deleted_and_cleared_and_members_hear_of_it() {
        server.call(ATTRIBUTES + "set_group_attr", attributes(Map.of("song", "1", "mood", "good")));
        assertThat(heard()).isEqualTo(Map.of("song", "1", "mood", "good"));
        server.call(ATTRIBUTES + "modify_group_attr", attributes(Map.of("song", "2")));
        assertThat(heard()).isEqualTo(Map.of("song", "2", "mood", "good"));
        assertThat(attributes().findValuesAsText("key")).containsExactly("mood", "song");
        assertThat(attributes().findValuesAsText("value")).containsExactly("good", "2");
        server.call(ATTRIBUTES + "set_group_attr", attributes(Map.of("seat", "ann")));
        assertThat(heard()).isEqualTo(Map.of("seat", "ann"));

        var unknown = Map.of("GroupId", group, "GroupAttr", List.of(Map.of("key", "song")));
        assertThat(server.answer(ATTRIBUTES + "delete_group_attr", unknown)
                        .get("ErrorCode")
                        .asInt())
                .isEqualTo(10050);
        server.call(
                ATTRIBUTES + "delete_group_attr",
                Map.of("GroupId", group, "GroupAttr", List.of(Map.of("key", "seat"))));
        assertThat(heard()).isEmpty();
        server.call(ATTRIBUTES + "set_group_attr", attributes(Map.of("a", "1", "b", "2")));
        assertThat(heard()).hasSize(2);
        server.call(ATTRIBUTES + "clear_group_attr", Map.of("GroupId", group));
        assertThat(heard()).isEmpty();
        assertThat(attributes()).isEmpty();
    }

    @Test
    void a_back_end_may_set_attributes_as_often_as_it_calls_but_no_more_than_fit() {
        for (int i = 0; i < 8; i++) { // clients may 5 times a second
            server.call(ATTRIBUTES + "modify_group_attr", attributes(Map.of("turn", "" + i)));
        }
        assertThat(code(ATTRIBUTES + "modify_group_attr", attributes(Map.of("k".repeat(33), "v"))))
                .isEqualTo(10045);
        assertThat(code(ATTRIBUTES + "set_group_attr", attributes(Map.of("k", "v".repeat(4097)))))
                .isEqualTo(10045);
        var many = IntStream.range(0, 17)
                .mapToObj(i -> Map.of("key", "k" + i, "value", "v"))
                .toList();
        assertThat(code(ATTRIBUTES + "set_group_attr", Map.of("GroupId", group, "GroupAttr", many)))
                .isEqualTo(10045);
        assertThat(attributes().findValuesAsText("key")).containsExactly("turn");
    }

    private int code(String command, Map<String, ?> request) {
        return server.answer(command, request).get("ErrorCode").asInt();
    }

    private JsonNode count(String mode, Object... keysAndValues) {
        var counters = IntStream.range(0, keysAndValues.length / 2)
                .mapToObj(i -> Map.of("Key", keysAndValues[2 * i], "Value", keysAndValues[2 * i + 1]))
                .toList();
        return server.answer(
                COUNTERS + "update_group_counter", Map.of("GroupId", group, "GroupCounter", counters, "Mode", mode));
    }

    private JsonNode counters(String... keys) {
        return server.call(
                        COUNTERS + "get_group_counter",
                        keys.length == 0
                                ? Map.of("GroupId", group)
                                : Map.of("GroupId", group, "GroupCounterKeys", List.of(keys)))
                .get("GroupCounter");
    }

    @Test
    void counters_are_set_added_to_and_deleted_and_members_hear_of_it() {
        assertThat(count("Set", "likes", 10, "views", 100).get("GroupCounter").findValuesAsText("Value"))
                .containsExactly("10", "100");
        ann.await(Events.GROUP_COUNTER_UPDATED);
        ann.await(Events.GROUP_COUNTER_UPDATED);
        var both = count("Increase", "likes", 5, "fresh", 1).get("GroupCounter");
        assertThat(both.findValuesAsText("Key")).containsExactly("fresh", "likes");
        assertThat(both.findValuesAsText("Value")).containsExactly("1", "15");
        assertThat(count("Decrease", "views", 1).at("/GroupCounter/0/Value").asInt())
                .isEqualTo(99);
        assertThat(counters().findValuesAsText("Value")).containsExactly("1", "15", "99");
        assertThat(counters("likes", "unknown").findValuesAsText("Key")).containsExactly("likes");
        ann.awaitUntil(Events.GROUP_COUNTER_UPDATED, counter -> counter.key().equals("views"));

        server.call(COUNTERS + "delete_group_counter", Map.of("GroupId", group, "GroupCounterKeys", List.of("likes")));
        var gone = ann.await(Events.GROUP_COUNTER_UPDATED);
        assertThat(gone.key()).isEqualTo("likes");
        assertThat(gone.value()).isZero();
        count("Increase", "likes", 1);
        assertThat(ann.await(Events.GROUP_COUNTER_UPDATED).value()).isEqualTo(1); // although it is a new one
        server.call(COUNTERS + "delete_group_counter", Map.of("GroupId", group));
        assertThat(counters()).isEmpty();
    }

    @Test
    void a_counter_that_cannot_be_added_to_leaves_the_others_as_they_are() {
        count("Set", "likes", 1, "full", Long.MAX_VALUE);
        assertThat(count("Increase", "likes", 1, "full", 1).get("ErrorCode").asInt())
                .isEqualTo(10004);
        assertThat(count("Decrease", "likes", Long.MIN_VALUE).get("ErrorCode").asInt())
                .isEqualTo(10004);
        assertThat(count("Toggle", "likes", 1).get("ErrorCode").asInt()).isEqualTo(10004);
        assertThat(count("Set", "likes", 7, "likes", 8).get("ErrorCode").asInt())
                .isEqualTo(10004);
        assertThat(counters("likes").at("/0/Value").asInt()).isEqualTo(1);
        server.set("group.counters", false);
        try {
            assertThat(count("Set", "likes", 7).get("ErrorCode").asInt()).isEqualTo(10026);
        } finally {
            server.set("group.counters", null);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            group_open_attr_http_svc/get_group_attr    | {"GroupId":"nowhere"}                                                | 10010
            group_open_attr_http_svc/get_group_attr    | {}                                                                   | 10004
            group_open_attr_http_svc/set_group_attr    | {"GroupId":"nowhere","GroupAttr":[{"key":"a","value":"b"}]}           | 10010
            group_open_attr_http_svc/set_group_attr    | {"GroupId":"nowhere","GroupAttr":[]}                                  | 10004
            group_open_attr_http_svc/modify_group_attr | {"GroupId":"nowhere","GroupAttr":[{"key":"a"}]}                       | 10004
            group_open_attr_http_svc/modify_group_attr | {"GroupId":"nowhere","GroupAttr":[{"key":"","value":"b"}]}            | 10004
            group_open_attr_http_svc/modify_group_attr | {"GroupId":"x","GroupAttr":[{"key":"a","value":"b"},{"key":"a","value":"c"}]} | 10004
            group_open_attr_http_svc/delete_group_attr | {"GroupId":"nowhere","GroupAttr":[]}                                  | 10004
            group_open_attr_http_svc/delete_group_attr | {"GroupId":"nowhere","GroupAttr":[{"key":"a"}]}                       | 10010
            group_open_attr_http_svc/clear_group_attr  | {"GroupId":"nowhere"}                                                | 10010
            group_open_http_svc/get_group_counter      | {"GroupId":"nowhere"}                                                | 10010
            group_open_http_svc/get_group_counter      | {}                                                                   | 10004
            group_open_http_svc/update_group_counter   | {"GroupId":"nowhere","Mode":"Set","GroupCounter":[{"Key":"a","Value":1}]} | 10010
            group_open_http_svc/update_group_counter   | {"GroupId":"nowhere","Mode":"Set","GroupCounter":[{"Key":"a"}]}       | 10004
            group_open_http_svc/update_group_counter   | {"GroupId":"nowhere","Mode":"Set","GroupCounter":[]}                  | 10004
            group_open_http_svc/update_group_counter   | {"GroupId":"nowhere","GroupCounter":[{"Key":"a","Value":1}]}          | 10004
            group_open_http_svc/delete_group_counter   | {"GroupId":"nowhere"}                                                | 10010
            """)
    void what_does_not_fit_is_refused(String command, String request, int code) throws Exception {
        var body = ProtocolJson.mapper().readValue(request, new TypeReference<Map<String, Object>>() {});
        assertThat(code(command, body)).isEqualTo(code);
    }
}
