package im.parley.server;

import static im.parley.server.GroupScenario.PATIENCE;
import static im.parley.server.GroupScenario.next;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What users may say to each other, before it is stored.
class ModerationTest extends ModerationScenario {
    @Test
    @Rule("createTextMessage#3")
    void words_that_are_not_allowed_are_not_sent() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        set("words", "[\"spam\", \"赌博\"]");
        assertThat(code(ann, text(ann, bob, "spam before")))
                .as("moderation is off")
                .isZero();
        set("cloud", "\"text\"");

        assertRefused(ann, text(ann, bob, "Buy ＳＰＡＭ!"), ErrorCode.SENSITIVE_TEXT);
        assertRefused(ann, text(ann, bob, "网上赌博"), ErrorCode.SENSITIVE_TEXT);
        assertThat(code(ann, text(ann, bob, "spamalot"))).isZero();

        assertThat(texts(history(bob, "C2C" + ann.userID()))).containsExactlyInAnyOrder("spam before", "spamalot");
    }

    @Test
    @Rule("createCustomMessage#1")
    void everything_that_people_read_is_looked_at() throws Exception {
        var ann = newUser("ann");
        var bob = "C2C" + newUser("bob").userID();
        set("cloud", "\"text\"");
        set("words", "[\"spam\"]");

        var custom = "{\"data\":\"%s\",\"description\":\"%s\",\"extension\":\"%s\"}";
        assertRefused(
                ann, message(ann, bob, Types.MSG_CUSTOM, custom.formatted("spam", "", "")), ErrorCode.SENSITIVE_TEXT);
        assertRefused(
                ann, message(ann, bob, Types.MSG_CUSTOM, custom.formatted("", "spam", "")), ErrorCode.SENSITIVE_TEXT);
        assertThat(code(ann, message(ann, bob, Types.MSG_CUSTOM, custom.formatted("ok", "", "spam"))))
                .isZero();
        assertRefused(
                ann,
                message(ann, bob, Types.MSG_LOCATION, "{\"description\":\"spam\",\"longitude\":1.0,\"latitude\":2.0}"),
                ErrorCode.SENSITIVE_TEXT);
        var merged = """
                {"title":"%s","abstractList":["%s"],"compatibleText":"old","messageList":[
                {"ID":"1-2-3","from":"cid","time":1,
                "messageBody":[{"type":"TIMTextElem","payload":{"text":"%s"}}]}]}""";
        for (var place : new String[][] {{"spam", "b", "c"}, {"a", "spam", "c"}, {"a", "b", "spam"}}) {
            assertRefused(
                    ann,
                    message(ann, bob, Types.MSG_MERGER, merged.formatted((Object[]) place)),
                    ErrorCode.SENSITIVE_TEXT);
        }
        assertThat(code(ann, message(ann, bob, Types.MSG_MERGER, merged.formatted("a", "b", "c"))))
                .isZero();
        var apart = TestClient.object();
        apart.set(
                "messageList",
                ProtocolJson.mapper()
                        .readTree(merged.formatted("a", "b", "spam"))
                        .path("messageList"));
        assertThat(GroupScenario.code(ann.start("message.storeMerger", apart)))
                .isEqualTo(ErrorCode.SENSITIVE_TEXT.number());
    }

    @Test
    void words_can_be_masked_instead() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        set("cloud", "\"text\"");
        set("words", "\"spam,eggs*\"");
        set("onViolation", "\"mask\"");
        var message = text(ann, bob, "spam and Eggshells");

        ann.call("message.send", message);
        ann.call("message.send", message); // a retry gets the first result

        var received = next(bob, "message.received").path("message");
        assertThat(received.at("/payload/text").asText()).isEqualTo("**** and ****hells");
        assertThat(texts(history(ann, "C2C" + bob.userID()))).containsExactly("**** and ****hells");
    }

    @Test
    @Rule("create#7")
    void a_message_picks_its_rules() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        var strict = "{\"strict\":{\"kinds\":[\"text\"],\"words\":[\"darn\"]},\"soft\":{\"kinds\":[]},"
                + "\"stars\":{\"words\":[\"darn\"],\"onViolation\":\"mask\"}}";
        set("customConfigurations", strict);
        set("words", "[\"spam\"]");
        assertThat(code(ann, by("strict", text(ann, bob, "darn"))))
                .as("moderation is off")
                .isZero();
        set("cloud", "\"text\"");

        assertRefused(ann, by("strict", text(ann, bob, "darn")), ErrorCode.SENSITIVE_TEXT);
        assertThat(code(ann, text(ann, bob, "darn"))).isZero();
        assertThat(code(ann, by("soft", text(ann, bob, "spam")))).isZero();
        assertRefused(ann, by("unknown", text(ann, bob, "spam")), ErrorCode.SENSITIVE_TEXT);
        ann.call("message.send", by("stars", text(ann, bob, "oh darn")));

        var stored = history(bob, "C2C" + ann.userID());
        assertThat(texts(stored)).contains("oh ****");
        assertThat(stored.toString()).doesNotContain("strict").doesNotContain("stars");
    }

    private static ObjectNode by(String id, ObjectNode message) {
        return message.put("customModerationConfigurationID", id);
    }

    @Test
    @Rule("sendMessage#17")
    void a_message_can_be_excluded() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        set("cloud", "\"text\"");
        set("words", "[\"spam\"]");
        var excluded = text(ann, bob, "spam");
        excluded.putObject("messageControlInfo").put("excludedFromContentModeration", true);
        var passing = text(ann, bob, "spam").put("onlineUserOnly", true); // sendMessage#5
        passing.putObject("messageControlInfo").put("excludedFromContentModeration", true);

        assertThat(code(ann, excluded)).isZero();
        assertRefused(ann, passing, ErrorCode.SENSITIVE_TEXT);
    }

    @Test
    @Rule("signaling#3")
    void signals_and_what_back_ends_send_are_not_looked_at() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        set("cloud", "\"text\"");
        set("words", "[\"spam\"]");
        set("localWords", "[\"spam\"]");

        var inviteID = UUID.randomUUID().toString();
        ann.call(
                "signaling.invite",
                TestClient.object()
                        .put("id", newID(ann))
                        .put("inviteID", inviteID)
                        .put("conversationID", "C2C" + bob.userID())
                        .put("data", "spam")
                        .put("timeout", 30));
        assertThat(next(bob, "message.received").toString()).contains("spam");
        ann.call(
                "signaling.modify",
                TestClient.object().put("inviteID", inviteID).put("data", "more spam"));
        var sent = server.rest("openim/sendmsg", """
                {"From_Account":"%s","To_Account":"%s","MsgRandom":1,
                "MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"spam"}}]}""".formatted(ann.userID(), bob.userID()));
        assertThat(sent.path("ErrorCode").asInt()).as(sent.toString()).isZero();
    }

    @Test
    void what_a_message_is_changed_to_is_looked_at() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        set("cloud", "\"text\"");
        set("words", "[\"spam\"]");
        var message = text(ann, bob, "harmless");
        ann.call("message.send", message);

        assertThat(GroupScenario.code(ann.start("message.modify", modified(message, "spam"))))
                .isEqualTo(ErrorCode.SENSITIVE_TEXT.number());
        assertThat(GroupScenario.code(ann.start("message.modify", modified(message, "bad by the service"))))
                .isEqualTo(ErrorCode.SENSITIVE_TEXT.number());
        set("onViolation", "\"mask\"");
        ann.call("message.modify", modified(message, "some spam"));

        assertThat(texts(history(bob, "C2C" + ann.userID()))).containsExactly("some ****");
    }

    private static ObjectNode modified(ObjectNode message, String text) {
        var change = TestClient.object()
                .put("conversationID", message.path("conversationID").asText())
                .put("id", message.path("id").asText())
                .put("version", 0)
                .put("type", Types.MSG_TEXT);
        change.putObject("payload").put("text", text);
        return change;
    }

    @Test
    void local_words_are_refused_to_old_clients_too() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        set("localWords", "[\"spam\"]");
        var excluded = text(ann, bob, "spam");
        excluded.putObject("messageControlInfo").put("excludedFromContentModeration", true);

        assertRefused(ann, text(ann, bob, "Spam"), ErrorCode.PROFANITY_FOUND);
        assertRefused(ann, excluded, ErrorCode.PROFANITY_FOUND);
        var named = TestClient.object().put("name", "The Spam Club").put("type", Types.GRP_WORK);
        assertThat(GroupScenario.code(ann.start("group.create", named))).isEqualTo(ErrorCode.PROFANITY_FOUND.number());
        assertThat(GroupScenario.code(
                        ann.start("profile.update", TestClient.object().put("nick", "spam"))))
                .isEqualTo(ErrorCode.PROFANITY_FOUND.number());
        ann.call("group.create", named.put("name", "The Spamalot Club"));
        assertThat(next(ann, "settings.updated").at("/config/localWords/0").asText())
                .isEqualTo("spam");
    }

    @Test
    void what_was_stored_keeps_its_result() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        var group = GroupUsers.create(ann, Types.GRP_PUBLIC, List.of(), List.of(bob));
        var message = text(ann, bob, "soon spam");
        var inGroup = text(ann, bob, "soon spam").put("conversationID", "GROUP" + group);
        var first = ann.call("message.send", message);
        var firstInGroup = ann.call("message.send", inGroup);
        set("cloud", "\"text\"");
        set("words", "[\"spam\"]");

        assertThat(ann.call("message.send", message)).isEqualTo(first);
        assertThat(ann.call("message.send", inGroup)).isEqualTo(firstInGroup);
        assertRefused(ann, text(ann, bob, "soon spam"), ErrorCode.SENSITIVE_TEXT);
    }

    @Test
    void the_service_decides_and_sends_keep_their_order() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        set("cloud", "\"text\"");
        set("wait", "10000");
        var release = new CompletableFuture<Void>();
        held.put("slow", release);
        var answers = new ArrayList<CompletableFuture<JsonNode>>();
        IntStream.range(0, 30).forEach(i -> {
            var message = text(ann, bob, i + (i % 10 == 0 ? " slow" : i % 7 == 3 ? " bad" : " quick"));
            if (i % 5 == 4) { // needs no verdict, and waits for its turn all the same
                message.putObject("messageControlInfo").put("excludedFromContentModeration", true);
            }
            answers.add(ann.start("message.send", message));
        });

        assertThat(bob.push(Duration.ofMillis(200)))
                .as("all wait for the first")
                .isNull();
        release.complete(null);

        var codes = answers.stream().map(GroupScenario::code).toList();
        var passed = IntStream.range(0, 30)
                .filter(i -> codes.get(i) == 0)
                .mapToObj(String::valueOf)
                .toList();
        assertThat(IntStream.range(0, 30).filter(i -> codes.get(i) != 0))
                .allMatch(i -> codes.get(i) == ErrorCode.SENSITIVE_TEXT.number())
                .containsExactly(3, 17);
        var received = new ArrayList<String>();
        while (received.size() < passed.size()) {
            received.add(next(bob, "message.received")
                    .at("/message/payload/text")
                    .asText()
                    .split(" ")[0]);
        }
        assertThat(received).isEqualTo(passed);
    }

    @Test
    void without_a_verdict_in_time_a_message_goes_out() throws Exception {
        var ann = newUser("ann");
        var bob = newUser("bob");
        set("cloud", "\"text\"");
        set("wait", "100");
        held.put("later", new CompletableFuture<>());

        long begun = System.nanoTime();
        ann.call("message.send", text(ann, bob, "harmless, later"));

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isBetween(100L, PATIENCE.toMillis());
        assertThat(next(bob, "message.received").at("/message/hasRiskContent").isMissingNode())
                .isTrue();
    }
}
