package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No notification is lost when the server is killed while it reads the log or hands notifications on.
@Tag("slow")
class PushCrashTest {
    private static final int KILLS = 4;
    private static final int BURST = 40; // messages between two kills
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    @Test
    void every_message_is_told_of_though_the_server_is_killed_in_between() throws Exception {
        try (var hook = new PhoneHook();
                var server = new ChildServer(folder, "--push-hook", hook.url(), "--set", "push.offline=provider");
                var cable = new Cable(server.port())) {
            var ann = Person.signIn("ann", server.address(), TIMEOUT);
            var bob = Person.signIn("bob", cable.address(), TIMEOUT);
            result(bob.chat.callExperimentalAPI("setOfflinePushToken", Map.of("vendor", "fcm", "token", "phone")));
            var expected = new HashSet<String>();
            cable.pullOut();
            for (int kill = 0; kill < KILLS; kill++) {
                hook.isBusy = kill % 2 == 1; // what was handed on in vain is tried again by the next
                for (int i = 0; i < BURST; i++) {
                    var text = "message " + (kill * BURST + i);
                    ann.send(text).to(bob);
                    expected.add(text);
                }
                Thread.sleep(random.nextInt(600)); // into any moment of the reader's round
                server.kill();
                hook.isBusy = false;
                server.start();
            }

            var shown = new HashSet<String>();
            while (shown.size() < expected.size()) {
                shown.add(hook.next("phone").path("text").asText());
            }
            assertThat(shown).as("seed " + seed).isEqualTo(expected);
            ann.chat.destroy().join();
        }
    }
}
