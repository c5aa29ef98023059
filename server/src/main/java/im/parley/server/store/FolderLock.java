package im.parley.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a second server out of a data folder. The operating system lets go of it when the process ends,
/// however it ends.
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Makes the folder if need be and locks it.
    ///
    /// @throws StoreException if another server has it or it cannot be written to
    static FolderLock take(Path folder) {
        var file = folder.resolve("server.lock");
        try {
            DataFolder.create(folder);
            return take(folder, file);
        } catch (IOException failed) {
            throw DataFolder.unusable(folder, failed);
        }
    }

    private static FolderLock take(Path folder, Path file) throws IOException {
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                channel.truncate(0);
                channel.write(StandardCharsets.US_ASCII.encode(
                        Long.toString(ProcessHandle.current().pid())));
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // the answer is the same
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
        var holder = ByteBuffer.allocate(20);
        channel.read(holder, 0);
        channel.close();
        var process = StandardCharsets.US_ASCII.decode(holder.flip()).toString();
        throw new StoreException(
                "The data folder " + folder + " is in use by another Parley server (process " + process + ").");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // nothing is left to be released
        }
    }
}
