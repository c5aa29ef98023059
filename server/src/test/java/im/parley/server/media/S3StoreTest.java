package im.parley.server.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3StoreTest implements BlobStoreContract {
    private S3Server server;
    private S3Store store;
    private Path spool;

    @BeforeAll
    void open(@TempDir Path folder) {
        server = new S3Server(folder.resolve("s3"));
        spool = folder.resolve("spool");
        store = new S3Store(S3Address.parse(server.url()), "1/", spool);
    }

    @AfterAll
    void close() throws Exception {
        store.close();
        server.close();
    }

    @Override
    public BlobStore store() {
        return store;
    }

    @Test
    void nothing_stays_in_the_spool() throws IOException {
        store.append("up9", 0, new ByteArrayInputStream(new byte[] {1, 2, 3}));

        try (var left = Files.list(spool)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void another_node_goes_on_with_an_upload(@TempDir Path elsewhere) throws IOException {
        store.append("up10", 0, new ByteArrayInputStream(new byte[] {1, 2, 3}));

        try (var other = new S3Store(S3Address.parse(server.url()), "1/", elsewhere)) {
            assertThat(other.received("up10")).isEqualTo(3);
            other.append("up10", 3, new ByteArrayInputStream(new byte[] {4}));
        }

        assertThat(store.received("up10")).isEqualTo(4);
    }

    @Test
    void a_crash_while_the_parts_of_a_finished_upload_are_removed_leaves_none(@TempDir Path folder) throws IOException {
        store.append("up11", 0, new ByteArrayInputStream("ab".getBytes(UTF_8)));
        store.append("up11", 2, new ByteArrayInputStream("cd".getBytes(UTF_8)));
        store.put("key11", Files.writeString(folder.resolve("whole"), "abcd"));
        store.delete("uploads/up11/%016d".formatted(0));

        assertThat(store.finish("up11", "key11"))
                .isEqualTo(Digests.of(new ByteArrayInputStream("abcd".getBytes(UTF_8))));

        assertThat(store.size("key11")).isEqualTo(4);
        assertThat(store.size("uploads/up11/%016d".formatted(2))).isEqualTo(-1);
    }

    @Test
    void it_is_reachable_with_the_right_secret_only() {
        assertThat(store.reachable()).isTrue();
        try (var wrong = new S3Store(S3Address.parse(server.url().replace("se%2Fcret", "other")), "1/", spool)) {
            assertThat(wrong.reachable()).isFalse();
        }
    }

    @Test
    void an_address_says_what_is_wrong_with_it_but_not_the_secret() {
        for (var broken : new String[] {
            "http://KEY:hush@host/bucket",
            "s3://KEY:hush@host",
            "s3://host/bucket",
            "s3://KEY:hush@ho st/b",
            "s3://KEY:hush@host/bucket?tls=maybe"
        }) {
            assertThatThrownBy(() -> S3Address.parse(broken))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("hush");
        }
        assertThat(S3Address.parse("s3://K:S%2Fx@s3.example.org/photos?region=eu-west-1"))
                .satisfies(address -> {
                    assertThat(address.endpoint()).hasToString("https://s3.example.org");
                    assertThat(address.secretKey()).isEqualTo("S/x");
                    assertThat(address.region()).isEqualTo("eu-west-1");
                    assertThat(address.toString()).doesNotContain("S/x");
                });
    }
}
