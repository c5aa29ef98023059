package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No message stays without a verdict when the server is killed while the moderation service looks at it.
@Tag("slow")
class ModerationCrashTest {
    private static final int KILLS = 4;
    private static final int BURST = 20; // messages between two kills
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /// A look takes up to six pages, and twenty a second are allowed.
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(700);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    @Test
    void every_open_review_is_taken_up_again_after_a_kill() throws Exception {
        try (var moderator = new Moderator();
                var server = new ChildServer(
                        folder,
                        "--moderation",
                        moderator.address(),
                        "--set",
                        "moderation.cloud=text",
                        "--set",
                        "moderation.wait=0",
                        "--set",
                        "moderation.retryAfter=1")) {
            var ann = Person.signIn("ann", server.address(), TIMEOUT);
            var bob = Person.signIn("bob", server.address(), TIMEOUT);
            var expected = new HashMap<String, Boolean>();
            for (int kill = 0; kill < KILLS; kill++) {
                moderator.hold();
                var burst = new HashSet<String>();
                for (int i = 0; i < BURST; i++) {
                    boolean isRisky = random.nextBoolean();
                    var text = (isRisky ? "violating " : "harmless ") + (kill * BURST + i);
                    ann.send(text).to(bob);
                    expected.put(text, isRisky);
                    burst.add(text);
                }
                while (moderator.asked() == 0) {
                    LockSupport.parkNanos(1_000_000);
                }
                var decided = risky(bob, ann);
                decided.keySet().retainAll(burst);
                assertThat(decided.values())
                        .as("what is under review")
                        .containsOnly(false)
                        .hasSize(BURST);
                server.kill();
                moderator.release();
                server.start();
                awaitVerdicts(expected, ann, bob);
            }

            ann.chat.destroy().join();
            bob.chat.destroy().join();
        }
    }

    private void awaitVerdicts(Map<String, Boolean> expected, Person ann, Person bob) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!risky(bob, ann).equals(expected) && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        assertThat(risky(bob, ann))
                .as("as the receiver reads it, seed %d", seed)
                .isEqualTo(expected);
        assertThat(risky(ann, bob)).as("as the sender reads it, seed %d", seed).isEqualTo(expected);
    }

    /// What is in the log, from a text to whether it is risky.
    private static Map<String, Boolean> risky(Person reader, Person peer) {
        var found = new HashMap<String, Boolean>();
        var query = MessageListQuery.newest(Person.conversationID(peer));
        while (true) {
            var page = result(reader.chat.getMessageList(query));
            page.messageList().forEach(message -> found.put(Person.text(message), message.hasRiskContent()));
            if (page.isCompleted()) {
                return found;
            }
            query = MessageListQuery.before(query.conversationID(), page.nextReqMessageID());
        }
    }
}
