package im.parley.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// Slow readers, floods and silence: what is shed is shed with a code, and the others do not notice.
class ConnectionLimitsTest {
    private static final String PING = "{\"id\":9,\"op\":\"session.ping\"}";

    /// Not the common pool: with one worker it would not read before all is written.
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Test
    void a_slow_reader_is_told_4003_and_forgotten_while_others_go_on() throws Exception {
        try (var app = new TestApp(TestApp.config());
                var slow = RawClient.open(app.port(), "/ws?v=1&sdkappid=1400000001", 4_096);
                var other = RawClient.open(app.port())) {
            slow.signIn("slow");
            other.signIn("other");
            var push = TestApp.push(("\"" + "x".repeat(10_000) + "\"").getBytes(StandardCharsets.UTF_8));
            var connection = app.connections.get("slow");
            for (int i = 0; i < 2_000 && connection.caller() != null; i++) {
                connection.send(push);
                assertThat(other.call(i + 2, "session.ping", "{}").get("code").asInt())
                        .isZero();
            }
            assertThat(app.callers.get("slow").gone().await(5, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(slow.closeCode()).isEqualTo(4003);
            assertThat(app.metrics.scrape()).contains("parley_connections_closed_total{reason=\"slow_reader\"} 1.0");
        }
    }

    @Test
    void a_reader_that_keeps_up_gets_more_than_the_limit() throws Exception {
        try (var app = new TestApp(TestApp.config());
                var client = RawClient.open(app.port())) {
            client.signIn("fast");
            var push = TestApp.push(("\"" + "x".repeat(2_000) + "\"").getBytes(StandardCharsets.UTF_8));
            var connection = app.connections.get("fast");
            for (int i = 0; i < 30; i++) { // 6 MB
                connection.eventLoop().execute(() -> {
                    for (int j = 0; j < 100; j++) {
                        connection.write(push); // 200 KB before a flush
                    }
                    connection.flush();
                });
                for (int j = 0; j < 100; j++) {
                    assertThat(client.read().opcode()).isEqualTo(RawClient.TEXT);
                }
            }
        }
    }

    @Test
    void frames_past_the_burst_are_answered_with_2996() throws Exception {
        try (var app = new TestApp(limited(50, 100, Duration.ofSeconds(30)));
                var client = RawClient.open(app.port())) {
            for (int i = 1; i <= 150; i++) {
                client.send("{\"id\":" + i + ",\"op\":\"session.nothing\"}");
            }
            int refused = 0;
            for (int i = 1; i <= 150; i++) {
                var answer = client.readJson();
                assertThat(answer.get("id").asInt()).isEqualTo(i);
                refused += answer.get("code").asInt() == 2996 ? 1 : 0;
            }
            assertThat(refused).isBetween(1, 50);
            assertThat(app.metrics.scrape()).contains("parley_frames_shed_total " + refused + ".0");
        }
    }

    @Test
    void thousands_of_frames_a_second_close_with_4004_and_others_keep_their_latency() throws Exception {
        try (var app = new TestApp(TestApp.config());
                var flood = RawClient.open(app.port());
                var other = RawClient.open(app.port())) {
            other.signIn("other");
            var sender = CompletableFuture.runAsync(
                    () -> {
                        var frame = RawClient.frame(0x81, PING.getBytes(StandardCharsets.UTF_8));
                        try {
                            for (int i = 0; i < 100_000; i++) {
                                flood.raw(frame);
                            }
                        } catch (IOException closed) {
                            // as it should be
                        }
                    },
                    threads);
            var code = closeCode(flood);
            long slowest = 0;
            for (int i = 2; !code.isDone() && i < 2_000; i++) {
                long start = System.nanoTime();
                assertThat(other.call(i, "session.ping", "{}").get("code").asInt())
                        .isZero();
                slowest = Math.max(slowest, System.nanoTime() - start);
            }
            assertThat(code.get(10, TimeUnit.SECONDS)).isEqualTo(4004);
            assertThat(slowest).as("slowest answer to the other, ns").isLessThan(500_000_000L);
            sender.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void nobody_signed_in_closes_with_4008() throws Exception {
        try (var app = new TestApp(TestApp.quick(Duration.ofSeconds(30), Duration.ofMillis(200)));
                var stranger = RawClient.open(app.port());
                var member = RawClient.open(app.port())) {
            member.signIn("ann");
            assertThat(stranger.call(1, "session.ping", "{}").get("code").asInt())
                    .isZero();
            assertThat(stranger.closeCode()).isEqualTo(4008);
            assertThat(member.call(2, "session.ping", "{}").get("code").asInt()).isZero();
        }
    }

    @Test
    void silence_closes_with_4005_and_a_ping_of_either_kind_breaks_it() throws Exception {
        try (var app = new TestApp(TestApp.quick(Duration.ofMillis(800), Duration.ofSeconds(30)));
                var silent = RawClient.open(app.port())) {
            silent.signIn("ann");
            var alive = RawClient.open(app.port());
            alive.signIn("bob");
            var code = closeCode(silent);
            for (int i = 2; !isDoneAfterAWhile(code); i++) {
                if (i % 2 == 0) {
                    alive.call(i, "session.ping", "{}");
                } else {
                    alive.send(0x80 | RawClient.PING, new byte[0]);
                    assertThat(alive.read().opcode()).isEqualTo(RawClient.PONG);
                }
            }
            assertThat(code.get()).isEqualTo(4005);
            assertThat(alive.call(1_000_000, "session.ping", "{}").get("code").asInt())
                    .isZero();
            alive.close();
        }
    }

    private CompletableFuture<Integer> closeCode(RawClient client) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return client.closeCode();
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                },
                threads);
    }

    private static boolean isDoneAfterAWhile(CompletableFuture<Integer> code) throws Exception {
        try {
            code.get(50, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    private static GatewayConfig limited(int perSecond, int burst, Duration heartbeat) {
        return new GatewayConfig(
                "127.0.0.1", 0, 2, perSecond, burst, 1 << 20, heartbeat, Duration.ofSeconds(15), Duration.ofSeconds(2));
    }
}
