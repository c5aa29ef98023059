package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.FreePort;
import im.parley.protocol.JavaProgram;
import im.parley.server.media.S3Server;
import im.parley.server.process.PipeThreads;
import im.parley.server.store.TestDatabase;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file on its way into an S3 store arrives whole, whenever the server is killed meanwhile.
@Tag("slow")
class MediaKillTest {
    private static final int KILLS = 4;
    /// Three of the objects in which an upload is stored, and a part of one.
    private static final int SIZE = 27 << 20;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final byte[] content = new byte[SIZE];
    private final int app = TestDatabase.newAppID();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final S3Server store;
    private final Path folder;
    private Process server;

    MediaKillTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.store = new S3Server(folder.resolve("s3"));
        this.port = FreePort.find();
        random.nextBytes(content);
    }

    @BeforeEach
    void start() throws IOException {
        var command = JavaProgram.server(ServerMain.class, port, folder.resolve("data"), app + ":" + TestServer.KEY);
        command.addAll(List.of("--postgres", TestDatabase.url(), "--s3", store.url()));
        server = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new BufferedReader(server.inputReader(StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (var line = output.readLine();
                !String.valueOf(line).startsWith("Parley is ready");
                line = output.readLine()) {
            assertThat(line).as("%s", said).isNotNull();
            said.append(line).append('\n');
        }
        PipeThreads.start("server-output", () -> output.lines().forEach(line -> {})); // or it would wait to be read
    }

    private void kill() {
        server.destroyForcibly().onExit().join();
    }

    @AfterEach
    void stop() throws Exception {
        kill();
        store.close();
        http.close();
    }

    private MediaUser signIn() {
        return new MediaUser(port, app, TestServer.KEY, "ann", http);
    }

    @Test
    void an_upload_goes_on_from_what_the_store_has_after_each_kill() throws Exception {
        JsonNode begun;
        try (var ann = signIn()) {
            begun = ann.begin("file", "large.bin", SIZE);
        }
        int stored = 0;
        for (int kill = 0; kill < KILLS && stored < SIZE; kill++) {
            try (var ann = signIn()) {
                sendAndKill(ann, begun, stored, 1 + random.nextInt(SIZE - stored));
            }
            start();
            try (var ann = signIn()) {
                int now = offset(ann, begun);
                assertThat(now).as("seed %d", seed).isBetween(stored, SIZE);
                stored = now;
            }
        }
        try (var ann = signIn()) {
            if (stored < SIZE) {
                var rest = BodyPublishers.ofByteArray(content, stored, SIZE - stored);
                assertThat(ann.send(begun, "PATCH", rest, "Upload-Offset", Integer.toString(stored))
                                .statusCode())
                        .isEqualTo(200);
            }
            var completing = ann.client.start(
                    "media.complete",
                    TestClient.object().put("uploadID", begun.path("uploadID").asText()));
            kill();
            completing.cancel(true);
        }
        start();
        try (var ann = signIn()) {
            var uuid = ann.complete(begun).path("uuid").asText();
            assertThat(ann.read(uuid, "").body()).as("seed %d", seed).isEqualTo(content);
        }
    }

    private static int offset(MediaUser user, JsonNode begun) throws Exception {
        var answer = user.send(begun, "HEAD", BodyPublishers.noBody());
        return (int) answer.headers().firstValueAsLong("upload-offset").orElseThrow();
    }

    /// Kills the server when so many bytes are on their way.
    private void sendAndKill(MediaUser user, JsonNode begun, int from, int bytes) throws InterruptedException {
        var body = BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> new Killing(content, from, bytes)), SIZE - from);
        try {
            user.send(begun, "PATCH", body, "Upload-Offset", Integer.toString(from));
        } catch (IOException cutOff) {
            // nobody is left to answer
        }
        server.onExit().join();
    }

    private final class Killing extends FilterInputStream {
        private int left;

        private Killing(byte[] all, int from, int bytes) {
            super(new ByteArrayInputStream(all, from, all.length - from));
            this.left = bytes;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int read = super.read(into, at, length);
            if (left > 0) {
                left -= read;
                if (left <= 0) {
                    kill();
                }
            }
            return read;
        }
    }
}
