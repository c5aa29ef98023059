package im.parley.server.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.media.BeginUpload;
import im.parley.protocol.media.CompleteUpload;
import im.parley.protocol.media.Media;
import im.parley.protocol.media.MediaKind;
import im.parley.server.bus.InProcessBus;
import im.parley.server.message.MediaReferences;
import im.parley.server.operation.FakeCaller;
import im.parley.server.session.TestClock;
import im.parley.server.settings.Settings;
import im.parley.server.store.AppStore;
import im.parley.server.store.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What nobody needs is let go of in time, and nothing that somebody needs.
class MediaCollectorTest {
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final Duration PAST_A_DAY = Duration.ofHours(26);

    private final AppStore database = TestDatabase.newApp();
    private final TestClock clock = new TestClock();
    private final FakeCaller ann = new FakeCaller("ann");
    private final AtomicLong sequence = new AtomicLong();

    @TempDir
    private Path folder;

    private FolderStore files;
    private MediaService media;
    private MediaReferences references;
    private boolean keptForEver;

    @BeforeEach
    void open() {
        var jdbi = database.jdbi();
        var settings = new Settings(jdbi, new InProcessBus(), TestDatabase.background(), clock, Duration.ofSeconds(30));
        files = new FolderStore(folder, false);
        media = new MediaService(1, jdbi, files, settings, clock, null);
        references = new MediaReferences(jdbi, media::markUsed, clock);
    }

    /// As the app does it every half an hour.
    private void collect() {
        references.run();
        new MediaCollector(
                        media, () -> keptForEver ? 0 : clock.millis() - RETENTION.toMillis(), references::seen, clock)
                .run();
    }

    private void pass(Duration time) {
        clock.advance(time);
        collect();
    }

    private String begin(String content) throws IOException {
        var begun = media.uploads().begin(ann, new BeginUpload(MediaKind.FILE, "a.bin", content.length(), null));
        files.append(begun.uploadID(), 0, new ByteArrayInputStream(content.getBytes(UTF_8)));
        return begun.uploadID();
    }

    private Media complete(String upload) {
        return media.uploads().complete(ann, new CompleteUpload(upload, null));
    }

    private Media upload(String content) throws IOException {
        return complete(begin(content));
    }

    private void say(String payload) {
        say(Types.MSG_FILE, payload);
    }

    private void say(String type, String payload) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                                INSERT INTO message (conversation_id, sequence, sender, client_id, time, unread_low,
                                    unread_high, flags, type, payload)
                                VALUES (1, :sequence, 1, :sequence, :time, 0, 0, 0, :type, :payload)
                                """)
                        .bind("sequence", sequence.incrementAndGet())
                        .bind("time", clock.millis())
                        .bind("type", type)
                        .bind("payload", payload)
                        .execute());
    }

    private static String naming(Media file) {
        return "{\"uuid\":\"" + file.uuid() + "\",\"fileName\":\"a.bin\",\"fileSize\":5}";
    }

    /// Whether it can be read to its end, as the other apps' nodes see it: without what this one remembers.
    private boolean isThere(Media file) throws IOException {
        var known = media.table().find(file.uuid());
        if (known.isEmpty()) {
            return false;
        }
        var content = known.get().content();
        return files.size(content.key()) == content.size();
    }

    private long blobs() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private long rows(String table) {
        return database.jdbi()
                .withHandle(handle -> handle.select("SELECT count(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void an_upload_that_was_not_completed_goes_after_a_day_with_its_bytes() throws IOException {
        var upload = begin("half");
        pass(Duration.ofHours(23));
        assertThat(files.received(upload)).isEqualTo(4);

        pass(Duration.ofHours(3));

        assertThat(blobs()).isZero();
        assertThat(rows("media_upload")).isZero();
        assertThatThrownBy(() -> complete(upload))
                .hasFieldOrPropertyWithValue("code", ErrorCode.COS_GET_SIG_FAIL.number());
    }

    @Test
    void what_a_crash_left_between_store_and_database_goes_too() throws IOException {
        var upload = begin("bytes");
        files.finish(upload, upload); // and then the server was killed

        pass(PAST_A_DAY);

        assertThat(blobs()).isZero();
    }

    @Test
    void an_upload_cannot_be_completed_once_its_day_is_over() throws IOException {
        var upload = begin("bytes");
        clock.advance(Duration.ofHours(24).plusMillis(1));

        // the collector of another node may be about to let go of the bytes
        assertThatThrownBy(() -> complete(upload))
                .hasFieldOrPropertyWithValue("code", ErrorCode.COS_GET_SIG_FAIL.number());
    }

    @Test
    void a_file_that_no_message_names_goes_after_a_day() throws IOException {
        var file = upload("bytes");
        pass(Duration.ofHours(23));
        assertThat(isThere(file)).isTrue();

        pass(Duration.ofHours(3));

        assertThat(isThere(file)).isFalse();
        assertThat(blobs()).isZero();
        assertThat(rows("media_content")).isZero();
        assertThat(rows("media_garbage")).isZero();
    }

    @Test
    void a_file_stays_as_long_as_the_newest_message_that_names_it() throws IOException {
        var file = upload("bytes");
        say(naming(file));
        pass(Duration.ofDays(20));
        assertThat(isThere(file)).isTrue();
        say(naming(file)); // forwarded
        pass(Duration.ofDays(20));
        assertThat(isThere(file)).as("40 days after the first message").isTrue();

        pass(Duration.ofDays(11));

        assertThat(isThere(file)).isFalse();
        assertThat(blobs()).isZero();
    }

    @Test
    void files_of_messages_that_are_kept_for_ever_stay() throws IOException {
        keptForEver = true;
        var named = upload("named");
        var nobodys = upload("nobody's");
        say(naming(named));

        pass(Duration.ofDays(40));

        assertThat(isThere(named)).isTrue();
        assertThat(isThere(nobodys)).isFalse();
    }

    @Test
    void bytes_stay_as_long_as_one_of_the_files_that_share_them() throws IOException {
        var first = upload("the same");
        var second = upload("the same");
        collect();
        assertThat(blobs()).as("kept once").isEqualTo(1);
        say(naming(second));

        pass(PAST_A_DAY);

        assertThat(isThere(first)).isFalse();
        assertThat(isThere(second)).isTrue();
        pass(RETENTION);
        assertThat(blobs()).isZero();
    }

    @Test
    void a_file_inside_of_merged_messages_stays_with_them() throws IOException {
        var inline = upload("inline");
        var elsewhere = upload("elsewhere");
        say(Types.MSG_MERGER, "{\"title\":\"t\",\"messageList\":[{\"messageBody\":[" + naming(inline) + "]}]}");
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO merger (key, uploader, inside, messages, bytes, layers, used, content)"
                                + " VALUES ('k', 1, '{}', 1, 1, 1, ?, ?)",
                        clock.millis(),
                        "[" + naming(elsewhere) + "]"));

        pass(PAST_A_DAY);

        assertThat(isThere(inline)).isTrue();
        assertThat(isThere(elsewhere)).isTrue();
    }

    @Test
    void a_text_that_looks_like_a_name_keeps_nothing() throws IOException {
        var file = upload("bytes");
        say(Types.MSG_TEXT, "{\"text\":\"" + file.uuid() + "\"}");

        pass(PAST_A_DAY);

        assertThat(isThere(file)).isFalse();
    }

    @Test
    void nothing_is_collected_by_messages_that_were_not_read_yet() throws IOException {
        var file = upload("bytes");
        collect();
        clock.advance(Duration.ofMinutes(1));
        say(naming(file));
        clock.advance(PAST_A_DAY);

        new MediaCollector(media, () -> 0, references::seen, clock).run(); // the references are behind

        assertThat(isThere(file)).isTrue();
        collect();
        assertThat(isThere(file)).isTrue();
    }

    @Test
    void a_reading_of_messages_that_broke_off_is_taken_up_again() throws IOException {
        var file = upload("bytes");
        say(naming(file));
        pass(Duration.ofHours(1));
        database.jdbi().useHandle(handle -> handle.execute("UPDATE media_use SET seen = 0")); // as after a crash
        database.jdbi().useHandle(handle -> handle.execute("UPDATE media SET used_at = 0"));

        pass(PAST_A_DAY);

        assertThat(isThere(file)).isTrue();
        assertThat(references.seen())
                .isEqualTo(clock.millis() - Duration.ofMinutes(5).toMillis());
    }
}
