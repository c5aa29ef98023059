package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What back ends are told of an app's days.
class BackEndStatisticsTest extends Scenario {
    private static final String COMMAND = "openconfigsvr/getappinfo";
    private static final List<String> COUNTED = List.of(
            "LoginTimes",
            "LoginUserNum",
            "GroupNewGroupNum",
            "GroupDestroyGroupNum",
            "GroupJoinGroupTimes",
            "GroupQuitGroupTimes",
            "ChainIncrease",
            "ChainDecrease");

    private JsonNode today(String... fields) {
        return server.call(COMMAND, Map.of("RequestField", List.of(fields))).at("/Result/0");
    }

    private Map<String, Long> counts() {
        var today = today(COUNTED.toArray(String[]::new));
        var counts = new HashMap<String, Long>();
        COUNTED.forEach(
                field -> counts.put(field, Long.parseLong(today.get(field).textValue())));
        return counts;
    }

    @Test
    void what_users_do_is_counted_at_once() {
        var before = counts();
        var ann = signIn("ann");
        var bob = signIn("bob");
        anotherInstanceOf(bob);
        result(ann.chat.addFriend(new AddFriendOptions(bob.userID, "AddSource_Type_Web")));
        result(ann.chat.deleteFriend(List.of(bob.userID), Types.SNS_DELETE_TYPE_BOTH));
        var group = result(ann.chat.createGroup(
                        new GroupCreation("Friends").type(Types.GRP_PUBLIC).members(List.of(bob.userID))))
                .group()
                .groupID();
        server.call(
                "group_open_http_svc/delete_group_member",
                Map.of("GroupId", group, "MemberToDel_Account", List.of(bob.userID)));
        server.call(
                "group_open_http_svc/add_group_member",
                Map.of("GroupId", group, "MemberList", List.of(Map.of("Member_Account", bob.userID))));
        server.call("group_open_http_svc/destroy_group", Map.of("GroupId", group));

        var more = new ArrayList<Long>();
        var after = counts();
        COUNTED.forEach(field -> more.add(after.getOrDefault(field, 0L) - before.getOrDefault(field, 0L)));
        assertThat(more).containsExactly(3L, 2L, 1L, 1L, 1L, 1L, 1L, 1L);
    }

    @Test
    void all_figures_are_texts_and_days_are_those_of_the_setting() {
        var today = server.call(COMMAND, Map.of()).at("/Result/0");
        assertThat(today.get("AppId").textValue()).isEqualTo("" + TestServer.APP);
        today.forEach(figure -> assertThat(figure.isTextual()).isTrue());
        assertThat(today.has("UpMsgNum")).isTrue();
        assertThat(today.has("DownMsgNum")).isFalse();
        try {
            for (int minutes : new int[] {-720, 840}) {
                server.set("rest.utcOffset", minutes);
                var before = date(minutes);
                assertThat(today("Date").get("Date").textValue()).isIn(before, date(minutes));
            }
        } finally {
            server.set("rest.utcOffset", null);
        }
        assertThat(today("Date").size()).isEqualTo(1);
        assertThat(today("Date", "AppName").size()).isEqualTo(1);
    }

    private static String date(int minutes) {
        return Instant.now()
                .atOffset(ZoneOffset.ofTotalSeconds(60 * minutes))
                .toLocalDate()
                .format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ["LoginTimes","Nonsense"] | Nonsense
            [null]                    | RequestField
            "LoginTimes"              | RequestField
            [{"a":1}]                 | RequestField
            """)
    void what_is_no_list_of_fields_is_refused(String fields, String named) throws Exception {
        var answer = server.answer(
                COMMAND, Map.of("RequestField", ProtocolJson.mapper().readTree(fields)));
        assertThat(answer.get("ErrorCode").asInt()).isEqualTo(60003);
        assertThat(answer.get("ErrorInfo").asText()).contains(named);
    }
}
