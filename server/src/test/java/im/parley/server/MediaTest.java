package im.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ErrorCode;
import im.parley.server.media.Pictures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files go up and come down again, kept in a folder.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MediaTest {
    private TestServer server;
    private MediaUser alice;

    /// @return where files are kept; null for a folder
    String s3(Path folder) {
        return null;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new TestServer(folder.resolve("data"), s3(folder));
        alice = user("alice");
    }

    private MediaUser user(String userID) {
        return new MediaUser(server.port(), server.app, TestServer.KEY, userID, server.http);
    }

    @AfterAll
    void stop() throws Exception {
        alice.close();
        server.close();
    }

    private static byte[] random(int length, int seed) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void a_file_goes_up_in_one_piece_and_comes_down() throws Exception {
        var content = random(300_000, 1);

        var media = alice.upload("file", "report ünï.bin", content);

        assertThat(media.path("size").asLong()).isEqualTo(300_000);
        assertThat(media.path("name").asText()).isEqualTo("report ünï.bin");
        var down = alice.read(media.path("uuid").asText(), "");
        assertThat(down.statusCode()).isEqualTo(200);
        assertThat(down.body()).isEqualTo(content);
        assertThat(down.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename*=UTF-8''report%20%C3%BCn%C3%AF.bin");
        assertThat(down.headers().firstValue("content-type")).hasValue("application/octet-stream");
        assertThat(down.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(down.headers().firstValue("content-security-policy")).hasValue("default-src 'none'; sandbox");
    }

    @Test
    void an_upload_goes_on_where_it_stopped() throws Exception {
        var content = random(100_000, 2);
        var begun = alice.begin("file", "parts.bin", content.length);

        assertThat(alice.patch(begun, 0, Arrays.copyOf(content, 40_000)).body())
                .isEqualTo("{\"offset\":40000,\"size\":100000}");
        var head = alice.send(begun, "HEAD", BodyPublishers.noBody());
        assertThat(head.headers().firstValueAsLong("upload-offset")).hasValue(40_000);
        assertThat(head.headers().firstValueAsLong("upload-length")).hasValue(100_000);
        var wrong = alice.patch(begun, 30_000, Arrays.copyOfRange(content, 30_000, 100_000));
        assertThat(wrong.statusCode()).isEqualTo(409);
        assertThat(wrong.headers().firstValueAsLong("upload-offset")).hasValue(40_000);
        assertThat(alice.refusedCode(begun)).isEqualTo(ErrorCode.MSG_F_UPLOAD_FAIL.number());
        alice.patch(begun, 40_000, Arrays.copyOfRange(content, 40_000, 100_000));

        var media = alice.complete(begun);
        assertThat(alice.read(media.path("uuid").asText(), "").body()).isEqualTo(content);
        assertThat(alice.complete(begun)).as("asked again").isEqualTo(media);
    }

    @Test
    void a_form_brings_a_file_as_a_mini_program_does() throws Exception {
        var content = random(70_000, 3);
        var begun = alice.begin("file", "form.bin", content.length);
        var head = """
                --frontier\r
                Content-Disposition: form-data; name="note"\r
                \r
                hello\r
                --frontier\r
                Content-Disposition: form-data; name="file"; filename="form.bin"\r
                Content-Type: application/octet-stream\r
                \r
                """.getBytes(UTF_8);
        var body = BodyPublishers.concat(
                BodyPublishers.ofByteArray(head),
                BodyPublishers.ofByteArray(content),
                BodyPublishers.ofString("\r\n--frontier--\r\n"));

        var answer = alice.send(begun, "POST", body, "Content-Type", "multipart/form-data; boundary=frontier");

        assertThat(answer.statusCode()).isEqualTo(200);
        var media = alice.complete(begun);
        assertThat(alice.read(media.path("uuid").asText(), "").body()).isEqualTo(content);
    }

    @Test
    void a_form_without_a_file_is_refused() throws Exception {
        var begun = alice.begin("file", "form.bin", 10);
        var body = "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--x--\r\n";

        var answer = alice.send(
                begun, "POST", BodyPublishers.ofString(body), "Content-Type", "multipart/form-data; boundary=x");

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void an_image_gets_its_three_sizes() throws Exception {
        var media = alice.upload("image", "turned.jpg", Pictures.turned(1600, 1000, 6));

        assertThat(media.path("format").asText()).isEqualTo("jpg");
        var infos = media.path("imageInfoArray");
        assertThat(size(infos.path(0))).isEqualTo("1000x1600");
        assertThat(size(infos.path(1))).isEqualTo("198x317");
        assertThat(size(infos.path(2))).isEqualTo("720x1152");
        for (var variant : new String[] {"/thumbnail", "/large"}) {
            var down = alice.read(media.path("uuid").asText(), variant);
            var info = infos.path(variant.equals("/large") ? 2 : 1);
            assertThat(down.body()).hasSize(info.path("size").asInt());
            assertThat(down.headers().firstValue("content-type")).hasValue("image/jpeg");
            assertThat(down.headers().firstValue("content-disposition"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("inline"));
            var image = ImageIO.read(new ByteArrayInputStream(down.body()));
            assertThat(image.getWidth()).isEqualTo(info.path("width").asInt());
        }
    }

    private static String size(JsonNode info) {
        return info.path("width").asInt() + "x" + info.path("height").asInt();
    }

    @ParameterizedTest
    @CsvSource({"image, 2252", "video, 2352", "snapshot, 2252"})
    void what_is_not_what_it_says_is_refused(String kind, int code) throws Exception {
        var page = "<html><script>alert(1)</script></html>".getBytes(UTF_8);
        var begun = alice.begin(kind, "picture.png", page.length);
        alice.send(begun, "PUT", BodyPublishers.ofByteArray(page));

        assertThat(alice.refusedCode(begun)).isEqualTo(code);
        assertThat(alice.refusedCode(begun)).as("it is gone").isEqualTo(ErrorCode.COS_GET_SIG_FAIL.number());
    }

    @Test
    void nothing_runs_in_our_origin() throws Exception {
        for (var content : new String[] {
            "<html><script>alert(1)</script></html>",
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "%PDF-1.7 not really"
        }) {
            var media = alice.upload("file", "page.html", content.getBytes(UTF_8));
            var down = alice.read(media.path("uuid").asText(), "");

            assertThat(down.headers().firstValue("content-disposition").orElse(""))
                    .startsWith("attachment");
            assertThat(down.headers().firstValue("content-security-policy").orElse(""))
                    .contains("sandbox");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 0, 10",
        "bytes=99990-, 99990, 10",
        "bytes=-5, 99995, 5",
        "bytes=99990-200000, 99990, 10",
        "'bytes=0-1,5-6', 0, 100000",
        "lines=1-2, 0, 100000"
    })
    void parts_of_a_file_can_be_read(String range, int from, int length) throws Exception {
        var content = random(100_000, 4);
        var media = alice.upload("file", "ranges.bin", content);

        var down = alice.read(media.path("uuid").asText(), "", "Range", range);

        assertThat(down.statusCode()).isEqualTo(length == 100_000 ? 200 : 206);
        assertThat(down.body()).isEqualTo(Arrays.copyOfRange(content, from, from + length));
        if (length < 100_000) {
            assertThat(down.headers().firstValue("content-range"))
                    .hasValue("bytes " + from + "-" + (from + length - 1) + "/100000");
        }
    }

    @Test
    void a_range_beyond_the_end_is_refused_and_what_is_known_is_not_sent_again() throws Exception {
        var uuid = alice.upload("file", "small.bin", random(10, 5)).path("uuid").asText();

        assertThat(alice.read(uuid, "", "Range", "bytes=10-").statusCode()).isEqualTo(416);
        var etag = alice.read(uuid, "").headers().firstValue("etag").orElseThrow();
        assertThat(alice.read(uuid, "", "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(alice.read(uuid, "", "Range", "bytes=0-1", "If-Range", "\"other\"")
                        .body())
                .hasSize(10);
    }

    @Test
    void an_address_that_is_not_signed_gives_nothing() throws Exception {
        var uuid =
                alice.upload("file", "secret.bin", random(10, 6)).path("uuid").asText();
        var token = alice.client
                .call("media.access", TestClient.object())
                .path("token")
                .asText();
        var path = "/media/" + server.app + "/" + uuid;

        assertThat(alice.get(path).statusCode()).isEqualTo(403);
        assertThat(alice.get(path + "?t=" + token + "x").statusCode()).isEqualTo(403);
        assertThat(alice.get(path + "?t=zzzz" + token.substring(token.indexOf('.')))
                        .statusCode())
                .isEqualTo(403);
        assertThat(alice.get(path + "?t=" + token).statusCode()).isEqualTo(200);
        assertThat(alice.get(path.substring(0, path.length() - 1) + "?t=" + token)
                        .statusCode())
                .isEqualTo(404);
        assertThat(alice.get("/media/1/" + uuid + "?t=" + token).statusCode()).isEqualTo(404);
        assertThat(alice.get("/media/../config.json").statusCode()).isNotEqualTo(500);
    }

    @Test
    void uploads_need_their_own_address_and_owner() throws Exception {
        var begun = alice.begin("file", "mine.bin", 10);
        var url = begun.path("uploadUrl").asText();
        var forged = TestClient.object().put("uploadUrl", url.substring(0, url.length() - 1) + "~");

        assertThat(alice.send(forged, "PUT", BodyPublishers.ofByteArray(new byte[10]))
                        .statusCode())
                .isEqualTo(404);
        alice.send(begun, "PUT", BodyPublishers.ofByteArray(new byte[10]));
        try (var bob = user("bob")) {
            assertThat(bob.refusedCode(begun)).isEqualTo(ErrorCode.COS_GET_SIG_FAIL.number());
        }
        alice.complete(begun);
        assertThat(alice.send(begun, "PUT", BodyPublishers.ofByteArray(new byte[10]))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void more_than_was_announced_is_refused() throws Exception {
        var begun = alice.begin("file", "more.bin", 1000);

        assertThat(alice.send(begun, "PUT", BodyPublishers.ofByteArray(random(2000, 7)))
                        .statusCode())
                .isEqualTo(413);
        var unannounced = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(random(2000, 7)));
        assertThat(alice.send(begun, "PUT", unannounced).statusCode()).isEqualTo(413);
        assertThat(alice.refusedCode(begun)).isEqualTo(ErrorCode.MSG_F_UPLOAD_FAIL.number());
    }

    @Test
    void other_bytes_than_the_announced_hash_are_refused() throws Exception {
        var body = TestClient.object()
                .put("kind", "file")
                .put("name", "hash.bin")
                .put("size", 10)
                .put("sha256", "0".repeat(64));
        var begun = alice.client.call("media.begin", body);
        alice.send(begun, "PUT", BodyPublishers.ofByteArray(random(10, 8)));

        assertThat(alice.refusedCode(begun)).isEqualTo(ErrorCode.MSG_F_UPLOAD_FAIL.number());
    }

    @ParameterizedTest
    @CsvSource({
        "image, 20971521, 2253",
        "audio, 20971521, 2301",
        "video, 104857601, 2351",
        "file, 104857601, 2402",
        "file, 0, 2108",
        "file, -1, 2041",
        "cake, 1, 2041"
    })
    void announcements_out_of_range_are_refused(String kind, long size, int code) {
        var answer = alice.client
                .start(
                        "media.begin",
                        TestClient.object().put("kind", kind).put("name", "x").put("size", size))
                .join();

        assertThat(answer.path("code").asInt()).isEqualTo(code);
    }

    @Test
    void a_recording_has_its_length() throws Exception {
        var wav = wav(3);

        var media = alice.upload("audio", "note.wav", wav);

        assertThat(media.path("second").asInt()).isEqualTo(3);
        assertThat(media.path("format").asText()).isEqualTo("wav");
        assertThat(alice.read(media.path("uuid").asText(), "").headers().firstValue("content-type"))
                .hasValue("audio/wav");
    }

    private static byte[] wav(int seconds) throws Exception {
        var format = new AudioFormat(8000, 16, 1, true, false);
        var samples = new byte[seconds * 16_000];
        var out = new ByteArrayOutputStream();
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(samples), format, seconds * 8000L),
                AudioFileFormat.Type.WAVE,
                out);
        return out.toByteArray();
    }

    @Test
    void pages_of_other_origins_may_upload_and_read() throws Exception {
        var begun = alice.begin("file", "cors.bin", 10);

        var answer = alice.send(
                begun,
                "OPTIONS",
                BodyPublishers.noBody(),
                "Access-Control-Request-Method",
                "PATCH",
                "Access-Control-Request-Headers",
                "upload-offset");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("access-control-allow-methods").orElse(""))
                .contains("PATCH");
        assertThat(answer.headers().firstValue("access-control-allow-headers").orElse(""))
                .contains("Upload-Offset");
    }
}
