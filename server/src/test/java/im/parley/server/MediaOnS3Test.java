package im.parley.server;

import im.parley.server.media.S3Server;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

/// The same with an S3 store.
class MediaOnS3Test extends MediaTest {
    private S3Server store;

    @Override
    String s3(Path folder) {
        store = new S3Server(folder.resolve("s3"));
        return store.url();
    }

    @Override
    @AfterAll
    void stop() throws Exception {
        super.stop();
        store.close();
    }
}
