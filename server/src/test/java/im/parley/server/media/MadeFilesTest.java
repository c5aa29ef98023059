package im.parley.server.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.server.bus.InProcessBus;
import im.parley.server.media.MadeFiles.Facts;
import im.parley.server.session.TestClock;
import im.parley.server.settings.Settings;
import im.parley.server.store.AppStore;
import im.parley.server.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of the server's own are there for a day.
class MadeFilesTest {
    private static final String NAME = "C2C-20261124T1100Z";
    private static final Facts FACTS = new Facts(20, "aa", 5, "bb");

    private final AppStore database = TestDatabase.newApp();
    private final TestClock clock = new TestClock();

    @TempDir
    private Path folder;

    private Path source;
    private FolderStore store;
    private MediaService media;
    private MadeFiles files;

    @BeforeEach
    void open() throws IOException {
        var settings = new Settings(
                database.jdbi(), new InProcessBus(), TestDatabase.background(), clock, Duration.ofHours(1));
        source = Files.writeString(folder.resolve("source"), "bytes");
        store = new FolderStore(folder.resolve("files"), false);
        media = new MediaService(1, database.jdbi(), store, settings, clock, null);
        files = media.made();
    }

    private void collect() {
        new MediaCollector(media, () -> 0, clock::millis, clock).run();
    }

    private String token(MadeFiles.Made made) {
        return files.address("", made).replaceAll(".*t=", "");
    }

    @Test
    void a_file_is_found_and_read_until_its_time_is_up_and_then_its_bytes_go() throws IOException {
        assertThat(files.find(NAME)).isEmpty();
        var made = files.add(NAME, source, FACTS);
        assertThat(files.find(NAME)).contains(made);
        assertThat(files.find("Group" + NAME)).isEmpty();
        assertThat(files.mayRead(made.key(), token(made))).isTrue();
        assertThat(files.mayRead(made.key() + "x", token(made))).isFalse();

        clock.advance(Duration.ofHours(23).plusMinutes(30));
        collect();
        assertThat(files.find(NAME)).as("too late to begin").isEmpty();
        assertThat(files.open(made.key())).contains(made);
        assertThat(store.size(made.key())).isEqualTo(5);

        clock.advance(Duration.ofMinutes(31));
        assertThat(files.mayRead(made.key(), token(made))).isFalse();
        assertThat(files.open(made.key())).isEmpty();
        collect();
        assertThat(store.size(made.key())).isEqualTo(-1);
    }

    @Test
    void of_two_that_were_made_at_once_one_is_found_and_both_are_read() throws IOException {
        var one = files.add(NAME, source, FACTS);
        clock.advance(Duration.ofSeconds(1));
        var other = files.add(NAME, source, FACTS);

        assertThat(files.find(NAME)).contains(other);
        assertThat(files.open(one.key())).contains(one);
    }

    @Test
    void what_was_cut_off_is_not_found_and_goes() {
        assertThatThrownBy(() -> files.add(NAME, folder.resolve("missing"), FACTS))
                .isInstanceOf(IOException.class);
        assertThat(files.find(NAME)).isEmpty();

        clock.advance(Duration.ofHours(25));
        collect();

        var left = database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT (SELECT count(*) FROM made_file) + (SELECT count(*) FROM media_garbage)")
                        .mapTo(Integer.class)
                        .one());
        assertThat(left).isZero();
    }
}
