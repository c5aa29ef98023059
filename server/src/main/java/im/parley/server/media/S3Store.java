package im.parley.server.media;

import im.parley.server.store.DataFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Objects in a bucket: `<prefix><key>`. Of an upload each request leaves objects
/// `<prefix>uploads/<upload>/<offset>`, so that any node can go on from the last byte; [#finish] joins them.
/// What comes in waits in a file of at most 8 MiB, never in memory.
public final class S3Store implements BlobStore {
    private static final int SPOOL_BYTES = 8 << 20;
    private static final int PIECE = 128 * 1024;

    private final S3Client s3;
    private final String bucket;
    private final String prefix;
    private final Path spool;

    /// @param prefix what keys begin with, after that of the address
    /// @param spool folder for what is on its way
    public S3Store(S3Address address, String prefix, Path spool) {
        this.bucket = address.bucket();
        this.prefix = address.prefix() + prefix;
        this.spool = spool;
        this.s3 = S3Client.builder()
                .endpointOverride(address.endpoint())
                .region(Region.of(address.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(address.accessKey(), address.secretKey())))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED) // others than AWS lack them
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /// Whether the bucket is there and may be used.
    public boolean reachable() {
        try {
            s3.headBucket(request -> request.bucket(bucket));
            return true;
        } catch (SdkException away) {
            return false;
        }
    }

    @Override
    public long received(String upload) throws IOException {
        return parts(upload).stream().mapToLong(S3Object::size).sum();
    }

    @Override
    public long append(String upload, long from, InputStream bytes) throws IOException {
        DataFolder.create(spool);
        var file = Files.createTempFile(spool, "part-", null);
        try {
            long at = from;
            for (long n = fill(file, bytes); n > 0; n = fill(file, bytes)) {
                upload(partKey(upload, at), file);
                at += n;
            }
            return at;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// Copies up to the spool's size; a stream that breaks gives what came before and breaks again when it is
    /// asked for more.
    private static long fill(Path file, InputStream bytes) throws IOException {
        long filled = 0;
        try (var out = Files.newOutputStream(file)) {
            var piece = new byte[PIECE];
            while (filled < SPOOL_BYTES) {
                int n = bytes.read(piece, 0, (int) Math.min(PIECE, SPOOL_BYTES - filled));
                if (n < 0) {
                    break;
                }
                out.write(piece, 0, n);
                filled += n;
            }
        } catch (BrokenBodyException broken) {
            if (filled == 0) {
                throw broken;
            }
        }
        return filled;
    }

    @Override
    public void discard(String upload) throws IOException {
        for (var part : calling(() -> list(upload))) {
            delete(part);
        }
    }

    @Override
    public byte[] finish(String upload, String key) throws IOException {
        var parts = parts(upload);
        long size = parts.stream().mapToLong(S3Object::size).sum();
        long finished = size(key);
        if (finished >= 0 && finished >= size) { // a crash came between this and what follows it
            discard(upload);
            try (var bytes = open(key, 0, finished)) {
                return Digests.of(bytes);
            }
        }
        var digest = Digests.sha256();
        calling(() -> s3.putObject(
                request -> request.bucket(bucket).key(prefix + key),
                RequestBody.fromContentProvider(
                        () -> {
                            digest.reset(); // the client starts anew when it tries again
                            return new DigestInputStream(joined(parts), digest);
                        },
                        size,
                        "application/octet-stream")));
        discard(upload);
        return digest.digest();
    }

    private InputStream joined(List<S3Object> parts) {
        return new SequenceInputStream(new Parts(parts.iterator()));
    }

    /// Opens one after the other.
    private final class Parts implements Enumeration<InputStream> {
        private final Iterator<S3Object> left;

        Parts(Iterator<S3Object> left) {
            this.left = left;
        }

        @Override
        public boolean hasMoreElements() {
            return left.hasNext();
        }

        @Override
        public InputStream nextElement() {
            var key = left.next().key();
            return s3.getObject(request -> request.bucket(bucket).key(key));
        }
    }

    @Override
    public void put(String key, Path file) throws IOException {
        upload(prefix + key, file);
    }

    @Override
    public InputStream open(String key, long from, long length) throws IOException {
        try {
            return calling(() -> s3.getObject(request ->
                    request.bucket(bucket).key(prefix + key).range("bytes=" + from + "-" + (from + length - 1))));
        } catch (IOException failed) {
            if (failed.getCause() instanceof NoSuchKeyException) {
                throw new FileNotFoundException(key);
            }
            throw failed;
        }
    }

    @Override
    public long size(String key) throws IOException {
        try {
            return calling(() -> s3.headObject(request -> request.bucket(bucket).key(prefix + key)))
                    .contentLength();
        } catch (IOException failed) {
            if (failed.getCause() instanceof NoSuchKeyException) {
                return -1;
            }
            throw failed;
        }
    }

    @Override
    public Optional<Path> file(String key) {
        return Optional.empty();
    }

    @Override
    public void delete(String key) throws IOException {
        deleteObject(prefix + key);
    }

    private void delete(S3Object part) throws IOException {
        deleteObject(part.key());
    }

    private void deleteObject(String key) throws IOException {
        calling(() -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public void close() {
        s3.close();
    }

    private void upload(String key, Path file) throws IOException {
        calling(() -> s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromFile(file)));
    }

    /// The objects of an upload that follow on each other from its beginning.
    private List<S3Object> parts(String upload) throws IOException {
        var found = calling(() -> list(upload));
        long at = 0;
        for (int i = 0; i < found.size(); i++) {
            var part = found.get(i);
            if (!part.key().equals(partKey(upload, at))) {
                return found.subList(0, i);
            }
            at += part.size();
        }
        return found;
    }

    private List<S3Object> list(String upload) {
        return s3
                .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + "uploads/" + upload + "/"))
                .contents()
                .stream()
                .sorted(Comparator.comparing(S3Object::key))
                .toList();
    }

    /// Keys sort as their offsets do.
    private String partKey(String upload, long offset) {
        return prefix + "uploads/" + upload + "/" + "%016d".formatted(offset);
    }

    private interface Call<T> {
        T run();
    }

    private static <T> T calling(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (SdkException failed) {
            throw new IOException("the S3 store: " + failed.getMessage(), failed);
        }
    }
}
