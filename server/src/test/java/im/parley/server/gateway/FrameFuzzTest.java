package im.parley.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever a client sends, the server neither falls nor hangs: afterwards it answers on this socket, or
/// has closed it with a code that docs/protocol.md lists; and it always answers on another.
class FrameFuzzTest {
    private static final Set<Integer> CODES = Set.of(1000, 1002, 1007, 1009, 4000, 4004);
    private static final List<String> VALID = List.of(
            "{\"id\":1,\"op\":\"session.ping\",\"body\":{}}",
            "{\"id\":2,\"op\":\"session.login\",\"body\":{\"userID\":\"ann\",\"userSig\":\"s\",\"instanceID\":\"i\",\"platform\":\"Web\"}}",
            "{\"id\":3,\"op\":\"message.send\",\"body\":{\"id\":\"1-2-3\",\"conversationID\":\"C2Cann\",\"type\":\"TIMTextElem\","
                    + "\"payload\":{\"text\":\"h\u00e9llo \ud83d\ude00\"},\"needReadReceipt\":true}}",
            "{\"id\":9007199254740992,\"op\":\"message.send\",\"body\":{\"payload\":[1,2.5e3,null,\"\\u0041\"]}}");
    private static TestApp app;

    @BeforeContainer
    static void start() {
        app = new TestApp(TestApp.config());
    }

    @AfterContainer
    static void stop() {
        app.close();
    }

    @Property(tries = 150)
    void random_bytes_as_text(@ForAll @Size(max = 300) byte[] bytes) throws IOException {
        try (var client = RawClient.open(app.port())) {
            client.send(0x81, bytes);
            answersOrCloses(client);
        }
    }

    @Property(tries = 150)
    void random_bytes_in_place_of_frames(@ForAll @Size(min = 1, max = 300) byte[] bytes) throws IOException {
        try (var client = RawClient.open(app.port())) {
            client.raw(bytes);
            client.raw(new byte[70_000]); // ends whatever the bytes began
            answersOrCloses(client);
        }
    }

    @Property(tries = 400)
    void damaged_requests(
            @ForAll @IntRange(max = 3) int which, @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int damages)
            throws IOException {
        var text = VALID.get(which).getBytes(StandardCharsets.UTF_8);
        var random = new Random(seed);
        for (int i = 0; i < damages; i++) {
            text = damage(text, random);
        }
        try (var client = RawClient.open(app.port())) {
            client.call(
                    7,
                    "session.login",
                    "{\"userID\":\"ann\",\"userSig\":\"s\",\"instanceID\":\"i\",\"platform\":\"Web\"}");
            client.send(0x81, text);
            answersOrCloses(client);
        }
    }

    @Property(tries = 150)
    void frames_of_any_kind(@ForAll @Size(min = 1, max = 12) List<Integer> heads, @ForAll long seed)
            throws IOException {
        var random = new Random(seed);
        try (var client = RawClient.open(app.port())) {
            for (int head : heads) {
                var payload = new byte[random.nextInt(200)];
                random.nextBytes(payload);
                client.send(head & 0xff, payload);
            }
            answersOrCloses(client);
        } catch (SocketException cut) {
            // closed while we were still sending
        }
    }

    private static byte[] damage(byte[] text, Random random) {
        int at = random.nextInt(text.length);
        var other = switch (random.nextInt(4)) {
            case 0 -> { // another byte
                var changed = text.clone();
                changed[at] = (byte) random.nextInt(128);
                yield changed;
            }
            case 1 -> { // cut out
                int length = Math.min(text.length - at, 1 + random.nextInt(8));
                var cut = new byte[text.length - length];
                System.arraycopy(text, 0, cut, 0, at);
                System.arraycopy(text, at + length, cut, at, text.length - at - length);
                yield cut;
            }
            case 2 -> { // repeated
                var longer = new byte[text.length + text.length - at];
                System.arraycopy(text, 0, longer, 0, text.length);
                System.arraycopy(text, at, longer, text.length, text.length - at);
                yield longer;
            }
            default -> { // the bits of any byte
                var changed = text.clone();
                changed[at] ^= (byte) (1 << random.nextInt(8));
                yield changed;
            }
        };
        return other.length == 0 ? new byte[] {'{'} : other;
    }

    private static void answersOrCloses(RawClient client) throws IOException {
        try {
            client.send("{\"id\":77777,\"op\":\"session.ping\",\"body\":{}}");
            while (true) {
                var frame = client.read();
                if (frame.opcode() == RawClient.CLOSE) {
                    assertThat(frame.closeCode()).isIn(CODES);
                    break;
                }
                if (frame.opcode() == RawClient.TEXT && frame.json().path("id").asLong() == 77_777) {
                    assertThat(frame.json().get("code").asInt()).isIn(0, 60003);
                    break;
                }
                if (frame.opcode() == RawClient.TEXT) {
                    assertThat(frame.json().path("code").asInt())
                            .as("internal error")
                            .isNotEqualTo(91000);
                }
            }
        } catch (EOFException | SocketException cut) {
            // the close frame was overtaken by the reset that answers what we sent after it
        }
        try (var other = RawClient.open(app.port())) {
            assertThat(other.call(1, "session.ping", "{}").get("code").asInt()).isZero();
        }
    }
}
