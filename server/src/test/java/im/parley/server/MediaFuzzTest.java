package im.parley.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever comes to an upload's address, there is an answer that says what is wrong, never a failure of the
/// server; and what was acknowledged is still there, and the file arrives as it was.
class MediaFuzzTest {
    private static final Set<Integer> ANSWERS = Set.of(200, 204, 400, 404, 405, 409, 413, 414, 416, 431, 501, 505);

    private static final String LONG = "something very long";

    private static TestServer server;
    private static MediaUser alice;

    @BeforeContainer
    static void start() throws IOException {
        server = new TestServer(Files.createTempDirectory("parley-media-fuzz-"));
        alice = new MediaUser(server.port(), server.app, TestServer.KEY, "alice", server.http);
    }

    @AfterContainer
    static void stop() {
        alice.close();
        server.close();
    }

    private enum Kind {
        PATCH,
        PATCH_ELSEWHERE,
        PATCH_CHUNKED,
        PATCH_CUT_OFF,
        TOO_MUCH,
        TOO_MUCH_CHUNKED,
        WHOLE_CUT_OFF,
        ODD_OFFSET,
        ODD_METHOD,
        ODD_HEADERS,
        BROKEN_CHUNKS,
        BROKEN_FORM,
        BAD_TOKEN,
        NOISE
    }

    /// @param share of what is missing that comes with it, in thousandths
    /// @param name of something that should not be there
    private record Step(Kind kind, int share, String name, long seed) {
        String odd() {
            return name.equals(LONG) ? "x".repeat(9_000) : name;
        }
    }

    // Shrinking goes on in the common pool when its time is over: tests after this one would wait for a thread there.
    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void an_upload_survives_whatever_comes(@ForAll @From("steps") @Size(max = 14) List<Step> steps, @ForAll long seed)
            throws Exception {
        var random = new Random(seed);
        var content = new byte[1 + random.nextInt(200_000)];
        random.nextBytes(content);
        var upload = new Upload(alice.begin("file", "fuzz.bin", content.length), content);

        for (var step : steps) {
            upload.take(step);
        }

        assertThat(upload.finish()).isEqualTo(content);
    }

    /// An upload and what must have come of it by now: at least `acked` bytes are kept.
    private static final class Upload {
        private final JsonNode begun;
        private final String address;
        private final byte[] content;
        private long acked;
        private boolean wasCutOff;

        Upload(JsonNode begun, byte[] content) {
            this.begun = begun;
            this.address = begun.path("uploadUrl").asText();
            this.content = content;
        }

        void take(Step step) throws IOException {
            long at = kept();
            var rest = Arrays.copyOfRange(content, (int) at, content.length);
            var some = Arrays.copyOf(rest, (int) (rest.length * (long) step.share() / 1000));
            var random = new Random(step.seed());
            switch (step.kind()) {
                case PATCH -> patched(at, some, call(head("PATCH", offset(at) + length(some.length)), some));
                case PATCH_CHUNKED -> {
                    var chunked = offset(at) + "Transfer-Encoding: chunked\r\n";
                    patched(at, some, call(head("PATCH", chunked), chunks(some, random, true)));
                }
                case PATCH_ELSEWHERE -> {
                    long wrong = at + 1 + random.nextInt(100_000);
                    var answer = call(head("PATCH", offset(wrong) + length(some.length)), some);
                    if (wrong + some.length <= content.length) {
                        assertThat(answer.status()).isEqualTo(409);
                        assertThat(answer.number("upload-offset")).hasValue(at);
                    } else {
                        assertThat(answer.status()).isIn(409, 413);
                    }
                }
                case PATCH_CUT_OFF -> {
                    cutOff(head("PATCH", offset(at) + length(rest.length + 1)), some, 413);
                    cutOff(head("PATCH", offset(at) + length(rest.length)), some, 409);
                }
                case TOO_MUCH ->
                    assertThat(call(head("PATCH", offset(at) + length(rest.length + 7)), new byte[rest.length + 7])
                                    .status())
                            .isEqualTo(413);
                case TOO_MUCH_CHUNKED -> {
                    var body = chunks(new byte[rest.length + 1], random, true);
                    var answer = call(head("PATCH", offset(at) + "Transfer-Encoding: chunked\r\n"), body);
                    assertThat(answer.status()).isEqualTo(413);
                    assertThat(answer.body()).contains("\"code\":" + ErrorCode.MSG_F_UPLOAD_FAIL.number());
                    acked = 0; // nothing of an upload that is not what was announced is kept
                }
                case WHOLE_CUT_OFF -> {
                    acked = 0;
                    var start = Arrays.copyOf(content, content.length * step.share() / 1000);
                    cutOff(head(random.nextBoolean() ? "PUT" : "POST", length(content.length)), start, 409);
                }
                case ODD_OFFSET -> {
                    var answer = call(head("PATCH", "Upload-Offset: " + step.odd() + "\r\n" + length(0)), new byte[0]);
                    assertThat(answer.status()).isIn(200, 400, 409, 413, 431);
                }
                case ODD_METHOD -> odd(oddCall(head(step.odd(), length(some.length)), some));
                case ODD_HEADERS ->
                    odd(oddCall(head("PATCH", step.odd() + ": " + step.odd() + "\r\n" + length(0)), new byte[0]));
                case BROKEN_CHUNKS -> {
                    odd(oddCall(
                            head("PATCH", offset(at) + "Transfer-Encoding: chunked\r\n"), chunks(some, random, false)));
                }
                case BROKEN_FORM -> {
                    acked = 0;
                    var body = form(step, random);
                    odd(oddCall(
                            head("POST", "Content-Type: " + formType(random) + "\r\n" + length(body.length)), body));
                }
                case BAD_TOKEN -> {
                    var broken = address.substring(0, address.length() - 1 - random.nextInt(20)) + step.odd();
                    var answer = call(head("PATCH", broken, offset(at) + length(some.length)), some);
                    assertThat(answer.status()).isIn(400, 404, 414);
                }
                case NOISE -> {
                    var noise = new byte[1 + random.nextInt(500)];
                    random.nextBytes(noise);
                    odd(oddCall(noise, "\r\n\r\n".getBytes(ISO_8859_1)));
                }
            }
        }

        private void patched(long at, byte[] some, RawHttp.Answer answer) {
            if (wasCutOff && answer.status() == 409) { // what was cut off before is still coming in
                return;
            }
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            acked = at + some.length;
            assertThat(answer.number("upload-offset")).hasValue(acked);
        }

        private void odd(RawHttp.Answer answer) {
            assertThat(answer.status())
                    .satisfiesAnyOf(
                            status -> assertThat(ANSWERS).contains(status),
                            status -> assertThat(status).as("closed").isZero());
        }

        /// Leaves without having sent all that was announced.
        private void cutOff(byte[] head, byte[] some, int status) throws IOException {
            wasCutOff = true;
            try (var http = new RawHttp(server.port())) {
                http.send(head);
                http.send(some);
                http.end();
                assertThat(http.answer(false).status()).isIn(0, status, 409);
            }
        }

        private RawHttp.Answer call(byte[] head, byte[] body) throws IOException {
            try (var http = new RawHttp(server.port())) {
                http.send(head);
                http.send(body);
                return http.answer(false);
            }
        }

        private RawHttp.Answer oddCall(byte[] head, byte[] body) throws IOException {
            wasCutOff = true; // the server may leave in the middle
            try (var http = new RawHttp(server.port())) {
                http.send(head);
                http.send(body);
                return http.answerOrEnd();
            }
        }

        /// How many bytes are kept, as the server says; never less than were acknowledged.
        private long kept() throws IOException {
            try (var http = new RawHttp(server.port())) {
                http.send(head("HEAD", ""));
                var answer = http.answer(true);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.number("upload-length")).hasValue(content.length);
                long kept = answer.number("upload-offset").orElseThrow();
                assertThat(kept).isBetween(acked, (long) content.length);
                return kept;
            }
        }

        byte[] finish() throws Exception {
            for (long at = kept(); at < content.length; at = kept()) {
                var rest = Arrays.copyOfRange(content, (int) at, content.length);
                var answer = call(head("PATCH", offset(at) + length(rest.length)), rest);
                assertThat(answer.status()).isIn(200, 409); // what was cut off before may still be coming in
            }
            var media = alice.complete(begun);
            return alice.read(media.path("uuid").asText(), "").body();
        }

        private byte[] head(String method, String headers) {
            return head(method, address, headers);
        }

        private static byte[] head(String method, String path, String headers) {
            return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n").getBytes(ISO_8859_1);
        }
    }

    private static String offset(long at) {
        return "Upload-Offset: " + at + "\r\n";
    }

    private static String length(long bytes) {
        return "Content-Length: " + bytes + "\r\n";
    }

    private static byte[] chunks(byte[] body, Random random, boolean whole) {
        var out = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; ) {
            int n = Math.min(body.length - at, 1 + random.nextInt(50_000));
            out.writeBytes((Integer.toHexString(n) + "\r\n").getBytes(ISO_8859_1));
            out.write(body, at, n);
            out.writeBytes("\r\n".getBytes(ISO_8859_1));
            at += n;
        }
        out.writeBytes((whole ? "0\r\n\r\n" : "zzz\r\n").getBytes(ISO_8859_1));
        return out.toByteArray();
    }

    private static String formType(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "multipart/form-data";
            case 1 -> "multipart/form-data; boundary=";
            case 2 -> "multipart/form-data; boundary=\"x";
            default -> "multipart/form-data; boundary=x";
        };
    }

    private static byte[] form(Step step, Random random) {
        var parts = List.of(
                "--x\r\n",
                "--x--\r\n",
                "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n",
                "Content-Disposition: form-data; name=\"note\"\r\n",
                "Content-Disposition: attachment\r\n",
                "Content-Type: multipart/mixed; boundary=y\r\n",
                "Content-Transfer-Encoding: base64\r\n",
                "Content-Type: text/plain; charset=nonsense\r\n",
                "\r\n",
                step.odd() + "\r\n");
        var body = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            body.append(parts.get(random.nextInt(parts.size())));
        }
        return body.toString().getBytes(ISO_8859_1);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var kinds = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(Kind.PATCH, Kind.PATCH_CHUNKED)), Tuple.of(5, Arbitraries.of(Kind.class)));
        var odd = Arbitraries.of(
                "",
                "-1",
                "1e3",
                "999999999999999999",
                "9".repeat(40),
                "0x10",
                "GET",
                "DELETE",
                "TRACE",
                "CONNECT",
                "patch",
                "M\u00fc",
                "\0",
                "Content-Length",
                "Transfer-Encoding",
                "Expect",
                "Range",
                " ",
                LONG);
        return Combinators.combine(kinds, Arbitraries.integers().between(0, 1000), odd, Arbitraries.longs())
                .as(Step::new)
                .list();
    }
}
