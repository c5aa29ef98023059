package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.server.store.Database;
import im.parley.server.store.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A push to all users reaches each of them once, though servers are killed while they deliver it.
@Tag("slow")
class MemberPushCrashTest {
    private static final int USERS = 450;
    private static final int KILLS = 3;
    private static final int AT_ONCE = 50; // accounts of one import
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private static final String[] FLAGS = {"--set", "rest.rate=0", "--set", "status.nodeTimeout=2"};

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    private static JsonNode call(int port, String command, Map<String, ?> request) {
        var answer = TestServer.answer(port, command, request);
        assertThat(answer.get("ErrorCode").asInt()).as(answer.toString()).isZero();
        return answer;
    }

    private static List<String> users() {
        return IntStream.range(0, USERS).mapToObj(number -> "user-" + number).toList();
    }

    private static void setRate(int port, int usersPerSecond) {
        call(port, "settings/set", Map.of("Settings", Map.of("rest.memberPushRate", usersPerSecond)));
    }

    private static void importUsers(int port) {
        for (int from = 0; from < USERS; from += AT_ONCE) {
            call(
                    port,
                    "im_open_login_svc/multiaccount_import",
                    Map.of(
                            "AccountList",
                            users().subList(from, from + AT_ONCE).stream()
                                    .map(userID -> Map.of("UserID", userID))
                                    .toList()));
        }
    }

    private static Map<String, Object> push() {
        return Map.of(
                "MsgRandom",
                4_294_967_295L,
                "MsgBody",
                Stream.of("one", "two")
                        .flatMap(text -> RestScenario.body(text).stream())
                        .toList());
    }

    private static List<String> heardBy(int port, String userID) {
        return call(port, "openim/admin_getroammsg", MemberPushScenario.heardBy(userID))
                .get("MsgList")
                .findValuesAsText("Text");
    }

    private static void awaitServed(int port, String userID) {
        while (heardBy(port, userID).size() < 2) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private void assertEachHasItOnce(int port) {
        users().forEach(userID -> awaitServed(port, userID));
        var heard = new HashMap<String, List<String>>();
        users().forEach(userID -> heard.put(userID, heardBy(port, userID)));
        assertThat(heard.values()).as("seed " + seed).allMatch(List.of("one", "two")::equals);
    }

    @Test
    void a_server_that_is_killed_again_and_again_goes_on_where_it_was() {
        try (var server = new ChildServer(folder, FLAGS)) {
            setRate(server.port(), 300); // a round each third of a second
            importUsers(server.port());
            var ann = Person.signIn("user-0", server.address(), TIMEOUT);
            var task = call(server.port(), "all_member_push/im_push", push());
            for (int kill = 0; kill < KILLS; kill++) {
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(500)).toNanos()); // into any moment of a round
                server.kill();
                server.start();
            }
            var again = call(server.port(), "all_member_push/im_push", push());

            assertThat(again.get("TaskId")).isEqualTo(task.get("TaskId"));
            assertEachHasItOnce(server.port());
            assertThat(ann.awaitTexts(2)).containsExactly("one", "two");
            assertThat(ann.unexpectedMessages()).isEmpty();
            ann.chat.destroy().join();
        }
    }

    @Test
    void another_node_goes_on_for_one_that_is_killed() throws Exception {
        try (var database = Database.open(new DatabaseConfig.Embedded(folder.resolve("database")))) {
            try (var one = node("one", database);
                    var two = node("two", database)) {
                setRate(one.port(), 30); // the last round comes after 13 seconds
                importUsers(one.port());
                call(one.port(), "all_member_push/im_push", push());
                awaitServed(two.port(), users().getFirst());

                one.kill();

                assertThat(heardBy(two.port(), users().getLast())).isEmpty();
                setRate(two.port(), 300);
                assertEachHasItOnce(two.port());
            }
        }
    }

    private ChildServer node(String name, Database database) {
        return new ChildServer(
                folder.resolve(name),
                Stream.concat(Stream.of("--postgres", database.connectUrl(), "--node", name), Stream.of(FLAGS))
                        .toArray(String[]::new));
    }
}
