package im.parley.server.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.media.BeginUpload;
import im.parley.protocol.media.CompleteUpload;
import im.parley.protocol.media.Media;
import im.parley.protocol.media.MediaKind;
import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.bus.Envelope;
import im.parley.server.bus.InProcessBus;
import im.parley.server.media.MediaBans.State;
import im.parley.server.operation.FakeCaller;
import im.parley.server.session.TestClock;
import im.parley.server.settings.Settings;
import im.parley.server.store.AppStore;
import im.parley.server.store.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one node is told of files, others know.
class MediaBansTest {
    private final AppStore database = TestDatabase.newApp();
    private final InProcessBus bus = new InProcessBus();

    @TempDir
    private Path folder;

    private MediaService left;
    private MediaService right;
    private MediaBans ofLeft;
    private MediaBans ofRight;
    private boolean isDeaf;

    @BeforeEach
    void twoNodes() {
        left = node();
        right = node();
        ofLeft = new MediaBans(left, bus);
        ofRight = new MediaBans(right, bus);
        bus.start(new Bus.Listener() {
            @Override
            public void received(List<Envelope> batch) {
                if (!isDeaf) {
                    batch.forEach(ofRight::onChanged);
                }
            }

            @Override
            public void gap() {
                throw new AssertionError("one process has none");
            }
        });
        bus.join(new Address.Everyone());
    }

    private MediaService node() {
        var clock = new TestClock();
        var settings = new Settings(
                database.jdbi(), new InProcessBus(), TestDatabase.background(), clock, Duration.ofHours(1));
        return new MediaService(1, database.jdbi(), new FolderStore(folder, true), settings, clock, null);
    }

    private Media uploaded() throws IOException {
        var ann = new FakeCaller("ann");
        var begun = left.uploads().begin(ann, new BeginUpload(MediaKind.FILE, "a.bin", 5, null));
        left.store().append(begun.uploadID(), 0, new ByteArrayInputStream("bytes".getBytes(UTF_8)));
        return left.uploads().complete(ann, new CompleteUpload(begun.uploadID(), null));
    }

    private static void assertReadable(MediaService node, Media file) throws IOException {
        try (var open = node.open(file.uuid())) {
            assertThat(open.bytes().readAllBytes()).hasSize(5);
        }
    }

    private static void assertBanned(MediaService node, Media file) {
        assertThatThrownBy(() -> node.open(file.uuid())).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void a_ban_counts_on_all_nodes_at_once_and_so_does_its_end() throws IOException {
        var file = uploaded();
        assertReadable(left, file);
        assertReadable(right, file);
        assertThat(ofLeft.set(file.uuid(), true)).isTrue();
        assertBanned(left, file);
        assertBanned(right, file);
        assertBanned(node(), file);
        assertThat(ofRight.state(file.uuid(), "")).isEqualTo(State.BANNED);
        ofLeft.set(file.uuid(), false);
        assertReadable(left, file);
        assertReadable(right, file);
        assertThat(ofRight.state(file.uuid(), "")).isEqualTo(State.READABLE);
        assertThat(ofRight.state(file.uuid(), "large")).isEqualTo(State.GONE);
        assertThat(ofLeft.set("f-unknown", true)).isFalse();
    }

    @Test
    void who_was_not_told_hears_of_it_with_the_gap_or_when_it_is_said_again() throws IOException {
        var file = uploaded();
        assertReadable(right, file);
        isDeaf = true;
        ofLeft.set(file.uuid(), true);
        assertReadable(right, file);
        ofRight.onGap();
        assertBanned(right, file);

        ofLeft.set(file.uuid(), false);
        isDeaf = false;
        assertBanned(right, file);
        ofLeft.set(file.uuid(), false);
        assertReadable(right, file);
    }
}
