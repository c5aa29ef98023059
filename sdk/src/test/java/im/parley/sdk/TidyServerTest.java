package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server leaves on its machine beside the data folder: nothing, even when it is killed.
class TidyServerTest {
    @Test
    void nothing_stays_in_the_temporary_folder(@TempDir Path folder) throws Exception {
        var temporary = Files.createDirectory(folder.resolve("temporary"));
        try (var server = new ChildServer(temporary, folder.resolve("data"))) {
            try (var left = Files.list(temporary)) {
                assertThat(left.map(Path::getFileName).map(Path::toString)).isEmpty();
            }
            server.kill();
            server.start();
        }
        try (var left = Files.list(temporary)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).isEmpty();
        }
    }
}
