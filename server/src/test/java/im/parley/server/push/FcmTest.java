package im.parley.server.push;

import static im.parley.server.push.ProviderTests.INFO;
import static im.parley.server.push.ProviderTests.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.push.PushVendor;
import im.parley.server.http.WebService;
import im.parley.server.http.WebService.Answer;
import im.parley.server.http.WebService.Asked;
import im.parley.server.push.PushProvider.Failed;
import im.parley.server.push.PushProvider.Outcome;
import im.parley.server.push.PushProvider.Sent;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against a service that answers as Google's documentation of OAuth 2.0 and of FCM's HTTP v1 API says.
class FcmTest {
    private static final String MESSAGES = "/v1/projects/my-chat/messages:send";

    private static KeyPair keys; // takes about a second to make

    @TempDir
    private Path folder;

    private final AtomicInteger tokens = new AtomicInteger();
    private WebService google;
    private Fcm fcm;
    private Function<Asked, Answer> answers = asked -> new Answer(200, "{\"name\":\"projects/my-chat/messages/1\"}");

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = ProviderTests.keys("RSA", 2048);
    }

    @BeforeEach
    void start() throws Exception {
        google = new WebService(asked -> asked.path().equals("/token") ? token(asked) : answers.apply(asked));
        var file = folder.resolve("account.json");
        Files.writeString(
                file,
                ProtocolJson.mapper()
                        .createObjectNode()
                        .put("project_id", "my-chat")
                        .put("client_email", "push@my-chat.iam")
                        .put("private_key", ProviderTests.pem(keys))
                        .put("token_uri", google.address("/token").toString())
                        .toString());
        fcm = new Fcm(file, google.address("/"), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        fcm.close();
        google.close();
    }

    private Answer token(Asked asked) {
        try {
            var assertion = asked.body().replaceFirst(".*assertion=", "");
            var claims = ProtocolJson.mapper().readTree(ProviderTests.part(assertion, 1, keys, "SHA256withRSA"));
            var isRight = URLDecoder.decode(asked.body(), StandardCharsets.UTF_8)
                            .startsWith("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&")
                    && claims.path("iss").asText().equals("push@my-chat.iam")
                    && claims.path("aud")
                            .asText()
                            .equals(google.address("/token").toString())
                    && claims.path("scope").asText().endsWith("firebase.messaging")
                    && claims.path("exp").asLong() - claims.path("iat").asLong() == 3600;
            return isRight
                    ? new Answer(
                            200,
                            "{\"access_token\":\"access" + tokens.incrementAndGet()
                                    + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}")
                    : new Answer(400, "{\"error\":\"invalid_grant\"}");
        } catch (GeneralSecurityException | IOException wrong) {
            return new Answer(400, "{\"error\":\"invalid_grant\"}");
        }
    }

    private Outcome send(OfflinePushInfo info, boolean isCall) {
        return fcm.send(List.of(delivery(PushVendor.FCM, "phone", info, isCall)))
                .getFirst();
    }

    private Asked asked() {
        return google.asked.stream()
                .filter(asked -> asked.path().equals(MESSAGES))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_notification_goes_out_with_one_access_token_for_many() throws Exception {
        var outcomes = fcm.send(
                List.of(delivery(PushVendor.FCM, "one", INFO, false), delivery(PushVendor.FCM, "two", INFO, false)));

        assertThat(outcomes).containsOnly(new Sent());
        assertThat(tokens).hasValue(1);
        assertThat(asked().authorization()).isEqualTo("Bearer access1");
        var message = ProtocolJson.mapper().readTree(asked().body()).path("message");
        assertThat(message.path("token").asText()).isIn("one", "two");
        assertThat(message.path("notification").toString()).isEqualTo("{\"title\":\"Ann\",\"body\":\"hello\"}");
        assertThat(message.path("data")).isEqualTo(ProtocolJson.mapper().readTree("""
                {"conversationID":"C2Cann","sender":"ann","messageID":"1-2-3","ext":"{\\"a\\":1}"}"""));
        var shown = message.at("/android/notification");
        assertThat(shown.path("sound").asText()).isEqualTo("ding");
        assertThat(shown.path("channel_id").asText()).isEqualTo("chat");
        assertThat(shown.path("image").asText()).isEqualTo("https://example.com/g.png");
        assertThat(shown.path("icon").asText()).isEqualTo("ic_chat");
        assertThat(shown.path("notification_count").asInt()).isEqualTo(3);
        assertThat(message.at("/android/priority").asText()).isEqualTo("HIGH");
    }

    @Test
    void a_call_is_left_to_the_app() throws Exception {
        assertThat(send(INFO, true)).isEqualTo(new Sent());

        var message = ProtocolJson.mapper().readTree(asked().body()).path("message");
        assertThat(message.has("notification")).isFalse();
        assertThat(message.at("/data/call").asText()).isEqualTo("true");
        assertThat(message.at("/data/body").asText()).isEqualTo("hello");
    }

    @Test
    void what_is_too_much_for_google_goes_without_the_extension() {
        send(new OfflinePushInfo(null, null, null, null, "e".repeat(4096), null, null), false);

        assertThat(asked().body().length()).isLessThan(4096);
        assertThat(asked().body()).doesNotContain("eee");
    }

    @ParameterizedTest
    @CsvSource({
        "404, UNREGISTERED, Gone", "404, , Refused", "400, INVALID_ARGUMENT, Refused",
                "403, SENDER_ID_MISMATCH, Refused",
        "429, QUOTA_EXCEEDED, Failed", "500, INTERNAL, Failed", "503, UNAVAILABLE, Failed", "401, , Failed",
    })
    void what_google_refuses_is_understood(int status, String code, String outcome) {
        var detail = code == null
                ? ""
                : "{\"@type\":\"type.googleapis.com/google.firebase.fcm.v1.FcmError\",\"errorCode\":\"" + code + "\"}";
        answers = asked -> new Answer(
                status, "{\"error\":{\"code\":" + status + ",\"status\":\"SOME\",\"details\":[" + detail + "]}}");

        var result = send(INFO, false);

        assertThat(result.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(result.toString()).doesNotContain("phone", "access");
    }

    @Test
    void a_token_that_google_does_not_take_any_more_is_replaced() {
        answers = asked -> asked.authorization().equals("Bearer access2")
                ? new Answer(200, "{}")
                : new Answer(401, "{\"error\":{\"status\":\"UNAUTHENTICATED\"}}");

        assertThat(send(INFO, false)).isInstanceOf(Failed.class);
        assertThat(send(INFO, false)).isEqualTo(new Sent());
    }

    @Test
    void while_google_is_away_notifications_wait() {
        google.close();

        assertThat(send(INFO, false)).isInstanceOf(Failed.class);
    }

    @Test
    void a_file_that_is_no_key_is_named() throws Exception {
        var file = folder.resolve("wrong.json");
        Files.writeString(file, "{\"client_email\":\"x\"}");

        assertThatThrownBy(() -> PushProviders.of(new PushConfig(null, null, file.toString(), null), Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("private_key");
    }
}
