package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// All messages of an hour as a file. Each test has an hour of its own: what is sent into one later is in no file of
/// it.
class BackEndHistoryFileTest extends RestScenario {
    private static final String COMMAND = "open_msg_svc/get_history";
    private static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);

    private static Instant hoursAgo(int hours) {
        return Instant.now().truncatedTo(ChronoUnit.HOURS).minus(hours, ChronoUnit.HOURS);
    }

    private static String named(Instant hour) {
        return DateTimeFormatter.ofPattern("uuuuMMddHH").withZone(OFFSET).format(hour);
    }

    private static Map<String, String> of(String type, Instant hour) {
        return Map.of("ChatType", type, "MsgTime", named(hour));
    }

    private void importText(String from, String to, Instant time, int random, String text) {
        server.call(
                "openim/importmsg",
                Map.of(
                        "SyncFromOldSystem",
                        2,
                        "From_Account",
                        from,
                        "To_Account",
                        to,
                        "MsgRandom",
                        random,
                        "MsgTimeStamp",
                        time.getEpochSecond(),
                        "CloudCustomData",
                        "data of " + text,
                        "MsgBody",
                        body(text)));
    }

    private static byte[] read(String url) throws IOException {
        try (var bytes = URI.create(url).toURL().openStream()) {
            return bytes.readAllBytes();
        }
    }

    private static int status(String url) throws IOException {
        return ((HttpURLConnection) URI.create(url).toURL().openConnection()).getResponseCode();
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    /// What a file says, which must be what was said of it.
    private static JsonNode open(JsonNode file) throws Exception {
        var packed = read(file.get("URL").textValue());
        assertThat(packed.length).isEqualTo(file.get("GzipSize").asInt());
        assertThat(md5(packed)).isEqualTo(file.get("GzipMD5").textValue());
        var text = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
        assertThat(text.length).isEqualTo(file.get("FileSize").asInt());
        assertThat(md5(text)).isEqualTo(file.get("FileMD5").textValue());
        return ProtocolJson.mapper().readTree(text);
    }

    private static List<JsonNode> messages(JsonNode content, String field, String value) {
        var found = new ArrayList<JsonNode>();
        content.get("MsgList").forEach(message -> {
            if (message.path(field).asText().equals(value)) {
                found.add(message);
            }
        });
        return found;
    }

    private JsonNode file(String type, Instant hour) {
        return server.call(COMMAND, of(type, hour)).at("/File/0");
    }

    @Test
    void messages_of_users_are_in_the_file_of_their_hour_but_what_was_taken_back() throws Exception {
        var hour = hoursAgo(30);
        var users = server.registered("writer", 2);
        var ann = users.getFirst();
        var bob = users.getLast();
        importText(ann, bob, hour.minusSeconds(1), 1, "too early");
        importText(ann, bob, hour, 2, "first");
        importText(ann, bob, hour.plusSeconds(60), 3, "taken back");
        importText(bob, ann, hour.plusSeconds(3599), 4, "last");
        importText(bob, ann, hour.plusSeconds(3600), 5, "too late");
        server.call(
                "openim/admin_msgwithdraw",
                Map.of(
                        "From_Account",
                        ann,
                        "To_Account",
                        bob,
                        "MsgKey",
                        "3_3_" + hour.plusSeconds(60).getEpochSecond()));

        var file = file("C2C", hour);
        var content = open(file);

        assertThat(content.get("Type").textValue()).isEqualTo("C2C");
        assertThat(messages(content, "From_Account", ann)).singleElement().satisfies(first -> {
            assertThat(first.get("To_Account").textValue()).isEqualTo(bob);
            assertThat(first.get("MsgTimestamp").asLong()).isEqualTo(hour.getEpochSecond());
            assertThat(first.get("MsgSeq").asLong()).isEqualTo(2);
            assertThat(first.get("MsgRandom").asLong()).isEqualTo(2);
            assertThat(first.at("/MsgBody/0/MsgContent/Text").textValue()).isEqualTo("first");
            assertThat(first.get("CloudCustomData").textValue()).isEqualTo("data of first");
        });
        assertThat(each(
                        ProtocolJson.mapper().valueToTree(messages(content, "To_Account", ann)),
                        "/MsgBody/0/MsgContent/Text"))
                .containsExactly("last");
        assertThat(file("C2C", hour)).isEqualTo(file);
        assertThat(server.answer(COMMAND, of("Group", hour)).at("/ErrorCode").asInt())
                .isIn(0, 1004);
    }

    @Test
    void messages_in_groups_and_topics_are_in_another_file_but_what_was_cleared() throws Exception {
        var hour = hoursAgo(32);
        var ann = server.registered("writer", 1).getFirst();
        var groups = List.of(group(ann, hour), group(ann, hour));
        var topic = topic(ann, hour);
        importInto(topic, ann, hour, "news");
        for (var group : groups) {
            importInto(Map.of("GroupId", group), ann, hour, "one", "two");
        }
        server.call("group_open_http_svc/clear_group_msg", Map.of("GroupId", groups.getLast(), "MsgSeq", 1));

        var content = open(file("Group", hour));

        assertThat(content.get("Type").textValue()).isEqualTo("Group");
        assertThat(texts(content, groups.getFirst())).containsExactly("one", "two");
        assertThat(texts(content, groups.getLast())).containsExactly("two");
        assertThat(texts(content, topic.get("GroupId"))).containsExactly("news");
        assertThat(messages(content, "TopicId", topic.get("TopicId"))).hasSize(1);
        var message = messages(content, "GroupId", groups.getFirst()).getFirst();
        assertThat(message.get("From_Account").textValue()).isEqualTo(ann);
        assertThat(message.get("MsgSeq").asLong()).isEqualTo(1);
        assertThat(message.has("To_Account")).isFalse();
        assertThat(message.has("TopicId")).isFalse();
    }

    private String group(String owner, Instant hour) {
        return group(owner, hour, Map.of("Type", Types.GRP_PUBLIC));
    }

    private String group(String owner, Instant hour, Map<String, ?> type) {
        var group = Map.of(
                "Name",
                "Friends",
                "Owner_Account",
                owner,
                "CreateTime",
                hour.minusSeconds(1).getEpochSecond());
        return server.call("group_open_http_svc/import_group", joined(type, group))
                .get("GroupId")
                .textValue();
    }

    private static Map<String, Object> joined(Map<String, ?> one, Map<String, ?> other) {
        var both = new HashMap<String, Object>(one);
        both.putAll(other);
        return both;
    }

    private Map<String, String> topic(String owner, Instant hour) {
        var community = group(owner, hour, Map.of("Type", Types.GRP_COMMUNITY, "SupportTopic", 1));
        var topic = server.call("group_open_http_svc/import_topic", Map.of("GroupId", community, "TopicName", "News"))
                .get("TopicId")
                .textValue();
        return Map.of("GroupId", community, "TopicId", topic);
    }

    private void importInto(Map<String, String> room, String from, Instant hour, String... texts) {
        var messages = new ArrayList<Map<String, ?>>();
        for (var text : texts) {
            messages.add(Map.of(
                    "From_Account",
                    from,
                    "SendTime",
                    hour.plusSeconds(messages.size()).getEpochSecond(),
                    "Random",
                    messages.size(),
                    "MsgBody",
                    body(text)));
        }
        var imported = server.call("group_open_http_svc/import_group_msg", with(room, "MsgList", messages));
        imported.get("ImportMsgResult")
                .forEach(one -> assertThat(one.get("Result").asInt()).isZero());
    }

    private static List<String> texts(JsonNode content, String group) {
        return each(
                ProtocolJson.mapper().valueToTree(messages(content, "GroupId", group)), "/MsgBody/0/MsgContent/Text");
    }

    @Test
    void only_the_address_that_was_answered_opens_a_file() throws Exception {
        var hour = hoursAgo(34);
        var users = server.registered("writer", 2);
        importText(users.getFirst(), users.getLast(), hour, 1, "secret");
        var url = file("C2C", hour).get("URL").textValue();
        assertThat(status(url)).isEqualTo(200);

        var bare = url.substring(0, url.indexOf('?'));
        var ann = signIn("ann");
        var source = FileSource.of("a.txt", 1, new ByteArrayInputStream(new byte[1]));
        var sent = result(ann.chat.sendMessage(
                ann.chat.createFileMessage(CreateOptions.toUser(users.getFirst(), new FileContent(source)))));
        var signatureOfAll = ((FilePayload) sent.payload()).fileUrl().replaceAll(".*\\?", "?");
        assertThat(signatureOfAll).startsWith("?t=");
        assertThat(status(bare)).isEqualTo(403);
        assertThat(status(bare + signatureOfAll)).isEqualTo(403);
        assertThat(status(url.replace("/made/", "/made/x"))).isEqualTo(403);
        assertThat(status(url + "x")).isEqualTo(403);
    }

    @Test
    void two_who_ask_at_once_get_the_same() throws Exception {
        var hour = hoursAgo(36);
        var users = server.registered("writer", 2);
        for (int number = 1; number <= 60; number++) {
            importText(users.getFirst(), users.getLast(), hour.plusSeconds(number * 50L), number, "text " + number);
        }
        var asked = List.of(
                CompletableFuture.supplyAsync(() -> file("C2C", hour)),
                CompletableFuture.supplyAsync(() -> file("C2C", hour)));

        assertThat(asked.getFirst().join()).isEqualTo(asked.getLast().join());
        var texts = messages(open(asked.getFirst().join()), "From_Account", users.getFirst());
        assertThat(texts).hasSize(60);
    }

    @Test
    void hours_that_are_not_over_or_long_gone_have_none() {
        var now = Instant.now();
        assertThat(code(COMMAND, of("C2C", now))).isEqualTo(1004);
        assertThat(code(COMMAND, of("C2C", now.plusSeconds(7200)))).isEqualTo(1004);
        assertThat(code(COMMAND, of("Group", hoursAgo(150)))).isEqualTo(1004);
        assertThat(code(COMMAND, of("Group", hoursAgo(24 * 7 + 1)))).isEqualTo(1005);
        server.set("rest.historyFileDays", 8);
        assertThat(code(COMMAND, of("Group", hoursAgo(24 * 7 + 1)))).isEqualTo(1004);
        server.set("rest.historyFileDays", null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            c2c | 2026010100  | ChatType
            -   | 2026010100  | ChatType
            C2C | -           | MsgTime
            C2C | 2026013200  | MsgTime
            C2C | 2026023000  | MsgTime
            C2C | 2026010124  | MsgTime
            C2C | 202601010   | MsgTime
            C2C | 20260101000 | MsgTime
            C2C | yesterday   | MsgTime
            """)
    void what_is_no_hour_is_refused(String type, String time, String field) {
        var request = new HashMap<String, Object>();
        request.put("ChatType", type);
        request.put("MsgTime", time);
        var answer = server.answer(COMMAND, request);
        assertThat(answer.get("ErrorCode").asInt()).isEqualTo(60003);
        assertThat(answer.get("ErrorInfo").asText()).contains(field);
    }
}
