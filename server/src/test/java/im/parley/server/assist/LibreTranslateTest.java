package im.parley.server.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.server.http.WebService;
import im.parley.server.http.WebService.Answer;
import im.parley.server.http.WebService.Asked;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Against a service that answers as LibreTranslate's documentation says.
class LibreTranslateTest {
    private static final String LANGUAGES =
            "[{\"code\":\"en\",\"name\":\"English\",\"targets\":[\"es\"]},{\"code\":\"es\"},{\"code\":\"zh-Hans\"},"
                    + "{\"code\":\"zh-Hant\"},{\"code\":\"pt-BR\"}]";

    private static Function<Asked, Answer> service(Answer translation) {
        return asked -> asked.path().equals("/base/languages") ? new Answer(200, LANGUAGES) : translation;
    }

    private static void refused(Function<Asked, Answer> answers, String message) throws Exception {
        try (var web = new WebService(answers);
                var libre = new LibreTranslate(web.address("/base"), null)) {
            assertThatThrownBy(() -> libre.translate(List.of("hi"), Locale.ENGLISH, Locale.of("es")))
                    .isInstanceOfSatisfying(
                            ChatException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.TRANSLATE_TEXT_FAIL.number()))
                    .hasMessageContaining(message);
        }
    }

    @Test
    void texts_go_out_in_one_request_and_come_back_in_order() throws Exception {
        try (var web = new WebService(service(new Answer(200, "{\"translatedText\":[\"hola\",\"adiós\"]}")));
                var libre = new LibreTranslate(web.address("/base/"), "secret")) {
            assertThat(libre.translate(List.of("hi", "bye"), null, Locale.forLanguageTag("es-MX")))
                    .containsExactly("hola", "adiós");
            libre.translate(List.of("a", "b"), Locale.forLanguageTag("zh-TW"), Locale.forLanguageTag("pt"));

            assertThat(web.asked.take().path()).isEqualTo("/base/languages");
            var first = web.asked.take();
            assertThat(first.path()).isEqualTo("/base/translate");
            assertThat(first.method()).isEqualTo("POST");
            assertThat(first.contentType()).isEqualTo("application/json");
            assertThat(ProtocolJson.mapper().readTree(first.body()))
                    .isEqualTo(ProtocolJson.mapper()
                            .readTree("{\"q\":[\"hi\",\"bye\"],\"source\":\"auto\",\"target\":\"es\","
                                    + "\"format\":\"text\",\"api_key\":\"secret\"}"));
            var second = ProtocolJson.mapper().readTree(web.asked.take().body()); // languages are asked for once
            assertThat(second.path("source").asText()).isEqualTo("zh-Hant");
            assertThat(second.path("target").asText()).isEqualTo("pt-BR");
        }
    }

    @Test
    void a_language_that_the_service_does_not_have_is_named_with_those_it_has() throws Exception {
        try (var web = new WebService(service(new Answer(500, "")));
                var libre = new LibreTranslate(web.address("/base"), null)) {
            assertThatThrownBy(() -> libre.translate(List.of("hi"), null, Locale.of("tlh")))
                    .hasMessageContaining(
                            "targetLanguage is \"tlh\", expected one of [en, es, pt-BR, zh-Hans, zh-Hant]");
        }
    }

    @Test
    void what_goes_wrong_is_said() throws Exception {
        refused(service(new Answer(429, "{\"error\":\"Slowdown\"}")), "answered 429: \"Slowdown\"");
        refused(service(new Answer(502, "<html>")), "answered 502");
        refused(service(new Answer(200, "<html>")), "no JSON");
        refused(service(new Answer(200, "{\"translatedText\":[]}")), "0 texts, expected an array of 1");
        refused(
                service(new Answer(200, "{\"translatedText\":[\"" + "x".repeat(2 << 20) + "\"]}")),
                "could not be asked");
    }

    @Test
    void a_service_that_does_not_answer_is_given_up() throws Exception {
        var never = new CountDownLatch(1);
        Function<Asked, Answer> silent = asked -> {
            try {
                never.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            return new Answer(200, "[]");
        };
        try (var web = new WebService(silent);
                var libre = new LibreTranslate(web.address("/base"), null, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> libre.translate(List.of("hi"), null, Locale.ENGLISH))
                    .hasMessageContaining("did not answer within 1 s");
            never.countDown();
        }
    }
}
