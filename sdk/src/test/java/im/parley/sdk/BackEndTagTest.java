package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ProtocolJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What back ends know users by.
class BackEndTagTest extends MemberPushScenario {
    @Test
    void tags_are_given_told_and_taken_away() {
        var users = server.registered("user", 2);
        tag(users, "b", "a");
        tag(List.of(users.getFirst(), users.getFirst()), "a", "c");
        assertThat(tags(users)).isEqualTo("[[\"a\",\"b\",\"c\"],[\"a\",\"b\"]]");

        server.call(
                SERVICE + "im_remove_tag",
                Map.of(
                        "UserTags",
                        List.of(Map.of("To_Account", users.getFirst(), "Tags", List.of("a", "c", "none of mine")))));
        assertThat(tags(users)).isEqualTo("[[\"b\"],[\"a\",\"b\"]]");
        server.call(SERVICE + "im_remove_all_tags", Map.of("To_Account", users));
        assertThat(tags(users)).isEqualTo("[[],[]]");
    }

    private String tags(List<String> users) {
        var known = server.call(SERVICE + "im_get_tag", Map.of("To_Account", users));
        assertThat(each(known.get("UserTags"), "/To_Account")).isEqualTo(users);
        var all = ProtocolJson.mapper().createArrayNode();
        known.get("UserTags").forEach(one -> all.add(one.get("Tags")));
        return all.toString();
    }

    @Test
    void a_user_has_100_tags_at_most() {
        var users = server.registered("user", 2);
        for (int i = 0; i < 10; i++) {
            int ten = i;
            tag(
                    users.subList(0, 1),
                    IntStream.range(0, 10).mapToObj(j -> "t" + ten + j).toArray(String[]::new));
        }
        tag(users.subList(0, 1), "t00", "t99"); // which it has already
        var more = Map.of(
                "UserTags",
                List.of(
                        Map.of("To_Account", users.getLast(), "Tags", List.of("x")),
                        Map.of("To_Account", users.getFirst(), "Tags", List.of("x"))));

        assertThat(code(SERVICE + "im_add_tag", more)).isEqualTo(90032);
        assertThat(tags(users)).contains("\"t00\"", "\"t99\"").doesNotContain("\"x\"");
        server.set("rest.tagsPerUser", 101);
        try {
            server.call(SERVICE + "im_add_tag", more);
        } finally {
            server.set("rest.tagsPerUser", null);
        }
        assertThat(tags(users)).endsWith("\"x\"],[\"x\"]]");
    }

    @Test
    void attributes_are_named_set_told_and_taken_away_and_a_new_name_changes_nothing_else() {
        var users = server.registered("user", 2);
        name(Map.of("2", "pet", "3", "song"));
        set(
                attributes(users.getFirst(), Map.of("pet", "cat", "song", "none")),
                attributes(users.getLast(), Map.of("pet", "dog")));
        set(attributes(users.getFirst(), Map.of("song", "all")));
        assertThat(described(users)).isEqualTo("[{\"pet\":\"cat\",\"song\":\"all\"},{\"pet\":\"dog\"}]");

        name(Map.of("2", "song", "3", "animal"));
        assertThat(described(users)).isEqualTo("[{\"song\":\"cat\",\"animal\":\"all\"},{\"song\":\"dog\"}]");
        name(Map.of("2", "animal", "3", "song"));
        var names = server.call(SERVICE + "im_get_attr_name", Map.of()).get("AttrNames");
        assertThat(names.get("2").asText()).isEqualTo("animal");
        assertThat(names.get("3").asText()).isEqualTo("song");
        server.call(
                SERVICE + "im_remove_attr",
                Map.of(
                        "UserAttrs",
                        List.of(
                                attributes(users.getFirst(), Map.of("animal", "")),
                                attributes(users.getLast(), Map.of("song", "")))));
        assertThat(described(users)).isEqualTo("[{\"song\":\"all\"},{\"animal\":\"dog\"}]");
    }

    private void name(Map<String, String> names) {
        server.call(SERVICE + "im_set_attr_name", Map.of("AttrNames", names));
    }

    @SafeVarargs
    private void set(Map<String, Object>... attributes) {
        server.call(SERVICE + "im_set_attr", Map.of("UserAttrs", List.of(attributes)));
    }

    private String described(List<String> users) {
        var known = server.call(SERVICE + "im_get_attr", Map.of("To_Account", users));
        assertThat(each(known.get("UserAttrs"), "/To_Account")).isEqualTo(users);
        var all = ProtocolJson.mapper().createArrayNode();
        known.get("UserAttrs").forEach(one -> all.add(one.get("Attrs")));
        return all.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            im_add_tag         | UserTags   | null                                                  | 90003
            im_add_tag         | UserTags   | []                                                    | 90003
            im_add_tag         | UserTags   | [null]                                                | 90003
            im_add_tag         | UserTags   | [{"Tags":["x"]}]                                      | 90003
            im_add_tag         | UserTags   | [{"To_Account":"@","Tags":[]}]                        | 90040
            im_add_tag         | UserTags   | [{"To_Account":"@","Tags":["x",""]}]                  | 90040
            im_add_tag         | UserTags   | [{"To_Account":"@","Tags":["x","%s"]}]                | 90020
            im_add_tag         | UserTags   | [{"To_Account":"@","Tags":["0","1","2","3","4","5","6","7","8","9","x"]}] | 90032
            im_add_tag         | UserTags   | [{"To_Account":"@","Tags":["x"]},{"To_Account":"nobody-here","Tags":["x"]}] | 90048
            im_add_tag         | UserTags   | [{"To_Account":"@","Tags":["x"]},{"To_Account":"@TIM#SYSTEM","Tags":["x"]}] | 90048
            im_add_tag         | UserTags   | [{"To_Account":"@","Tags":"x"}]                       | 60003
            im_remove_tag      | UserTags   | [{"To_Account":"nobody-here","Tags":["x"]}]           | 90048
            im_get_tag         | To_Account | ["@","nobody-here"]                                   | 90048
            im_get_tag         | To_Account | [null]                                                | 90003
            im_get_tag         | To_Account | "@"                                                   | 60003
            im_remove_all_tags | To_Account | ["@","nobody-here"]                                   | 90048
            im_set_attr_name   | AttrNames  | {}                                                    | 90033
            im_set_attr_name   | AttrNames  | {"10":"x"}                                            | 90033
            im_set_attr_name   | AttrNames  | {"a":"x"}                                             | 90033
            im_set_attr_name   | AttrNames  | {"8":""}                                              | 90033
            im_set_attr_name   | AttrNames  | {"8":"%s"}                                            | 90033
            im_set_attr_name   | AttrNames  | {"8":"x","9":"x"}                                     | 90033
            im_set_attr_name   | AttrNames  | {"8":"sex"}                                           | 90033
            im_set_attr_name   | AttrNames  | {"8":["x"]}                                           | 60003
            im_set_attr        | UserAttrs  | [{"To_Account":"@","Attrs":{}}]                       | 90033
            im_set_attr        | UserAttrs  | [{"To_Account":"@","Attrs":{"sex":"x","nothing":"x"}}] | 90033
            im_set_attr        | UserAttrs  | [{"To_Account":"@","Attrs":{"sex":""}}]               | 90033
            im_set_attr        | UserAttrs  | [{"To_Account":"@","Attrs":{"sex":"%s"}}]             | 90033
            im_set_attr        | UserAttrs  | [{"To_Account":"@","Attrs":{"sex":"x"}},{"To_Account":"nobody-here","Attrs":{"sex":"x"}}] | 90048
            im_remove_attr     | UserAttrs  | [{"To_Account":"@","Attrs":{"nothing":""}}]           | 90033
            im_get_attr        | To_Account | []                                                    | 90003
            """)
    void what_is_no_tag_and_no_attribute_is_refused_and_changes_nothing(
            String command, String field, String value, int code) throws Exception {
        var users = server.registered("user", 1);
        name(Map.of("0", "sex"));
        tag(users, "a");
        set(attributes(users.getFirst(), Map.of("sex", "f")));
        var json = ProtocolJson.mapper()
                .readTree(value.replace("\"@\"", '"' + users.getFirst() + '"').replace("%s", "x".repeat(51)));

        assertThat(code(SERVICE + command, Collections.singletonMap(field, json)))
                .isEqualTo(code);

        assertThat(tags(users)).isEqualTo("[[\"a\"]]");
        assertThat(described(users)).isEqualTo("[{\"sex\":\"f\"}]");
        assertThat(server.call(SERVICE + "im_get_attr_name", Map.of()).toString())
                .doesNotContain("\"x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"im_get_tag", "im_get_attr", "im_remove_all_tags"})
    void a_call_is_about_100_users_at_most(String command) {
        var users = server.registered("user", 100);
        server.call(SERVICE + command, Map.of("To_Account", users));
        var more = new ArrayList<>(users);
        more.add(users.getFirst());
        assertThat(code(SERVICE + command, Map.of("To_Account", more))).isEqualTo(90018);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "im_push",
                "im_set_attr_name",
                "im_get_attr_name",
                "im_set_attr",
                "im_get_attr",
                "im_remove_attr",
                "im_add_tag",
                "im_remove_tag",
                "im_get_tag",
                "im_remove_all_tags"
            })
    void nothing_that_is_sent_is_a_fault_of_the_server(String command) throws Exception {
        var fields = List.of(
                "MsgRandom",
                "MsgBody",
                "MsgLifeTime",
                "From_Account",
                "OfflinePushInfo",
                "Condition",
                "AttrNames",
                "UserAttrs",
                "UserTags",
                "To_Account");
        var junk = List.of(
                "null",
                "true",
                "-1",
                "1.5",
                "1e99",
                "\"\"",
                "\"x\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "[]",
                "[null]",
                "[[]]",
                "[{}]",
                "[7]",
                "[\"\\u0000\"]",
                "{}",
                "{\"a\":null}",
                "{\"a\":[]}",
                "{\"TagsOr\":7}",
                "[{\"To_Account\":\"\\u0000\",\"Tags\":[\"x\"],\"Attrs\":{\"x\":\"x\"}}]",
                "[{\"To_Account\":[],\"Tags\":{},\"Attrs\":[]}]");
        for (var field : fields) {
            for (var value : junk) {
                if (field.equals("Condition") && value.equals("null")) {
                    continue; // which means everybody
                }
                var request =
                        new HashMap<String, Object>(with(saying("never"), "Condition", Map.of("TagsOr", List.of(tag))));
                request.put(field, ProtocolJson.mapper().readTree(value));
                assertThat(code(SERVICE + command, request))
                        .as(command + ' ' + field + ' ' + value)
                        .isNotEqualTo(91000);
            }
        }
    }
}
