package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Attributes and counters of groups.
class GroupSharedTest extends GroupScenario {
    @AfterEach
    void resetSettings() throws Exception {
        set("group.counters", "null");
    }

    @Test
    @Rule({
        "initGroupAttributes#5",
        "initGroupAttributes#6",
        "setGroupAttributes#2",
        "setGroupAttributes#4",
        "getGroupAttributes#3"
    })
    void every_member_sets_attributes_and_all_are_told() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        bob.call("group.initAttributes", attributes(group, Map.of("seat1", "bob", "seat2", "free")));
        assertThat(next(ann, "group.attributesChanged").path("updatedKeyList")).hasSize(2);
        bob.call("group.setAttributes", attributes(group, Map.of("seat2", "cid", "seat1", "bob")));

        var told = next(
                cid, "group.attributesChanged", push -> push.path("version").asInt() == 2);
        assertThat(told.path("groupID").asText()).isEqualTo(group);
        assertThat(told.at("/attributes/seat1").asText()).isEqualTo("bob");
        assertThat(told.at("/attributes/seat2").asText()).isEqualTo("cid");
        assertThat(told.path("updatedKeyList").toString()).isEqualTo("[\"seat2\"]");
        ann.call("group.initAttributes", attributes(group, Map.of("topic", "cats")));
        assertThat(next(cid, "group.attributesChanged").path("deletedKeyList").toString())
                .isEqualTo("[\"seat1\",\"seat2\"]");
        assertThat(get(cid, group).toString()).isEqualTo("{\"topic\":\"cats\"}");
        assertThat(get(cid, group, "seat1")).isEmpty();
        assertThat(code(dan.start("group.getAttributes", keys(group)))).isEqualTo(10007);
        assertThat(code(dan.start("group.setAttributes", attributes(group, Map.of("topic", "dogs")))))
                .isEqualTo(10007);
    }

    @Test
    void what_changes_nothing_is_not_told() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        var first = ann.call("group.setAttributes", attributes(group, Map.of("topic", "cats")));
        var second = ann.call("group.setAttributes", attributes(group, Map.of("topic", "cats")));

        assertThat(second.path("version")).isEqualTo(first.path("version"));
        assertThat(events(heard(bob, ann, group)).stream().filter(event -> event.equals("group.attributesChanged")))
                .hasSize(1);
    }

    @Test
    @Rule({"initGroupAttributes#3", "setGroupAttributes#3", "deleteGroupAttributes#3"})
    void who_does_not_know_the_newest_is_refused() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        ann.call(
                "group.setAttributes", attributes(group, Map.of("seat1", "ann")).put("version", 0));
        assertThat(code(bob.start(
                        "group.setAttributes",
                        attributes(group, Map.of("seat1", "bob")).put("version", 0))))
                .isEqualTo(10056);
        bob.call(
                "group.setAttributes", attributes(group, Map.of("seat2", "bob")).put("version", 0)); // another key
        assertThat(code(ann.start(
                        "group.initAttributes", attributes(group, Map.of()).put("version", 1))))
                .isEqualTo(10056);
        assertThat(code(ann.start("group.deleteAttributes", keys(group, "seat2").put("version", 1))))
                .isEqualTo(10056);
        ann.call("group.deleteAttributes", keys(group, "seat1").put("version", 2));
        assertThat(code(bob.start(
                        "group.setAttributes",
                        attributes(group, Map.of("seat1", "bob")).put("version", 2))))
                .isEqualTo(10056); // bob has not heard that it is free
        assertThat(get(bob, group).toString()).isEqualTo("{\"seat2\":\"bob\"}");
    }

    @Test
    @Rule("deleteGroupAttributes#4")
    void some_or_all_attributes_are_deleted() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        ann.call("group.setAttributes", attributes(group, Map.of("a", "1", "b", "2", "c", "3")));
        assertThat(code(ann.start("group.deleteAttributes", keys(group, "a", "d"))))
                .isEqualTo(10050);
        ann.call("group.deleteAttributes", keys(group, "a"));
        assertThat(get(bob, group).toString()).isEqualTo("{\"b\":\"2\",\"c\":\"3\"}");
        ann.call("group.deleteAttributes", keys(group));
        assertThat(get(bob, group)).isEmpty();
        assertThat(next(
                                bob,
                                "group.attributesChanged",
                                push -> push.path("version").asInt() == 3)
                        .path("deletedKeyList"))
                .hasSize(2);
    }

    @Test
    @Rule({"initGroupAttributes#4", "initGroupAttributes#7"})
    void attributes_have_limits() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        var many = TestClient.object();
        IntStream.range(0, 17).forEach(i -> many.put("key" + i, "v"));
        assertThat(code(ann.start("group.initAttributes", groupID(group).set("attributes", many))))
                .isEqualTo(10045);
        assertThat(code(bob.start("group.setAttributes", attributes(group, Map.of("k".repeat(33), "v")))))
                .isEqualTo(10045);
        assertThat(code(bob.start("group.setAttributes", attributes(group, Map.of("k", "ü".repeat(2049))))))
                .isEqualTo(10045);
        var large = "x".repeat(4096);
        assertThat(code(bob.start(
                        "group.setAttributes",
                        attributes(group, Map.of("a", large, "b", large, "c", large, "d", large)))))
                .isEqualTo(10045);
        assertThat(get(cid, group)).isEmpty();
        cid.call("group.setAttributes", attributes(group, Map.of("a", large, "b", large, "c", large)));

        var codes = IntStream.range(0, 10)
                .mapToObj(i -> dan(group, i))
                .map(GroupScenario::code)
                .toList();
        assertThat(codes).contains(2996);
    }

    @Test
    @Rule("general#9")
    void what_sdks_do_not_ask_more_often_the_server_does_not_answer_more_often() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        var counters = groupID(group).set("counters", TestClient.object().put("likes", 1));
        var page = TestClient.object().put("conversationID", "GROUP" + group).put("count", 1);
        var limits = Map.<String, Map.Entry<ObjectNode, Integer>>of(
                "message.list", Map.entry(page, 20),
                "group.getAttributes", Map.entry(keys(group), 50),
                "group.getCounters", Map.entry(keys(group), 20),
                "group.setCounters", Map.entry((ObjectNode) counters, 20));

        limits.forEach((op, limit) -> {
            var answers = new ArrayList<JsonNode>();
            while (answers.size() < limit.getValue() + 10) { // no more than may wait at once
                var asked = Stream.generate(() -> bob.start(op, limit.getKey()))
                        .limit(30)
                        .toList();
                asked.forEach(answer -> answers.add(answer.join()));
            }
            var refused = answers.stream()
                    .filter(answer -> answer.path("code").asInt() != 0)
                    .toList();
            assertThat(refused).as(op).hasSizeBetween(1, answers.size() - limit.getValue());
            assertThat(refused)
                    .extracting(answer -> answer.path("code").asInt())
                    .containsOnly(2996);
            assertThat(refused)
                    .extracting(answer -> answer.path("message").asText())
                    .allMatch(message -> message.contains("may be called " + limit.getValue() + " times"));
        });
        var withAnn =
                TestClient.object().put("conversationID", "C2C" + ann.userID()).put("count", 1);
        assertThat(code(bob.start("message.hop", withAnn.put("direction", 0)))).isZero(); // counted apart
    }

    private java.util.concurrent.CompletableFuture<JsonNode> dan(String group, int i) {
        return dan.start("group.setAttributes", attributes(group, Map.of("k", "v" + i)));
    }

    @Test
    @Rule({
        "setGroupCounters#1",
        "increaseGroupCounter#3",
        "increaseGroupCounter#4",
        "decreaseGroupCounter#1",
        "getGroupCounters#2"
    })
    void members_count_together() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        var counters = groupID(group);
        counters.putObject("counters").put("likes", 10).put("views", -3);
        ann.call("group.setCounters", counters);
        assertThat(next(cid, "group.countersChanged").path("counters")).hasSize(2);
        IntStream.range(0, 36)
                .mapToObj(i -> (i % 2 == 0 ? bob : cid).start("group.addToCounter", add(group, "likes", 1)))
                .toList()
                .forEach(answer -> assertThat(code(answer)).isZero());
        bob.call("group.addToCounter", add(group, "likes", -5));
        bob.call("group.addToCounter", add(group, "fresh", 7));

        assertThat(value(ann, group, "likes")).isEqualTo(41);
        assertThat(value(ann, group, "views")).isEqualTo(-3);
        assertThat(value(ann, group, "fresh")).isEqualTo(7);
        assertThat(next(
                                ann,
                                "group.countersChanged",
                                push -> push.at("/counters/0/version").asInt() == 38)
                        .at("/counters/0/value")
                        .asInt())
                .isEqualTo(41);
        assertThat(code(dan.start("group.addToCounter", add(group, "likes", 1))))
                .isEqualTo(10007);
    }

    @Test
    @Rule({"setGroupCounters#2", "setGroupCounters#3", "increaseGroupCounter#2", "getGroupCounters#3"})
    void counters_have_limits_and_a_switch() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        ann.call("group.addToCounter", add(group, "large", Long.MAX_VALUE));
        assertThat(code(ann.start("group.addToCounter", add(group, "large", 1))))
                .isEqualTo(10004);
        var counters = groupID(group);
        var many = counters.putObject("counters");
        IntStream.range(0, 20).forEach(i -> many.put("c" + i, i));
        assertThat(code(ann.start("group.setCounters", counters))).isEqualTo(10004); // 21 with the one there is
        many.remove("c0");
        ann.call("group.setCounters", counters);
        assertThat(code(ann.start("group.addToCounter", add(group, "one more", 1))))
                .isEqualTo(10004);
        set("group.counters", "false");
        assertThat(code(ann.start("group.addToCounter", add(group, "c1", 1)))).isEqualTo(3122);
        assertThat(code(ann.start("group.getCounters", keys(group)))).isEqualTo(3122);
        assertThat(code(ann.start("group.setCounters", counters))).isEqualTo(3122);
    }

    @Test
    void a_dismissed_group_leaves_nothing_to_one_of_the_same_name() throws Exception {
        var named = TestClient.object()
                .put("name", "Friends")
                .put("type", Types.GRP_PUBLIC)
                .put("groupID", "again" + ann.userID());
        var group = ann.call("group.create", named).at("/group/groupID").asText();
        ann.call("group.setAttributes", attributes(group, Map.of("topic", "cats")));
        ann.call("group.addToCounter", add(group, "likes", 1));
        ann.call("group.dismiss", groupID(group));
        assertThat(code(ann.start("group.getAttributes", keys(group)))).isEqualTo(10010);
        ann.call("group.create", named);

        assertThat(get(ann, group)).isEmpty();
        assertThat(ann.call("group.getCounters", keys(group)).path("counters")).isEmpty();
    }

    private static ObjectNode attributes(String group, Map<String, String> values) {
        var body = groupID(group);
        var attributes = body.putObject("attributes");
        values.forEach(attributes::put);
        return body;
    }

    private static ObjectNode keys(String group, String... keys) {
        var body = groupID(group);
        var list = body.putArray("keyList");
        List.of(keys).forEach(list::add);
        return body;
    }

    private static JsonNode get(TestClient client, String group, String... keys) {
        return client.call("group.getAttributes", keys(group, keys)).path("attributes");
    }

    private static ObjectNode add(String group, String key, long value) {
        return groupID(group).put("key", key).put("value", value);
    }

    private static long value(TestClient client, String group, String key) {
        return client.call("group.getCounters", keys(group, key))
                .at("/counters/0/value")
                .asLong();
    }
}
