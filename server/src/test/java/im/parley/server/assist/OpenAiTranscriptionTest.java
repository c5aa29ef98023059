package im.parley.server.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.server.http.WebService;
import im.parley.server.http.WebService.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against a service that answers as OpenAI's documentation says.
class OpenAiTranscriptionTest {
    private static final Pcm SPEECH = new Pcm(new byte[] {1, 2, 3, 4});

    @Test
    @Rule("convertVoiceToText#4")
    void speech_goes_out_as_a_form_and_without_a_language_the_service_finds_it() throws Exception {
        try (var web = new WebService(asked -> new Answer(200, "{\"text\":\" 早上好 \"}"));
                var service = new OpenAiTranscription(web.address("/v1"), "secret", "large")) {
            assertThat(service.transcribe(SPEECH, null)).isEqualTo("早上好");

            var asked = web.asked.take();
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.path()).isEqualTo("/v1/audio/transcriptions");
            assertThat(asked.authorization()).isEqualTo("Bearer secret");
            assertThat(asked.contentType()).startsWith("multipart/form-data; boundary=");
            var boundary = "--" + asked.contentType().split("boundary=", 2)[1];
            assertThat(asked.body())
                    .isEqualTo(boundary + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nlarge\r\n"
                            + boundary
                            + "\r\nContent-Disposition: form-data; name=\"response_format\"\r\n\r\njson\r\n" + boundary
                            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"speech.wav\"\r\n"
                            + "Content-Type: audio/wav\r\n\r\n"
                            + new String(SPEECH.wav(), StandardCharsets.ISO_8859_1) + "\r\n" + boundary + "--\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"zh (cmn-Hans-CN),zh", "en-US,en", "yue-Hant-HK,yue", "ja-JP,ja", "cmn-Hans-CN,zh"})
    @Rule("convertVoiceToText#5")
    void languages_go_out_by_their_short_names(String tag, String code) throws Exception {
        try (var web = new WebService(asked -> new Answer(200, "{\"text\":\"\"}"));
                var service = new OpenAiTranscription(web.address("/v1"), null, "large")) {
            assertThat(service.transcribe(SPEECH, Languages.parse("language", tag, ErrorCode.VOICE_TO_TEXT_FAIL)))
                    .isEmpty();

            var asked = web.asked.take();
            assertThat(asked.body()).contains("name=\"language\"\r\n\r\n" + code + "\r\n");
            assertThat(asked.authorization()).isEmpty();
        }
    }

    @Test
    void what_goes_wrong_is_said() throws Exception {
        try (var web = new WebService(asked -> new Answer(401, "{\"error\":{\"message\":\"no such key\"}}"));
                var service = new OpenAiTranscription(web.address("/v1"), null, "large")) {
            assertThatThrownBy(() -> service.transcribe(SPEECH, Locale.ENGLISH))
                    .hasMessageContaining("answered 401: \"no such key\"");
        }
        try (var web = new WebService(asked -> new Answer(200, "{}"));
                var service = new OpenAiTranscription(web.address("/v1"), null, "large")) {
            assertThatThrownBy(() -> service.transcribe(SPEECH, Locale.ENGLISH)).hasMessageContaining("without a text");
        }
    }
}
