package im.parley.server.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [BlobStore] does.
interface BlobStoreContract {
    /// The same store for all tests of a class: each uses names of its own.
    BlobStore store();

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private String read(String key, long from, long length) throws IOException {
        try (var in = store().open(key, from, length)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    default void an_upload_goes_on_where_it_stopped_and_becomes_a_blob() throws IOException {
        assertThat(store().received("up1")).isZero();

        assertThat(store().append("up1", 0, bytes("hello "))).isEqualTo(6);
        assertThat(store().received("up1")).isEqualTo(6);
        assertThat(store().append("up1", 6, bytes("wor"))).isEqualTo(9);
        assertThat(store().append("up1", 9, bytes("ld"))).isEqualTo(11);

        assertThat(store().finish("up1", "key1")).isEqualTo(Digests.of(bytes("hello world")));
        assertThat(store().received("up1")).isZero();
        assertThat(store().size("key1")).isEqualTo(11);
        assertThat(read("key1", 0, 11)).isEqualTo("hello world");
        assertThat(read("key1", 6, 3)).isEqualTo("wor");
    }

    @Test
    default void finishing_again_after_a_crash_answers_the_same() throws IOException {
        store().append("up2", 0, bytes("once"));
        var first = store().finish("up2", "key2");

        assertThat(store().finish("up2", "key2")).isEqualTo(first);
        assertThat(read("key2", 0, 4)).isEqualTo("once");
    }

    @Test
    default void what_came_before_a_body_broke_is_kept() throws IOException {
        var broken = new SequenceInputStream(bytes("half"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new BrokenBodyException("the connection was lost");
            }
        });

        assertThatThrownBy(() -> store().append("up3", 0, broken)).isInstanceOf(BrokenBodyException.class);

        assertThat(store().received("up3")).isEqualTo(4);
        assertThat(store().append("up3", 4, bytes(" and half"))).isEqualTo(13);
        store().finish("up3", "key3");
        assertThat(read("key3", 0, 13)).isEqualTo("half and half");
    }

    @Test
    default void a_discarded_upload_begins_anew() throws IOException {
        store().append("up4", 0, bytes("wrong"));
        store().append("up4", 5, bytes("wrong"));

        store().discard("up4");
        store().discard("up4");

        assertThat(store().received("up4")).isZero();
        store().append("up4", 0, bytes("right"));
        store().finish("up4", "key4");
        assertThat(read("key4", 0, 5)).isEqualTo("right");
    }

    @Test
    default void a_file_can_be_put_and_replaced(@TempDir Path folder) throws IOException {
        var file = folder.resolve("file");
        Files.writeString(file, "first");
        store().put("key5", file);
        Files.writeString(file, "second");
        store().put("key5", file);

        assertThat(store().size("key5")).isEqualTo(6);
        assertThat(read("key5", 0, 6)).isEqualTo("second");
    }

    @Test
    default void a_deleted_blob_is_gone(@TempDir Path folder) throws IOException {
        var file = folder.resolve("file");
        Files.writeString(file, "gone");
        store().put("key6", file);

        store().delete("key6");
        store().delete("key6");

        assertThat(store().size("key6")).isEqualTo(-1);
        assertThatThrownBy(() -> store().open("key6", 0, 4)).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    default void twenty_megabytes_arrive_as_they_were() throws IOException {
        var content = new byte[20 << 20];
        new Random(1).nextBytes(content);

        store().append("up7", 0, new ByteArrayInputStream(content, 0, 9 << 20));
        store().append("up7", 9 << 20, new ByteArrayInputStream(content, 9 << 20, 11 << 20));

        assertThat(store().finish("up7", "key7")).isEqualTo(Digests.of(new ByteArrayInputStream(content)));
        try (var in = store().open("key7", 0, content.length)) {
            assertThat(Digests.of(in)).isEqualTo(Digests.of(new ByteArrayInputStream(content)));
        }
    }

    @Test
    default void uploads_do_not_mix() throws IOException {
        store().append("up8", 0, bytes("one"));
        store().append("up8x", 0, bytes("three"));

        assertThat(store().received("up8")).isEqualTo(3);
        assertThat(store().received("up8x")).isEqualTo(5);
    }
}
