package im.parley.server.media;

import im.parley.server.store.DataFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Files in a folder: `uploads/<upload>` and `<first two characters of the key>/<key>`. Several nodes may
/// share one over a network file system.
public final class FolderStore implements BlobStore {
    private final Path folder;
    private final @Nullable RunningDigests digests;

    /// @param folder made when it is first needed
    /// @param isShared whether other processes may write there: what they brought has to be read again to be hashed
    public FolderStore(Path folder, boolean isShared) {
        this.folder = folder;
        this.digests = isShared ? null : new RunningDigests();
    }

    @Override
    public long received(String upload) throws IOException {
        try {
            return Files.size(uploading(upload));
        } catch (NoSuchFileException nothingYet) {
            return 0;
        }
    }

    @Override
    public long append(String upload, long from, InputStream bytes) throws IOException {
        DataFolder.create(uploads());
        var digest = digests == null ? null : digests.take(upload, from);
        try (var channel = FileChannel.open(uploading(upload), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(from);
            channel.position(from);
            bytes.transferTo(new Written(channel, digest));
            return channel.position();
        } finally {
            if (digests != null && digest != null) {
                digests.keep(upload, digest);
            }
        }
    }

    /// What is written and hashed as it comes.
    private static final class Written extends OutputStream {
        private final FileChannel channel;
        private final RunningDigests.@Nullable Running digest;

        Written(FileChannel channel, RunningDigests.@Nullable Running digest) {
            this.channel = channel;
            this.digest = digest;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            var left = ByteBuffer.wrap(bytes, offset, length);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            if (digest != null) {
                digest.add(bytes, offset, length);
            }
        }
    }

    @Override
    public void discard(String upload) throws IOException {
        Files.deleteIfExists(uploading(upload));
    }

    @Override
    public byte[] finish(String upload, String key) throws IOException {
        var file = uploading(upload);
        if (!Files.exists(file) && Files.exists(blob(key))) { // a crash came between this and what follows it
            try (var bytes = Files.newInputStream(blob(key))) {
                return Digests.of(bytes);
            }
        }
        byte[] sha256;
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var digest = digests == null ? null : digests.take(upload, channel.size());
            sha256 = digest == null ? Digests.of(Channels.newInputStream(channel)) : digest.sha256();
            channel.force(true);
        }
        moveTo(key, file);
        return sha256;
    }

    @Override
    public void put(String key, Path source) throws IOException {
        var copy = uploading("put-" + key);
        DataFolder.create(uploads());
        Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
        try (var channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        moveTo(key, copy);
    }

    private void moveTo(String key, Path file) throws IOException {
        DataFolder.create(shelf(key));
        Files.move(file, blob(key), StandardCopyOption.ATOMIC_MOVE);
        DataFolder.sync(shelf(key));
    }

    @Override
    public InputStream open(String key, long from, long length) throws IOException {
        try {
            var channel = FileChannel.open(blob(key), StandardOpenOption.READ);
            channel.position(from);
            return new Section(Channels.newInputStream(channel), length);
        } catch (NoSuchFileException gone) {
            throw new FileNotFoundException(key);
        }
    }

    @Override
    public long size(String key) throws IOException {
        try {
            return Files.size(blob(key));
        } catch (NoSuchFileException none) {
            return -1;
        }
    }

    @Override
    public Optional<Path> file(String key) {
        return Optional.of(blob(key));
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(blob(key));
    }

    @Override
    public void close() {
        // nothing is open
    }

    private Path uploading(String upload) {
        return uploads().resolve(upload);
    }

    private Path blob(String key) {
        return shelf(key).resolve(key);
    }

    private Path uploads() {
        return folder.resolve("uploads");
    }

    private Path shelf(String key) {
        return folder.resolve(key.substring(0, 2));
    }
}
