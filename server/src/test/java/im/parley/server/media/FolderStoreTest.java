package im.parley.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FolderStoreTest implements BlobStoreContract {
    private Path folder;
    private FolderStore store;

    @BeforeAll
    void open(@TempDir Path temporary) {
        folder = temporary.resolve("media");
        store = new FolderStore(folder, false);
    }

    @Override
    public BlobStore store() {
        return store;
    }

    @Test
    void a_blob_is_a_file() throws IOException {
        store.append("up9", 0, new ByteArrayInputStream(new byte[] {1, 2, 3}));
        store.finish("up9", "key9");

        assertThat(store.file("key9")).contains(folder.resolve("ke").resolve("key9"));
        assertThat(Files.readAllBytes(folder.resolve("ke/key9"))).containsExactly(1, 2, 3);
    }

    @Test
    void what_came_before_a_crash_counts_in_the_digest() throws IOException {
        store.append("up10", 0, new ByteArrayInputStream(new byte[] {1, 2}));
        var restarted = new FolderStore(folder, false);

        restarted.append("up10", 2, new ByteArrayInputStream(new byte[] {3}));

        assertThat(restarted.finish("up10", "key10"))
                .isEqualTo(Digests.of(new ByteArrayInputStream(new byte[] {1, 2, 3})));
    }

    @Test
    void what_is_begun_anew_is_hashed_anew() throws IOException {
        store.append("up11", 0, new ByteArrayInputStream(new byte[] {1, 2}));
        store.discard("up11");
        store.append("up11", 0, new ByteArrayInputStream(new byte[] {3, 4}));

        assertThat(store.finish("up11", "key11")).isEqualTo(Digests.of(new ByteArrayInputStream(new byte[] {3, 4})));
    }
}
