package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import im.parley.protocol.ErrorCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that is on its way arrives whole and once, whatever is killed meanwhile, and nothing that the server
/// has taken is sent a second time.
@Tag("slow")
class MediaCrashTest {
    private static final int KILLS = 8;
    private static final int SIZE = 24 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    @Test
    void an_upload_goes_on_after_each_kill_of_the_server() throws Exception {
        var content = new byte[SIZE];
        random.nextBytes(content);
        var file = Files.write(folder.resolve("large.bin"), content);
        try (var server = new ChildServer(folder.resolve("data"));
                var cable = new Cable(server.port())) {
            var ann = Person.signIn("ann", cable.address(), TIMEOUT);
            var bob = Person.signIn("bob", cable.address(), TIMEOUT);
            var progress = new ArrayBlockingQueue<Double>(SIZE / Pieces.SMALLEST + 1);
            var message = ann.chat.createFileMessage(
                    CreateOptions.toUser(bob.userID, FileContent.of(file)).withProgress(progress::add));
            var before = cable.sent();
            var sending = Thread.ofVirtual().start(() -> sendUntilStored(ann, message));

            for (int kill = 1; kill <= KILLS; kill++) {
                awaitProgress(progress, (kill - random.nextDouble()) / (KILLS + 1));
                server.kill();
                server.start();
            }

            assertThat(sending.join(TIMEOUT)).as("seed " + seed).isTrue();
            assertThat(cable.sent() - before)
                    .as("what was under way is sent again, and no more, seed " + seed)
                    .isBetween((long) SIZE, SIZE + (KILLS + 1L) * 2 * Pieces.sizeOf(SIZE));
            var patience = System.nanoTime() + TIMEOUT.toNanos(); // so often cut off, bob may pause for half a minute
            while (bob.unexpectedMessages().isEmpty() && System.nanoTime() < patience) {
                LockSupport.parkNanos(50_000_000);
            }
            var received = (FilePayload) bob.awaitMessage().payload();
            assertThat(read(received.fileUrl())).as("seed " + seed).isEqualTo(content);
            assertThat(bob.unexpectedMessages()).isEmpty();
            ann.chat.destroy().join();
            bob.chat.destroy().join();
        }
    }

    /// Returns once this much of the file is said to have arrived.
    private static void awaitProgress(BlockingQueue<Double> progress, double share) throws InterruptedException {
        for (double told = 0; told < share; ) {
            var next = progress.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            told = next == null ? fail("nothing gets through any more") : next;
        }
    }

    /// As an app does that wants its message out.
    private static void sendUntilStored(Person sender, Message message) {
        var attempt = sender.chat.sendMessage(message);
        while (attempt.handle((stored, failure) -> failure != null).join()) {
            assertThat(errorOf(attempt).code())
                    .isIn(ErrorCode.MSG_F_UPLOAD_FAIL.number(), ErrorCode.NETWORK_ERROR.number());
            attempt = sender.chat.resendMessage(message);
        }
    }

    private static byte[] read(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(url).isEqualTo(200);
            return answer.body();
        }
    }
}
