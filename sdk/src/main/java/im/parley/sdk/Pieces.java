package im.parley.sdk;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;

/// A file's bytes piece by piece, so that never more than one piece of it is in memory. Used by one thread at a
/// time.
sealed interface Pieces {
    int SMALLEST = 1 << 16;
    int LARGEST = 1 << 20;
    int STEPS = 20; // of progress, at least, where the file is large enough

    /// How much of a file goes in one request.
    static int sizeOf(long fileSize) {
        return Math.toIntExact(Math.clamp(fileSize / STEPS, SMALLEST, LARGEST));
    }

    static Pieces of(FileSource source) {
        return switch (source) {
            case FileSource.OfPath(var path) -> new OfPath(path);
            case FileSource.OfStream stream -> new OfStream(stream.bytes());
        };
    }

    /// What is at this place, at most `length` bytes.
    ///
    /// @throws IOException if it cannot be read, or not again
    byte[] at(long offset, int length) throws IOException;

    /// Differs when the file was changed.
    Object version() throws IOException;

    /// Of a file of this machine.
    record OfPath(Path path) implements Pieces {
        @Override
        public byte[] at(long offset, int length) throws IOException {
            try (var file = FileChannel.open(path)) {
                var piece = ByteBuffer.allocate(length);
                long at = offset;
                for (int n = file.read(piece, at); n > 0; n = file.read(piece, at)) {
                    at += n;
                }
                return full(Arrays.copyOf(piece.array(), piece.position()));
            }
        }

        @Override
        public FileTime version() throws IOException {
            return Files.getLastModifiedTime(path);
        }
    }

    /// Of a stream: the last piece is kept, in case that it must be sent again.
    final class OfStream implements Pieces {
        private final InputStream bytes;
        private long start;
        private byte[] piece = new byte[0];

        OfStream(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public byte[] at(long offset, int length) throws IOException {
            long end = start + piece.length;
            if (offset == end) {
                var next = full(bytes.readNBytes(length));
                start = end;
                piece = next;
                return next;
            }
            if (offset < start || offset > end) {
                throw new IOException("a stream cannot be read again from byte " + offset);
            }
            return Arrays.copyOfRange(piece, Math.toIntExact(offset - start), piece.length);
        }

        @Override
        public Object version() {
            return bytes;
        }
    }

    private static byte[] full(byte[] piece) throws IOException {
        if (piece.length == 0) {
            throw new EOFException("it has fewer bytes than it should");
        }
        return piece;
    }
}
