package im.parley.server;

import static im.parley.server.GroupScenario.next;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.server.media.Pictures;
import im.parley.server.store.Await;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Files that a service looks at, and verdicts that come when a message is out already.
class LateVerdictTest extends ModerationScenario {
    private static final Path FILM = Path.of("..", "web", "sdk", "test", "scenario", "film.mp4");
    private static final String IMAGE = """
            {"uuid":"%s","imageFormat":3,"imageInfoArray":[
            {"type":0,"width":9,"height":9,"size":1},{"type":1,"width":9,"height":9,"size":1},
            {"type":2,"width":9,"height":9,"size":1}]}""";

    private String upload(TestClient user, String kind, byte[] content) throws Exception {
        try (var uploader =
                new MediaUser(server.port(), server.app, TestServer.KEY, user.userID() + "files", server.http)) {
            return uploader.upload(kind, "file", content).path("uuid").asText();
        }
    }

    private ObjectNode image(TestClient from, TestClient to) throws Exception {
        var uuid = upload(from, "image", Pictures.of("png", 9, 9));
        return message(from, "C2C" + to.userID(), Types.MSG_IMAGE, IMAGE.formatted(uuid));
    }

    private ObjectNode audio(TestClient from, TestClient to) throws Exception {
        var uuid = upload(from, "audio", new byte[] {1, 2, 3});
        return message(
                from,
                "C2C" + to.userID(),
                Types.MSG_AUDIO,
                "{\"uuid\":\"%s\",\"second\":1,\"size\":3}".formatted(uuid));
    }

    private ObjectNode video(TestClient from, TestClient to) throws Exception {
        var uuid = upload(from, "video", Files.readAllBytes(FILM));
        return message(from, "C2C" + to.userID(), Types.MSG_VIDEO, """
                {"videoUUID":"%s","videoFormat":"mp4","videoSecond":1,"videoSize":3,
                "thumbWidth":0,"thumbHeight":0,"thumbSize":0}""".formatted(uuid));
    }

    /// By the sender's name, as nobody can know what a file's address will be.
    @Override
    boolean isBad(String asked) {
        return asked.contains("\"from\":\"bad");
    }

    private String asked(String kind, TestClient from) throws InterruptedException {
        while (true) {
            var body = service.asked.take().body();
            if (body.contains("\"kind\":\"" + kind + "\"") && body.contains(from.userID())) {
                return body;
            }
        }
    }

    @Test
    @Rule({"createImageMessage#2", "createAudioMessage#2", "createVideoMessage#2"})
    void files_that_are_not_allowed_are_not_sent() throws Exception {
        var ann = newUser("ann");
        var bad = newUser("bad");
        set("wait", "10000");
        set("cloud", "\"image,audio,video\"");

        for (var message : List.of(image(bad, ann), audio(bad, ann), video(bad, ann))) {
            assertRefused(bad, message, ErrorCode.SENSITIVE_MEDIA);
        }
        for (var message : List.of(image(ann, bad), audio(ann, bad), video(ann, bad))) {
            assertThat(code(ann, message)).isZero();
        }
        assertThat(code(bad, text(bad, ann, "of another kind"))).isZero();
        set("cloud", "\"audio\"");
        assertThat(code(bad, image(bad, ann))).isZero();
        set("customConfigurations", "{\"strict\":{}}");
        assertRefused(bad, image(bad, ann).put("customModerationConfigurationID", "strict"), ErrorCode.SENSITIVE_MEDIA);
    }

    @Test
    void the_service_can_read_the_file_that_it_is_asked_about() throws Exception {
        var ann = newUser("ann");
        set("wait", "10000");
        set("cloud", "\"image\"");

        ann.call("message.send", image(ann, ann));

        var url =
                ProtocolJson.mapper().readTree(asked("image", ann)).path("url").asText();
        var read = server.http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(Pictures.of("png", 9, 9));
    }

    @Test
    @Rule({"createImageMessage#1", "createAudioMessage#1", "createVideoMessage#1"})
    void a_late_verdict_is_told_to_everybody_who_has_the_message() throws Exception {
        var bad = newUser("bad");
        var bob = newUser("bob");
        set("wait", "0");
        set("cloud", "\"image,audio,video\"");
        for (var message : List.of(image(bad, bob), audio(bad, bob), video(bad, bob))) {
            var release = new CompletableFuture<Void>();
            held.put(bad.userID(), release);
            bad.call("message.send", message);
            assertThat(next(bob, "message.received").at("/message/ID")).isEqualTo(message.path("id"));

            release.complete(null);

            for (var user : List.of(bad, bob)) {
                var told = next(user, "message.modified").at("/messageList/0");
                assertThat(told.path("ID")).isEqualTo(message.path("id"));
                assertThat(told.path("hasRiskContent").asBoolean()).isTrue();
                assertThat(told.path("version").asInt()).isEqualTo(1);
            }
        }
        assertThat(history(bob, "C2C" + bad.userID())
                        .valueStream()
                        .map(message -> message.path("hasRiskContent").asBoolean()))
                .containsExactly(true, true, true);
        assertThat(history(bad, "C2C" + bob.userID())
                        .valueStream()
                        .map(message -> message.path("hasRiskContent").asBoolean()))
                .containsExactly(true, true, true);
    }

    @Test
    void nobody_hears_of_a_verdict_before_the_message() throws Exception {
        var bad = newUser("bad");
        var bob = newUser("bob");
        set("wait", "0");
        set("cloud", "\"text\"");
        int sends = 100;

        IntStream.range(0, sends)
                .mapToObj(i -> bad.start("message.send", text(bad, bob, "text " + i)))
                .toList()
                .forEach(sent -> assertThat(GroupScenario.code(sent)).isZero());

        var received = new HashSet<String>();
        for (int modified = 0; modified < sends; ) {
            var push = bob.push(GroupScenario.PATIENCE);
            assertThat(push).isNotNull();
            if (push.path("event").asText().equals("message.received")) {
                received.add(push.at("/body/message/ID").asText());
            } else if (push.path("event").asText().equals("message.modified")) {
                assertThat(received).contains(push.at("/body/messageList/0/ID").asText());
                modified++;
            }
        }
    }

    @Test
    void everybody_in_a_group_and_a_topic_hears_of_a_late_verdict() throws Exception {
        var bad = newUser("bad");
        var bob = newUser("bob");
        var group = GroupUsers.create(bad, Types.GRP_PUBLIC, List.of(), List.of(bob));
        set("wait", "0");
        set("cloud", "\"text\"");

        bad.call("message.send", text(bad, bob, "to all").put("conversationID", "GROUP" + group));

        for (var user : List.of(bad, bob)) {
            assertThat(next(user, "message.modified")
                            .at("/messageList/0/hasRiskContent")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void a_verdict_about_what_a_message_no_longer_says_is_void() throws Exception {
        var bad = newUser("bad");
        var bob = newUser("bob");
        set("wait", "0");
        set("cloud", "\"text\"");
        var release = new CompletableFuture<Void>();
        held.put("first words", release);
        var message = text(bad, bob, "first words");
        bad.call("message.send", message);
        set("cloud", "\"image\""); // so that the new words are not looked at
        modify(bad, message, 0, "other words");
        assertThat(next(bob, "message.modified").at("/messageList/0/version").asInt())
                .isEqualTo(1);

        release.complete(null);
        set("cloud", "\"text\"");
        modify(bad, message, 1, "last words");

        assertThat(next(bob, "message.modified")
                        .at("/messageList/0/hasRiskContent")
                        .isMissingNode())
                .as("what was modified")
                .isTrue();
        var told = next(bob, "message.modified").at("/messageList/0");
        assertThat(told.path("hasRiskContent").asBoolean()).isTrue();
        assertThat(told.path("version").asInt()).isEqualTo(3);
        assertThat(told.at("/payload/text").asText()).isEqualTo("last words");
        set("cloud", "null");
        modify(bad, message, 3, "good words");
        assertThat(next(bob, "message.modified")
                        .at("/messageList/0/hasRiskContent")
                        .isMissingNode())
                .isTrue();
    }

    private static void modify(TestClient user, ObjectNode message, int version, String text) {
        var change = TestClient.object()
                .put("conversationID", message.path("conversationID").asText())
                .put("id", message.path("id").asText())
                .put("version", version)
                .put("type", Types.MSG_TEXT);
        change.putObject("payload").put("text", text);
        user.call("message.modify", change);
    }

    @Test
    void a_repeated_send_is_answered_as_the_first_whatever_the_verdict() throws Exception {
        var bad = newUser("bad");
        var bob = newUser("bob");
        set("wait", "0");
        set("cloud", "\"text\"");
        var release = new CompletableFuture<Void>();
        held.put("twice", release);
        var message = text(bad, bob, "twice");

        var first = bad.call("message.send", message);
        set("wait", "10000");
        release.complete(null);

        assertThat(bad.call("message.send", message)).isEqualTo(first);
    }

    @Test
    void a_node_that_dies_with_open_reviews_loses_none() throws Exception {
        var bob = newUser("bob");
        var bad = newUser("bad");
        set("wait", "0");
        set("cloud", "\"text,image\"");
        set("retryAfter", "3600");
        held.put(bad.userID(), new CompletableFuture<>());
        try (var dying = server.another(config -> moderated(config).withNode("dying"));
                var there = new TestClient(dying.port(), dying.app, TestServer.KEY, bad.userID(), "there")) {
            there.call("message.send", text(bad, bob, "not decided"));
            there.call("message.send", image(bad, bob));
        }
        assertThat(risky(bob, bad)).containsExactly(false, false);
        held.clear(); // who asks anew is answered; who asked is gone
        set("retryAfter", "1");

        Await.until(() -> risky(bob, bad).equals(List.of(true, true)));
    }

    private static List<Boolean> risky(TestClient user, TestClient peer) {
        return history(user, "C2C" + peer.userID())
                .valueStream()
                .map((JsonNode message) -> message.path("hasRiskContent").asBoolean())
                .toList();
    }
}
