package im.parley.server.media;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/// A real S3 server over a folder, on a free port.
public final class S3Server implements AutoCloseable {
    private static final String BUCKET = "chat-files";

    private final BlobStoreContext context;
    private final S3Proxy proxy;

    public S3Server(Path folder) {
        try {
            var properties = new Properties();
            properties.setProperty(
                    "jclouds.filesystem.basedir",
                    Files.createDirectories(folder).toString());
            context = ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
                    .credentials("none", "none")
                    .overrides(properties)
                    .build(BlobStoreContext.class);
            context.getBlobStore().createContainerInLocation(null, BUCKET);
            proxy = S3Proxy.builder()
                    .blobStore(context.getBlobStore())
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "KEY", "se/cret")
                    .build();
            proxy.start();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (Exception failed) { // what S3Proxy.start declares
            throw new IllegalStateException("the S3 server does not start", failed);
        }
    }

    /// For the flag `--s3`.
    public String url() {
        return "s3://KEY:se%2Fcret@127.0.0.1:" + proxy.getPort() + "/" + BUCKET + "?tls=false&prefix=parley/";
    }

    @Override
    public void close() throws Exception {
        proxy.stop();
        context.close();
    }
}
