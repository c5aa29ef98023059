package im.parley.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private TestApp app;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("assets"));
        Files.createDirectories(folder.resolve("console"));
        Files.writeString(folder.resolve("console/index.html"), "<!doctype html><title>console</title>");
        Files.writeString(folder.resolve("console/a.css"), "a {}");
        Files.writeString(folder.resolve("index.html"), "<!doctype html><title>page</title>");
        Files.writeString(folder.resolve("assets/index-B4x9_zQa.js"), "let a = 1;");
        Files.writeString(folder.resolve("favicon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        Files.writeString(folder.getParent().resolve("secret.txt"), "secret");
        app = new TestApp(TestApp.config(), StaticFiles.inFolder(folder));
    }

    @AfterAll
    void stop() {
        app.close();
        http.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + app.port() + path);
    }

    @Test
    void health_readiness_and_metrics_are_plain_text() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).contains("database ok").contains("bus ok");
        app.health.put("bus", false);
        try {
            var down = get("/readyz");
            assertThat(down.statusCode()).isEqualTo(503);
            assertThat(down.body()).contains("bus down").contains("database ok");
        } finally {
            app.health.put("bus", true);
        }
        try (var client = RawClient.open(app.port())) {
            client.call(1, "session.ping", "{}");
            client.call(1, "session.pong", "{}");
            assertThat(get("/metrics").body())
                    .contains("parley_connections 1.0")
                    .contains("parley_requests_total{code=\"0\",op=\"session.ping\"} 1.0")
                    .contains("parley_requests_total{code=\"60009\",op=\"unknown\"} 1.0")
                    .contains("parley_frames_received_total")
                    .contains("parley_commit_seconds_bucket")
                    .contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void documents_are_json() throws Exception {
        var config = get("/config.json");
        assertThat(config.body()).isEqualTo("{\"sdkAppID\":1400000001}");
        assertThat(config.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
    }

    @Test
    void the_page_has_addresses_of_its_own_and_headers_that_protect_it() throws Exception {
        for (var path : new String[] {"/", "/chat/bob", "/index.html"}) {
            var page = get(path);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<title>page</title>");
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("script-src 'self'")
                    .doesNotContain("unsafe")
                    .contains("frame-ancestors 'self'");
        }
    }

    @Test
    void the_console_is_a_page_of_its_own() throws Exception {
        for (var path : new String[] {"/console", "/console/", "/console/index.html", "/console/some/where"}) {
            var page = get(path);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<title>console</title>");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("script-src 'self'", "style-src 'self'")
                    .doesNotContain("unsafe");
        }
        assertThat(get("/console/a.css").body()).isEqualTo("a {}");
        assertThat(get("/consoles").body()).contains("<title>page</title>");
        assertThat(get("/console/nothing.js").statusCode()).isEqualTo(404);
    }

    @Test
    void files_with_a_hash_in_their_name_are_kept_by_browsers_and_others_are_asked_for_again() throws Exception {
        var script = get("/assets/index-B4x9_zQa.js");
        assertThat(script.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(script.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        var icon = get("/favicon.svg");
        assertThat(icon.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(icon.headers().firstValue("Cache-Control")).hasValue("no-cache");
        var etag = icon.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/favicon.svg", "If-None-Match", etag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/%2e%2e/secret.txt",
                "/assets/..%2f..%2fsecret.txt",
                "/..%5csecret.txt",
                "/nothing.js",
                "//secret.txt",
                "/console//",
                "/console/../../secret.txt",
                "/%00",
            })
    void nothing_else_is_served(String path) throws Exception {
        try (var client = RawClient.connect(app.port())) {
            assertThat(client.http("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void other_methods_are_refused() throws Exception {
        assertThat(post("/", new byte[0]).statusCode()).isEqualTo(405);
        var head = http.send(
                HttpRequest.newBuilder(uri("/favicon.svg"))
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).hasValue("41");
    }

    @Test
    void the_rest_api_gets_its_parameters_and_the_body_on_a_virtual_thread() throws Exception {
        var answer = post(
                "/v4/openim/sendmsg?sdkappid=1&identifier=%40admin&identifier=x&usersig=a*b-c_", new byte[500_000]);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(answer.body())
                .isEqualTo("{\"service\":\"openim\",\"command\":\"sendmsg\",\"identifier\":\"@admin\","
                        + "\"bytes\":500000,\"virtual\":true}");
    }

    @Test
    void whatever_happens_the_rest_api_says_it_in_the_body() throws Exception {
        var large = post("/v4/openim/sendmsg", new byte[RestRoute.MAX_BODY_BYTES + 1]);
        var broken = post("/v4/openim/fail", new byte[1]);
        var short1 = post("/v4/openim", new byte[1]);
        var got = get("/v4/openim/sendmsg");
        for (var answer : new HttpResponse<?>[] {large, broken, short1, got}) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().toString()).contains("\"ActionStatus\":\"FAIL\"");
        }
        assertThat(large.body()).contains("60002");
        assertThat(broken.body()).contains("91000");
        assertThat(short1.body()).contains("60009");
        assertThat(got.body()).contains("60002");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing of a handshake | 426 |",
                "another version        | 426 | Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Version: 8",
                "no key                 | 400 | Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Version: 13",
                "a short key            | 400 | Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Version: 13~Sec-WebSocket-Key: YWJj",
                "no base64              | 400 | Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Version: 13~Sec-WebSocket-Key: ###",
            })
    void a_bad_handshake_is_refused_over_http(String what, int status, String headers) throws Exception {
        var lines = headers == null ? "" : headers.replace("~", "\r\n") + "\r\n";
        try (var client = RawClient.connect(app.port())) {
            var head = client.http("GET /ws?v=1&sdkappid=1400000001 HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n");
            assertThat(head).as(what).startsWith("HTTP/1.1 " + status);
            if (status == 426) {
                assertThat(head.toLowerCase(Locale.ROOT)).contains("sec-websocket-version: 13");
            }
        }
    }
}
