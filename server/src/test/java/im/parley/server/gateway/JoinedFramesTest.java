package im.parley.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.CloseReason;
import im.parley.protocol.Limits;
import im.parley.server.gateway.RawClient.Received;
import im.parley.server.operation.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clients that ask for it get what goes out together in one WebSocket message, in its order.
class JoinedFramesTest {
    private static final String JOINED = "/ws?v=1&joined=1&sdkappid=1400000001";

    private TestApp app;
    private RawClient client;

    @BeforeEach
    void open() throws IOException {
        app = new TestApp(TestApp.config());
        client = RawClient.open(app.port(), JOINED, 0);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        app.close();
    }

    private static Frame push(String text) {
        return Frame.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(List<Frame> frames) {
        var connection = app.connections.get("ann");
        connection.eventLoop().execute(() -> {
            frames.forEach(connection::write);
            connection.flush();
        });
    }

    /// The frames that the next WebSocket message has.
    private List<JsonNode> read() throws IOException {
        var json = client.read().json();
        return json.isArray() ? json.valueStream().toList() : List.of(json);
    }

    private static List<Integer> numbers(List<JsonNode> frames) {
        return frames.stream().map(frame -> frame.path("n").asInt()).toList();
    }

    @Test
    void what_is_written_before_a_flush_comes_as_one_array() throws IOException {
        client.signIn("ann");
        var two = Frame.of(
                List.of("{\"n\":2}".getBytes(StandardCharsets.UTF_8), "{\"n\":3}".getBytes(StandardCharsets.UTF_8)));
        write(List.of(push("{\"n\":1}"), two, push("{\"n\":4}")));
        write(List.of(push("{\"n\":5}")));
        write(List.of(two));

        assertThat(numbers(read())).containsExactly(1, 2, 3, 4);
        assertThat(client.read().json().path("n").asInt())
                .as("a single one stays as it is")
                .isEqualTo(5);
        assertThat(numbers(read())).containsExactly(2, 3);
    }

    @Test
    void requests_that_come_together_are_all_answered() throws IOException {
        var requests = new ByteArrayOutputStream();
        for (int id = 1; id <= 3; id++) {
            var ping = "{\"id\":" + id + ",\"op\":\"session.ping\"}";
            requests.write(RawClient.frame(0x81, ping.getBytes(StandardCharsets.UTF_8)));
        }
        client.raw(requests.toByteArray());

        var ids = new ArrayList<Integer>();
        while (ids.size() < 3) { // together or not
            read().forEach(answer -> ids.add(answer.path("id").asInt()));
        }
        assertThat(ids).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void others_get_each_by_itself() throws IOException {
        try (var other = RawClient.open(app.port())) {
            other.signIn("ann");
            write(List.of(push("{\"n\":1}"), push("{\"n\":2}")));

            assertThat(other.read().json().path("n").asInt()).isEqualTo(1);
            assertThat(other.read().json().path("n").asInt()).isEqualTo(2);
        }
    }

    @Test
    void texts_of_all_lengths_arrive_whole_and_messages_stay_below_the_largest_frame() throws IOException {
        client.signIn("ann");
        var lengths = new int[] {2, 125, 126, 127, 60_000, 5_500, 65_535, 65_536, 70_000, 3, 300};
        var texts = IntStream.of(lengths)
                .mapToObj(length -> "\"" + "x".repeat(length - 2) + "\"")
                .toList();
        write(texts.stream().map(JoinedFramesTest::push).toList());

        var come = new ArrayList<String>();
        while (come.size() < texts.size()) {
            var received = client.read();
            var json = received.json();
            if (json.isArray()) {
                assertThat(received.payload().length).isLessThanOrEqualTo(Limits.MAX_FRAME_BYTES);
            }
            (json.isArray() ? json : List.of(json)).forEach(text -> come.add(text.toString()));
        }
        assertThat(come).isEqualTo(texts);
    }

    @Test
    void a_pong_and_a_close_keep_their_place() throws IOException {
        client.signIn("ann");
        var connection = (ClientConnection) app.connections.get("ann"); // which alone can write a pong
        connection.eventLoop().execute(() -> {
            connection.write(push("{\"n\":1}"));
            connection.write(push("{\"n\":2}"));
            connection.writeBytes(ControlFrames.pong(new byte[] {7}));
            connection.write(push("{\"n\":3}"));
            connection.close(CloseReason.GOING_AWAY);
        });

        assertThat(numbers(read())).containsExactly(1, 2);
        assertThat(client.read()).extracting(Received::opcode).isEqualTo(RawClient.PONG);
        assertThat(client.read().json().path("n").asInt()).isEqualTo(3);
        assertThat(client.read()).extracting(Received::opcode).isEqualTo(RawClient.CLOSE);
    }
}
