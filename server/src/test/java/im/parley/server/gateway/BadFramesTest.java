package im.parley.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the server answers to what no client should send: docs/protocol.md, "Errors" and "Close codes".
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadFramesTest {
    private TestApp app;

    @BeforeAll
    void start() {
        app = new TestApp(TestApp.config());
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "nonsense", "[1]", "\u0000", "{\"id\":\"x\",\"op\":\"session.ping\"}", ""})
    void malformed_json_is_answered_with_60003_and_the_socket_goes_on(String text) throws IOException {
        try (var client = RawClient.open(app.port())) {
            client.send(text);
            var answer = client.readJson();
            assertThat(answer.get("id").asLong()).isZero();
            assertThat(answer.get("code").asInt()).isEqualTo(60003);
            assertThat(client.call(2, "session.ping", "{}").get("code").asInt()).isZero();
        }
    }

    @Test
    void the_20th_malformed_frame_closes_with_4000() throws IOException {
        try (var client = RawClient.open(app.port())) {
            for (int i = 0; i < Incoming.MAX_MALFORMED; i++) {
                client.send("nonsense");
            }
            for (int i = 0; i < Incoming.MAX_MALFORMED; i++) {
                assertThat(client.readJson().get("code").asInt()).isEqualTo(60003);
            }
            assertThat(client.closeCode()).isEqualTo(4000);
        }
    }

    @Test
    void a_binary_frame_is_answered_with_60003_and_counts_as_malformed() throws IOException {
        try (var client = RawClient.open(app.port())) {
            client.send(0x80 | RawClient.BINARY, new byte[] {1, 2, 3});
            assertThat(client.readJson().get("code").asInt()).isEqualTo(60003);
            client.send(RawClient.BINARY, new byte[] {1, 2, 3}); // in two pieces
            client.send(0x80 | RawClient.CONTINUATION, new byte[] {4});
            assertThat(client.readJson().get("code").asInt()).isEqualTo(60003);
            assertThat(client.call(2, "session.ping", "{}").get("code").asInt()).isZero();
            for (int i = 2; i < Incoming.MAX_MALFORMED; i++) {
                client.send(0x80 | RawClient.BINARY, new byte[0]);
            }
            assertThat(client.closeCode()).isEqualTo(4000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c328", "ff", "eda080", "c080", "f4908080", "e282", "7b226964223a31fe7d"})
    void invalid_utf8_closes_with_1007(String hex) throws IOException {
        try (var client = RawClient.open(app.port())) {
            client.send(0x80 | RawClient.TEXT, HexFormat.of().parseHex(hex));
            assertThat(client.closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void a_character_may_be_cut_by_a_fragment() throws IOException {
        var text = "{\"id\":4,\"op\":\"session.ping\",\"x\":\"\u20ac\"}".getBytes(StandardCharsets.UTF_8);
        try (var client = RawClient.open(app.port())) {
            client.send(RawClient.TEXT, new byte[0]);
            for (var piece : text) {
                client.send(RawClient.CONTINUATION, new byte[] {piece});
            }
            client.send(0x80 | RawClient.PING, "between".getBytes(StandardCharsets.UTF_8));
            assertThat(client.read().opcode()).isEqualTo(RawClient.PONG);
            client.send(0x80 | RawClient.CONTINUATION, new byte[0]);
            assertThat(client.readJson().get("id").asLong()).isEqualTo(4);
        }
    }

    @Test
    void the_largest_frame_is_64_KiB() throws IOException {
        var ping = "{\"id\":1,\"op\":\"session.ping\"}";
        try (var client = RawClient.open(app.port())) {
            client.send(ping + " ".repeat(Limits.MAX_FRAME_BYTES - ping.length()));
            assertThat(client.readJson().get("code").asInt()).isZero();
            client.send(ping + " ".repeat(Limits.MAX_FRAME_BYTES + 1 - ping.length()));
            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void ten_megabytes_close_with_1009_and_are_not_kept() throws IOException {
        try (var client = RawClient.open(app.port());
                var other = RawClient.open(app.port())) {
            client.send(0x80 | RawClient.TEXT, new byte[10_000_000]);
            assertThat(client.closeCode()).isEqualTo(1009);
            assertThat(other.call(1, "session.ping", "{}").get("code").asInt()).isZero();
        }
    }

    @Test
    void fragments_close_with_1009_once_they_are_too_much_together() throws IOException {
        try (var client = RawClient.open(app.port())) {
            client.send(RawClient.TEXT, new byte[40_000]);
            client.send(RawClient.CONTINUATION, new byte[30_000]);
            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "not masked,            8101 41",
        "reserved bits,         f180 00000000",
        "unknown opcode,        8380 00000000",
        "continues nothing,     8080 00000000",
        "long ping,             89fe 0080 00000000",
        "fragmented ping,       0980 00000000",
        "length of 2^63,        81ff 8000000000000000 00000000",
    })
    void what_is_no_websocket_frame_closes_with_1002(String what, String hex) throws IOException {
        try (var client = RawClient.open(app.port())) {
            client.raw(HexFormat.of().parseHex(hex.replace(" ", "")));
            assertThat(client.closeCode()).as(what).isIn(1002, 1009);
            assertThat(client.isCut()).isTrue();
        }
    }

    @Test
    void before_sign_in_and_for_unknown_operations_there_are_codes() throws IOException {
        try (var client = RawClient.open(app.port())) {
            assertThat(client.call(1, "message.send", "{}").get("code").asInt()).isEqualTo(2024);
            assertThat(client.call(2, "message.sent", "{}").get("code").asInt()).isEqualTo(60009);
        }
    }

    @Test
    void an_unknown_app_is_told_so_by_every_operation() throws IOException {
        for (var query : new String[] {"&sdkappid=1", "&sdkappid=x", "&sdkappid=99999999999", ""}) {
            try (var client = RawClient.open(app.port(), "/ws?v=1" + query, 0)) {
                assertThat(client.call(1, "session.login", "{}").get("code").asInt())
                        .isEqualTo(70020);
                assertThat(client.call(2, "session.ping", "{}").get("code").asInt())
                        .isEqualTo(70020);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws?v=2&sdkappid=1400000001", "/ws?sdkappid=1400000001"})
    void another_protocol_version_closes_with_4007(String path) throws IOException {
        try (var client = RawClient.open(app.port(), path, 0)) {
            assertThat(client.closeCode()).isEqualTo(4007);
        }
    }

    @Test
    void a_clients_goodbye_is_answered_and_the_connection_closed() throws Exception {
        try (var client = RawClient.open(app.port())) {
            client.signIn("gone");
            client.send(0x80 | RawClient.CLOSE, new byte[] {0x03, (byte) 0xe8});
            assertThat(client.closeCode()).isEqualTo(1000);
            assertThat(client.isCut()).isTrue();
            app.callers.get("gone").gone().await();
        }
    }

    @Test
    void a_client_that_vanishes_is_noticed() throws Exception {
        try (var client = RawClient.open(app.port())) {
            client.signIn("lost");
        }
        assertThat(app.callers.get("lost").gone().await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(app.connections.get("lost").signIn(app.callers.get("lost"))).isFalse();
        assertThat(app.connections.get("lost").caller()).isNull();
    }
}
