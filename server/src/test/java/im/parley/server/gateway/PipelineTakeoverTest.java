package im.parley.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Guards the one class that relies on Vert.x's internals.
class PipelineTakeoverTest {
    private final TestApp app = new TestApp(TestApp.config());

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void only_our_two_handlers_are_left_in_the_pipeline() throws Exception {
        try (var client = RawClient.open(app.port())) {
            client.signIn("ann");
            var channel = channel("ann");
            assertThat(channel.pipeline().toMap().keySet())
                    .containsExactly(PipelineTakeover.DECODER, PipelineTakeover.CONNECTION);
            assertThat(channel.isOpen()).isTrue();
            if (Epoll.isAvailable()) {
                assertThat(channel.getClass().getName()).contains("Epoll");
            }
        }
    }

    @Test
    void sockets_are_spread_over_the_event_loops() throws Exception {
        try (var one = RawClient.open(app.port());
                var two = RawClient.open(app.port())) {
            one.signIn("ann");
            two.signIn("bob");
            assertThat(channel("ann").eventLoop()).isNotSameAs(channel("bob").eventLoop());
            assertThat(app.gateway.connections()).isEqualTo(2);
        }
    }

    @Test
    void frames_right_behind_the_handshake_of_an_impatient_client_do_not_hang_it() throws Exception {
        try (var client = RawClient.connect(app.port())) {
            var ping = RawClient.frame(0x81, "{\"id\":1,\"op\":\"session.ping\"}".getBytes(StandardCharsets.UTF_8));
            var head =
                    client.http("GET /ws?v=1&sdkappid=1400000001 HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                            + new String(ping, StandardCharsets.ISO_8859_1));
            assertThat(head).startsWith("HTTP/1.1 101 ");
            assertThat(client.call(2, "session.ping", "{}").get("code").asInt()).isZero();
        }
    }

    @Test
    void the_jdk_client_talks_with_it() throws Exception {
        var received = new LinkedBlockingQueue<String>();
        var listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                received.add(text.toString());
                socket.request(1);
                return null;
            }

            @Override
            public CompletionStage<?> onPong(WebSocket socket, java.nio.ByteBuffer content) {
                received.add("pong " + StandardCharsets.UTF_8.decode(content));
                socket.request(1);
                return null;
            }

            @Override
            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                received.add("closed " + code);
                return null;
            }
        };
        try (var http = HttpClient.newHttpClient()) {
            var socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + app.port() + "/ws?v=1&sdkappid=1400000001"), listener)
                    .get(5, TimeUnit.SECONDS);
            socket.sendText("{\"id\":1,\"op\":", false).get();
            socket.sendText("\"session.ping\"}", true).get();
            assertThat(received.poll(5, TimeUnit.SECONDS)).startsWith("{\"id\":1,\"code\":0");
            socket.sendPing(StandardCharsets.UTF_8.encode("hey")).get();
            assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("pong hey");
            socket.sendClose(1000, "bye").get();
            assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("closed 1000");
        }
    }

    private Channel channel(String userID) throws Exception {
        var field = ClientConnection.class.getDeclaredField("outgoing");
        field.setAccessible(true);
        return ((Outgoing) field.get(app.connections.get(userID))).channel();
    }
}
