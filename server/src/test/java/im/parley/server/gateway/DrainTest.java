package im.parley.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final GatewayConfig CONFIG = TestApp.quick(Duration.ofSeconds(30), Duration.ofSeconds(15));

    @Test
    void requests_under_way_are_answered_and_then_the_socket_closes_with_1001() throws Exception {
        try (var app = new TestApp(CONFIG);
                var client = RawClient.open(app.port())) {
            client.signIn("ann");
            client.send("{\"id\":2,\"op\":\"session.logout\"}");
            client.call(3, "session.ping", "{}"); // by now the logout waits
            var closing = CompletableFuture.runAsync(app.gateway::close);
            assertThat(app.callers.get("ann").gone().getCount()).isEqualTo(1);
            app.gate.countDown();
            assertThat(client.readJson().get("id").asInt()).isEqualTo(2);
            assertThat(client.closeCode()).isEqualTo(1001);
            client.close();
            closing.get(10, TimeUnit.SECONDS);
            assertThat(app.callers.get("ann").gone().await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void nobody_gets_in_any_more_and_the_time_is_bounded() throws Exception {
        try (var app = new TestApp(CONFIG);
                var client = RawClient.open(app.port())) {
            client.signIn("ann");
            client.send("{\"id\":2,\"op\":\"session.logout\"}"); // never ends
            client.call(3, "session.ping", "{}");
            long start = System.nanoTime();
            app.gateway.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            assertThat(client.closeCode()).isEqualTo(1001);
            assertThat(client.isCut()).isTrue();
            assertThatThrownBy(() -> RawClient.open(app.port())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void an_idle_server_stops_at_once() {
        var app = new TestApp(CONFIG);
        long start = System.nanoTime();
        app.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (var app = new TestApp(CONFIG)) {
            var taken = GatewayConfig.of("127.0.0.1", app.port());
            assertThatThrownBy(() -> new TestApp(taken))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + app.port()
                            + ": another program does; choose another port, 0 for any free one");
        }
    }

    @Test
    void an_address_of_another_machine_is_named() {
        var elsewhere = GatewayConfig.of("203.0.113.9", 0); // of a network that is for documentation only
        assertThatThrownBy(() -> new TestApp(elsewhere))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot listen on 203.0.113.9:0: this machine does not have that address");
    }
}
