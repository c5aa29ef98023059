package im.parley.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A folder that several nodes share.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedFolderStoreTest implements BlobStoreContract {
    private FolderStore store;
    private FolderStore other;

    @BeforeAll
    void open(@TempDir Path temporary) {
        store = new FolderStore(temporary, true);
        other = new FolderStore(temporary, true);
    }

    @Override
    public BlobStore store() {
        return store;
    }

    @Test
    void what_another_node_has_written_over_it_is_what_is_hashed() throws IOException {
        store.append("up9", 0, new ByteArrayInputStream(new byte[] {1, 2, 3}));
        other.discard("up9");
        other.append("up9", 0, new ByteArrayInputStream(new byte[] {4, 5, 6}));

        assertThat(store.finish("up9", "key9")).isEqualTo(Digests.of(new ByteArrayInputStream(new byte[] {4, 5, 6})));
    }

    @Test
    void nodes_take_turns_with_an_upload() throws IOException {
        store.append("up10", 0, new ByteArrayInputStream(new byte[] {1}));
        other.append("up10", 1, new ByteArrayInputStream(new byte[] {2}));
        store.append("up10", 2, new ByteArrayInputStream(new byte[] {3}));

        assertThat(other.finish("up10", "key10")).isEqualTo(Digests.of(new ByteArrayInputStream(new byte[] {1, 2, 3})));
    }
}
