package im.parley.server.push;

import static im.parley.server.push.ProviderTests.INFO;
import static im.parley.server.push.ProviderTests.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.message.ApnsPushInfo;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.push.PushVendor;
import im.parley.server.push.PushProvider.Outcome;
import im.parley.server.push.PushProvider.Sent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against a service over HTTP/2 that answers as Apple's documentation of APNs says.
class ApnsTest {
    @TempDir
    private Path folder;

    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final Vertx vertx = Vertx.vertx();
    private KeyPair keys;
    private HttpServer apple;
    private Apns apns;
    private volatile int status = 200;
    private volatile String reason = "";

    private record Asked(String version, String path, Map<String, String> headers, String body) {}

    @BeforeEach
    void start() throws Exception {
        keys = ProviderTests.keys("EC", 256);
        apple = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(this::answer)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        var file = folder.resolve("AuthKey.p8");
        Files.writeString(file, ProviderTests.pem(keys));
        var config = Apns.Config.parse(file + "?key=KEYID&team=TEAMID&topic=com.example.chat");
        apns = new Apns(config.at(URI.create("http://127.0.0.1:" + apple.actualPort())), Clock.systemUTC());
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            asked.add(new Asked(
                    request.version().name(),
                    request.path(),
                    request.headers().entries().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, two) -> one)),
                    body.toString()));
            request.response().setStatusCode(status).end(reason.isEmpty() ? "" : "{\"reason\":\"" + reason + "\"}");
        });
    }

    @AfterEach
    void stop() {
        apns.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Outcome send(OfflinePushInfo info, boolean isCall) {
        return apns.send(List.of(delivery(PushVendor.APNS, "0123", info, isCall)))
                .getFirst();
    }

    @Test
    void a_notification_goes_out_over_http_2_with_the_providers_token() throws Exception {
        assertThat(send(INFO, false)).isEqualTo(new Sent());

        var request = asked.remove();
        assertThat(request.version()).isEqualTo("HTTP_2");
        assertThat(request.path()).isEqualTo("/3/device/0123");
        assertThat(request.headers())
                .containsEntry("apns-topic", "com.example.chat")
                .containsEntry("apns-push-type", "alert")
                .containsEntry("apns-priority", "10");
        assertThat(Long.parseLong(request.headers().get("apns-expiration")))
                .isGreaterThan(System.currentTimeMillis() / 1000);
        var token = request.headers().get("authorization").replaceFirst("^bearer ", "");
        var algorithm = "SHA256withECDSAinP1363Format";
        assertThat(ProtocolJson.mapper().readTree(ProviderTests.part(token, 0, keys, algorithm)))
                .isEqualTo(ProtocolJson.mapper().readTree("{\"alg\":\"ES256\",\"kid\":\"KEYID\"}"));
        assertThat(ProtocolJson.mapper()
                        .readTree(ProviderTests.part(token, 1, keys, algorithm))
                        .path("iss")
                        .asText())
                .isEqualTo("TEAMID");
        assertThat(ProtocolJson.mapper().readTree(request.body()))
                .isEqualTo(ProtocolJson.mapper().readTree("""
                {"aps":{"alert":{"title":"Ann","body":"hello"},"sound":"bell.caf","badge":3,"mutable-content":1},
                 "image":"https://example.com/a.png","conversationID":"C2Cann","sender":"ann","messageID":"1-2-3",
                 "ext":"{\\"a\\":1}"}"""));
    }

    @Test
    void a_call_goes_to_pushkit() {
        send(INFO, true);

        var request = asked.remove();
        assertThat(request.path()).isEqualTo("/3/device/abcd");
        assertThat(request.headers())
                .containsEntry("apns-topic", "com.example.chat.voip")
                .containsEntry("apns-push-type", "voip")
                .containsEntry("apns-expiration", "0");
    }

    @Test
    void a_silent_one_has_no_sound_and_a_long_one_no_extension() throws Exception {
        send(
                new OfflinePushInfo(
                        null,
                        null,
                        null,
                        null,
                        "e".repeat(4096),
                        null,
                        new ApnsPushInfo("push.no_sound", null, null, null)),
                false);

        var body = asked.remove().body();
        assertThat(body.length()).isLessThanOrEqualTo(4096);
        assertThat(ProtocolJson.mapper().readTree(body).path("aps").has("sound"))
                .isFalse();
        assertThat(body).doesNotContain("eee");
    }

    @ParameterizedTest
    @CsvSource({
        "410, Unregistered, Gone", "400, BadDeviceToken, Refused", "413, PayloadTooLarge, Refused",
        "403, InvalidProviderToken, Failed", "429, TooManyRequests, Failed", "503, ServiceUnavailable, Failed",
    })
    void what_apple_refuses_is_understood(int answered, String because, String outcome) {
        status = answered;
        reason = because;

        var result = send(INFO, false);

        assertThat(result.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(result.toString()).doesNotContain("0123");
    }

    @ParameterizedTest
    @CsvSource({"AuthKey.p8", "AuthKey.p8?key=K&team=T", "missing.p8?key=K&team=T&topic=c"})
    void a_key_that_cannot_be_used_is_named(String text) {
        var whole = folder.resolve(text).toString();

        assertThatThrownBy(() -> PushProviders.of(new PushConfig(null, null, null, whole), Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("push-apns");
    }
}
