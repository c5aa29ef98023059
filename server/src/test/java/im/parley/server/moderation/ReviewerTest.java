package im.parley.server.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ChatException;
import im.parley.protocol.ProtocolJson;
import im.parley.server.http.WebService;
import im.parley.server.http.WebService.Answer;
import im.parley.server.moderation.Reviewer.Item;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What moderation services are asked, and what is made of their answers.
class ReviewerTest {
    private static final Item TEXT = new Item(7, Kind.TEXT, "ann", "héllo", null, null, "strict");
    private static final Item VIDEO =
            new Item(7, Kind.VIDEO, "ann", "", "http://chat/film", "http://chat/picture", null);

    private static String body(WebService.Asked asked) {
        return new String(asked.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static ReviewService service(WebService web, Duration limit) {
        return new ReviewService(web.address("/review/"), "secret", limit);
    }

    @Test
    void a_service_of_ones_own_is_asked_in_json() throws Exception {
        try (var web = new WebService(asked -> new Answer(
                        200, "{\"verdict\":\"" + (body(asked).contains("film") ? "block" : "pass") + "\"}"));
                var reviewer = service(web, Duration.ofSeconds(10))) {
            assertThat(reviewer.blocks(TEXT)).isFalse();
            var asked = web.asked.take();
            assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /review");
            assertThat(asked.contentType()).isEqualTo("application/json");
            assertThat(asked.authorization()).isEqualTo("Bearer secret");
            assertThat(ProtocolJson.mapper().readTree(body(asked)))
                    .isEqualTo(ProtocolJson.mapper().readTree("""
                            {"sdkAppID":7,"kind":"text","from":"ann","text":"héllo","configurationID":"strict"}"""));

            assertThat(reviewer.blocks(VIDEO)).isTrue();
            assertThat(ProtocolJson.mapper().readTree(body(web.asked.take())))
                    .isEqualTo(ProtocolJson.mapper().readTree("""
                            {"sdkAppID":7,"kind":"video","from":"ann","url":"http://chat/film",
                            "pictureUrl":"http://chat/picture"}"""));
        }
    }

    @Test
    void an_answer_that_is_no_verdict_is_none() throws Exception {
        try (var web = new WebService(asked -> new Answer(200, "{\"verdict\":\"perhaps\"}"));
                var reviewer = service(web, Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> reviewer.blocks(TEXT))
                    .isInstanceOf(ChatException.class)
                    .hasMessageContaining("\"perhaps\"")
                    .hasMessageContaining("expected \"pass\" or \"block\"");
        }
        try (var web = new WebService(asked -> new Answer(503, "{\"error\":\"busy\"}"));
                var reviewer = service(web, Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> reviewer.blocks(TEXT)).hasMessageContaining("503: \"busy\"");
        }
    }

    @Test
    void a_service_that_is_silent_is_waited_for_only_so_long() throws Exception {
        var end = new CountDownLatch(1);
        try (var web = new WebService(asked -> {
                    try {
                        end.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    return new Answer(200, "{}");
                });
                var reviewer = service(web, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> reviewer.blocks(TEXT)).hasMessageContaining("did not answer within 1 s");
            end.countDown();
        }
    }

    @Test
    void openai_s_api_is_spoken() throws Exception {
        try (var web = new WebService(asked -> new Answer(
                        200,
                        "{\"results\":[{\"flagged\":" + body(asked).contains("picture") + ",\"categories\":{}}]}"));
                var reviewer = new OpenAiModeration(web.address("/v1"), "secret", "omni", Duration.ofSeconds(10))) {
            assertThat(reviewer.blocks(TEXT)).isFalse();
            var asked = web.asked.take();
            assertThat(asked.path()).isEqualTo("/v1/moderations");
            assertThat(asked.authorization()).isEqualTo("Bearer secret");
            assertThat(ProtocolJson.mapper().readTree(body(asked)))
                    .isEqualTo(ProtocolJson.mapper().readTree("""
                            {"model":"omni","input":[{"type":"text","text":"héllo"}]}"""));

            assertThat(reviewer.blocks(VIDEO)).isTrue();
            assertThat(ProtocolJson.mapper().readTree(body(web.asked.take())))
                    .isEqualTo(ProtocolJson.mapper().readTree("""
                            {"model":"omni",
                            "input":[{"type":"image_url","image_url":{"url":"http://chat/picture"}}]}"""));
            assertThat(reviewer.knows(Kind.AUDIO)).isFalse();
        }
    }

    @Test
    void a_provider_that_cannot_be_used_is_named() {
        assertThatThrownBy(() -> Reviewers.of(new ModerationConfig("ftp://somewhere", null, "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"ftp://somewhere\", expected");
        assertThatThrownBy(() -> Reviewers.of(new ModerationConfig("openai:", null, "")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Reviewers.of(ModerationConfig.NONE).reviewer()).isEmpty();
    }
}
