package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import im.parley.protocol.session.Platform;
import im.parley.server.store.Database;
import im.parley.server.store.DatabaseConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that dies takes its users' presence with it, and the others notice.
class PresenceCrashTest {
    @Test
    void users_of_a_killed_server_are_offline_soon(@TempDir Path folder) throws Exception {
        try (var database = Database.open(new DatabaseConfig.Embedded(Files.createDirectory(folder.resolve("db"))));
                var one = node("one", folder, database.connectUrl());
                var two = node("two", folder, database.connectUrl())) {
            var ann = person("ann", two);
            var bob = person("bob", one);
            assertThat(result(bob.chat.subscribeUserStatus(List.of(ann.userID))).failureUserList())
                    .isEmpty();
            assertThat(status(bob, ann)).isEqualTo(Types.USER_STATUS_ONLINE);

            two.kill();
            var killed = System.nanoTime();

            var offline = bob.await(Events.USER_STATUS_UPDATED).getFirst();
            assertThat(offline.userID()).isEqualTo(ann.userID);
            assertThat(offline.statusType()).isEqualTo(Types.USER_STATUS_OFFLINE);
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(10));
            assertThat(status(bob, ann)).isEqualTo(Types.USER_STATUS_OFFLINE);
            ann.chat.destroy().join();
            bob.chat.destroy().join();
        }
    }

    private static int status(Person asker, Person asked) {
        return result(asker.chat.getUserStatus(List.of(asked.userID)))
                .successUserList()
                .getFirst()
                .statusType();
    }

    private static ChildServer node(String name, Path folder, String postgres) {
        return new ChildServer(
                folder.resolve(name), "--postgres", postgres, "--node", name, "--set", "status.nodeTimeout=2");
    }

    private static Person person(String userID, ChildServer server) {
        var chat = Chat.createAnother(ChatOptions.of(TestServer.APP, "ws://127.0.0.1:" + server.port())
                .withPlatform(Platform.LINUX));
        chat.setLogLevel(2);
        return new Person(userID, chat).logIn();
    }
}
