package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.session.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the operator's console is told of users, groups and the server.
class ConsoleTest extends Scenario {
    private JsonNode call(String command, Map<String, ?> request) {
        return server.call("console/" + command, request);
    }

    /// The named values of every element on all pages.
    private List<String> all(String command, String list, String id, Map<String, ?> request) {
        var found = new ArrayList<String>();
        var next = new HashMap<String, Object>(request);
        for (JsonNode page = call(command, next); ; page = call(command, next)) {
            assertThat(page.get(list).size()).isLessThanOrEqualTo(2);
            page.get(list).forEach(one -> found.add(one.get(id).asText()));
            if (!page.has("Next")) {
                return found;
            }
            next.put("After", page.get("Next").asText());
        }
    }

    @Test
    void accounts_are_found_by_a_part_of_their_names_page_by_page() {
        var word = server.freshUserID("Zebra");
        var userIDs = server.registered("striped", 5);
        userIDs.forEach(userID -> server.call(
                "im_open_login_svc/account_import", Map.of("UserID", userID, "Nick", "Horse " + word, "FaceUrl", "f")));

        assertThat(all(
                        "list_accounts",
                        "Accounts",
                        "UserID",
                        Map.of("Keyword", word.toLowerCase(Locale.ROOT), "Limit", 2)))
                .containsExactlyElementsOf(userIDs.stream().sorted().toList());
        var first = call("list_accounts", Map.of("Keyword", userIDs.getFirst())).at("/Accounts/0");
        assertThat(first.get("Nick").asText()).isEqualTo("Horse " + word);
        assertThat(first.get("FaceUrl").asText()).isEqualTo("f");
        assertThat(Instant.ofEpochSecond(first.get("CreateTime").asLong()))
                .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
        assertThat(first.get("Platforms")).isEmpty();
        assertThat(call("list_accounts", Map.of("Keyword", "nobody " + word)).get("Accounts"))
                .isEmpty();
    }

    @Test
    void all_accounts_come_in_the_order_of_their_ids_without_the_systems_own() {
        var userIDs = server.registered("aaa", 3);
        var before = userIDs.stream().min(String::compareTo).orElseThrow();
        var page = call("list_accounts", Map.of("After", before, "Limit", 2));

        assertThat(page.get("Accounts").findValuesAsText("UserID"))
                .hasSize(2)
                .isSorted()
                .allMatch(userID -> userID.compareTo(before) > 0);
        assertThat(call("list_accounts", Map.of("After", "@TIM#", "Limit", 1))
                        .at("/Accounts/0/UserID")
                        .asText())
                .doesNotStartWith("@TIM#");
    }

    @Test
    void a_users_instances_say_what_they_are_since_when_and_where() {
        var ann = signIn("ann");
        var annToo = person(ann.userID, options().withPlatform(Platform.IPAD)).logIn();
        var node = call("figures", Map.of()).get("Node").asText();

        var instances = call("list_instances", Map.of("UserID", ann.userID)).get("Instances");
        assertThat(instances.findValuesAsText("Platform")).containsExactly("Linux", "iPad");
        assertThat(instances.findValuesAsText("Node")).containsOnly(node);
        assertThat(instances.at("/0/SignInTime").asLong())
                .isBetween(Instant.now().getEpochSecond() - 300, Instant.now().getEpochSecond());
        assertThat(call("list_accounts", Map.of("Keyword", ann.userID)).at("/Accounts/0/Platforms"))
                .hasSize(2);

        server.kick(ann.userID);
        annToo.await(Events.KICKED_OUT);
        ann.await(Events.KICKED_OUT);
        assertThat(call(
                                "list_instances",
                                Map.of("UserID", server.registered("away", 1).getFirst()))
                        .get("Instances"))
                .isEmpty();
    }

    @Test
    void groups_are_found_by_type_and_name_and_those_of_a_user_with_the_role() {
        var ann = signIn("ann");
        var word = server.freshUserID("Otter");
        var made = new HashMap<String, String>();
        for (var type : List.of("Work", "Public", "Meeting", "AVChatRoom", "Community")) {
            var groupID = server.call(
                            "group_open_http_svc/create_group",
                            Map.of("Type", type, "Name", word + " " + type, "Owner_Account", ann.userID))
                    .get("GroupId")
                    .asText();
            made.put(type, groupID);
        }

        assertThat(all("list_groups", "Groups", "GroupId", Map.of("Keyword", word, "Limit", 2)))
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(made.values());
        var listed =
                call("list_groups", Map.of("Keyword", word, "Type", "Public")).get("Groups");
        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/GroupId").asText()).isEqualTo(made.get("Public"));
        assertThat(listed.at("/0/Owner_Account").asText()).isEqualTo(ann.userID);
        assertThat(listed.at("/0/MemberNum").asInt()).isEqualTo(1);
        assertThat(listed.at("/0").has("Role")).isFalse();
        assertThat(call("list_groups", Map.of("Type", "Public", "Limit", 200))
                        .get("Groups")
                        .findValuesAsText("Type"))
                .contains("Public")
                .containsOnly("Public");
        assertThat(call("list_groups", Map.of("Keyword", word, "Type", "AVChatRoom"))
                        .at("/Groups/0")
                        .has("MemberNum"))
                .isFalse();

        made.remove("AVChatRoom");
        var joined = call("list_joined_groups", Map.of("UserID", ann.userID)).get("Groups");
        assertThat(joined.findValuesAsText("GroupId")).containsExactlyInAnyOrderElementsOf(made.values());
        assertThat(joined.findValuesAsText("Role")).containsOnly("Owner");
        assertThat(all("list_joined_groups", "Groups", "GroupId", Map.of("UserID", ann.userID, "Limit", 2)))
                .containsExactlyInAnyOrderElementsOf(made.values());
    }

    @Test
    @Timeout(30)
    void the_overview_counts_what_there_is_and_says_what_works() {
        var before = call("overview", Map.of());
        var figuresBefore = call("figures", Map.of());
        server.registered("counted", 3);
        var ann = signIn("ann");
        server.call("group_open_http_svc/create_group", Map.of("Type", "Meeting", "Name", "Counted"));
        ann.send("hi").to(ann);

        var after = call("overview", Map.of());
        assertThat(grown(before, after, "/Accounts/Number")).isGreaterThanOrEqualTo(4);
        assertThat(grown(before, after, "/Groups/ChatRoom/Number")).isGreaterThanOrEqualTo(1);
        assertThat(grown(before, after, "/Messages/Number")).isGreaterThanOrEqualTo(1);
        assertThat(after.at("/Accounts/IsEstimate").asBoolean()).isFalse();
        assertThat(after.at("/Health/database").asBoolean()).isTrue();
        var figures = call("figures", Map.of());
        assertThat(awaitNodes(0).findValuesAsText("Name"))
                .containsExactly(figures.get("Node").asText());
        assertThat(figures.get("Sessions").asInt()).isPositive();
        assertThat(grown(figuresBefore, figures, "/Totals/Messages")).isPositive();
        assertThat(grown(figuresBefore, figures, "/Totals/Answered")).isPositive();
        assertThat(grown(figuresBefore, figures, "/Totals/Commits")).isPositive();
        assertThat(grown(figuresBefore, figures, "/Uptime")).isPositive();
        assertThat(figures.at("/Totals/Seconds").asDouble()).isPositive();
        assertThat(figures.at("/Totals/CommitSeconds").asDouble()).isPositive();
        assertThat(figures.get("StartedAt")).isEqualTo(figuresBefore.get("StartedAt"));
        assertThat(figures.get("HeapUsed").asLong())
                .isBetween(1L, figures.get("HeapMax").asLong());
    }

    @Test
    void the_overview_does_not_count_who_was_deleted() {
        var userIDs = server.registered("counted", 3);
        var before = call("overview", Map.of());

        server.call(
                "im_open_login_svc/account_delete",
                Map.of(
                        "DeleteItem",
                        userIDs.stream().map(userID -> Map.of("UserID", userID)).toList()));

        assertThat(grown(before, call("overview", Map.of()), "/Accounts/Number"))
                .isEqualTo(-3);
    }

    /// The nodes, once one has so many sessions: after a change of `status.nodeTimeout` none counts for a moment.
    private JsonNode awaitNodes(int sessions) {
        while (true) {
            var nodes = call("overview", Map.of()).get("Nodes");
            if (!nodes.isEmpty() && nodes.at("/0/Sessions").asInt() >= sessions) {
                return nodes;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static long grown(JsonNode before, JsonNode after, String what) {
        return after.at(what).asLong() - before.at(what).asLong();
    }

    @Test
    @Timeout(30)
    void each_node_says_with_its_heartbeat_how_many_are_signed_in() {
        server.set("status.nodeTimeout", 2); // a heartbeat twice a second
        try {
            signIn("ann");
            assertThat(awaitNodes(1)).hasSize(1);
        } finally {
            server.set("status.nodeTimeout", null);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            list_accounts      | {"Keyword":" "}                            | 60003
            list_accounts      | {"Keyword":7, "Limit":[]}                  | 60003
            list_accounts      | {"Limit":0}                                | 60003
            list_accounts      | {"Limit":201}                              | 60003
            list_accounts      | {"After":"a\\u0000"}                       | 60003
            list_groups        | {"Type":"Party"}                           | 2600
            list_groups        | {"Limit":-1}                               | 60003
            list_instances     | {}                                         | 60003
            list_instances     | {"UserID":"nobody-here"}                   | 70107
            list_joined_groups | {"UserID":""}                              | 60003
            list_joined_groups | {"UserID":"nobody-here"}                   | 70107
            """)
    void what_does_not_fit_is_refused(String command, String request, int code) throws Exception {
        var body = ProtocolJson.mapper().readValue(request, new TypeReference<Map<String, Object>>() {});
        assertThat(server.answer("console/" + command, body).get("ErrorCode").asInt())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "aa"})
    void a_short_keyword_finds_too(String keyword) {
        var userID = server.registered("aardvark", 1).getFirst();
        assertThat(call("list_accounts", Map.of("Keyword", keyword, "After", userID.substring(0, 8), "Limit", 200))
                        .get("Accounts"))
                .isNotEmpty();
    }
}
