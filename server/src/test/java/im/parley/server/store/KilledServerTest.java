package im.parley.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A server of its own process is killed without a chance to stop its database.
@Tag("slow")
class KilledServerTest {
    private Path data;

    @BeforeEach
    void makeFolder() throws IOException {
        data = Files.createTempDirectory("parley-killed-");
    }

    @AfterEach
    void removeFolder() throws IOException {
        DataFolder.deleteTree(data);
    }

    @Test
    void after_server_and_database_are_killed_together_nothing_committed_is_lost() throws IOException {
        var victim = victim();
        var database = ProcessHandle.of(victim.databaseProcess()).orElseThrow();
        database.destroyForcibly();
        victim.server().destroyForcibly().onExit().join();
        database.onExit().join();
        assertTheRowIsThere();
    }

    @Test
    void on_linux_the_database_of_a_killed_server_stops_by_itself() throws IOException {
        var victim = victim();
        victim.server().destroyForcibly().onExit().join();
        var database = ProcessHandle.of(victim.databaseProcess());
        Await.until(() -> database.map(process -> !process.isAlive()).orElse(true));
        assertTheRowIsThere();
    }

    private void assertTheRowIsThere() {
        try (var database = Database.open(new DatabaseConfig.Embedded(data))) {
            var rows = database.app(1)
                    .jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT key FROM setting")
                            .mapTo(String.class)
                            .list());
            assertThat(rows).containsExactly("committed");
        }
    }

    private record Victim(Process server, long databaseProcess) {}

    private Victim victim() throws IOException {
        var server = new ProcessBuilder(JavaProgram.of(VictimMain.class, data.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new BufferedReader(server.inputReader(StandardCharsets.UTF_8));
        var line = output.readLine();
        while (line != null && !line.matches("\\d+")) {
            line = output.readLine();
        }
        return new Victim(server, Long.parseLong(String.valueOf(line)));
    }

    /// Stores a row, prints the database's process number and waits to be killed.
    static final class VictimMain {
        private VictimMain() {}

        public static void main(String[] args) throws IOException {
            var database = Database.open(new DatabaseConfig.Embedded(Path.of(args[0])));
            database.app(1)
                    .jdbi()
                    .useHandle(handle -> handle.execute("INSERT INTO setting VALUES ('committed', '1', 0)"));
            System.out.println(database.processId());
            System.in.read();
        }
    }
}
