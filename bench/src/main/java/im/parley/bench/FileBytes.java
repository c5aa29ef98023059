package im.parley.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/// Files of one size that nobody can compress, no two alike. For one thread.
final class FileBytes {
    private static final int PIECE = 256 * 1024;

    private final byte[] piece = new byte[PIECE];
    private final byte[] sink = new byte[PIECE];
    private final long size;

    FileBytes(long size) {
        this.size = size;
        new SplittableRandom(1).nextBytes(piece);
    }

    long size() {
        return size;
    }

    /// @param number of the file; makes it differ from others
    void write(OutputStream out, long number) throws IOException {
        ByteBuffer.wrap(piece).putLong(0, number);
        for (long left = size; left > 0; left -= PIECE) {
            out.write(piece, 0, (int) Math.min(PIECE, left));
        }
    }

    /// Takes so many bytes.
    void drop(InputStream in, long count) throws IOException {
        for (long left = count; left > 0; ) {
            int n = in.read(sink, 0, (int) Math.min(PIECE, left));
            if (n < 0) {
                throw new IOException("the file ended " + left + " bytes early");
            }
            left -= n;
        }
    }
}
