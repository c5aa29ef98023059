package im.parley.server.media;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A request's body for a thread that blocks, up to a limit. At most [#WINDOW] pieces wait in memory; the socket is not
/// read while they do.
final class BodyStream extends InputStream {
    private static final int WINDOW = 8;
    private static final int AT_ONCE = 4;
    private static final long PATIENCE_SECONDS = 90; // the gateway closes idle connections before
    private static final long DRAINED_BYTES = 8 << 20;

    private static final Optional<Buffer> END = Optional.empty();

    private final ReadStream<Buffer> source;
    private final BlockingQueue<Optional<Buffer>> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong drained = new AtomicLong();
    private volatile @Nullable Runnable enough;
    private volatile @Nullable String broken;
    private Buffer current = Buffer.buffer();
    private int at;
    private int wanted; // pieces that were taken and not asked for again
    private long left = Long.MAX_VALUE; // of the limit
    private boolean ended;

    /// Only on the stream's event loop, before anything has come.
    BodyStream(ReadStream<Buffer> source) {
        this.source = source;
        source.pause();
        source.handler(this::came);
        source.exceptionHandler(failure -> abort("the connection was lost"));
        source.endHandler(end -> waiting.add(END));
        source.fetch(WINDOW);
    }

    /// Makes the reader fail with this.
    void abort(String why) {
        broken = why;
        waiting.add(END);
    }

    /// @throws BrokenBodyException if it is known already that the rest will not come
    void check() throws BrokenBodyException {
        var why = broken;
        if (why != null) {
            throw new BrokenBodyException(why);
        }
    }

    /// The stream ends after so many bytes from here.
    void limit(long most) {
        left = most;
    }

    /// Whether more comes than the limit; waits for it, or for the end.
    boolean hasMore() throws IOException {
        return more();
    }

    @Override
    public int read() throws IOException {
        if (left == 0 || !more()) {
            return -1;
        }
        left--;
        return current.getByte(at++) & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 || !more()) {
            return -1;
        }
        int n = (int) Math.min(left, Math.min(length, current.length() - at));
        current.getBytes(at, at + n, target, offset);
        took(n);
        return n;
    }

    /// Hands on whole pieces, as they came.
    @Override
    public long transferTo(OutputStream target) throws IOException {
        long transferred = 0;
        while (left > 0 && more()) {
            int n = (int) Math.min(left, current.length() - at);
            var bytes = ((BufferInternal) current).getByteBuf();
            if (bytes.hasArray()) {
                target.write(bytes.array(), bytes.arrayOffset() + bytes.readerIndex() + at, n);
            } else {
                target.write(current.getBytes(at, at + n));
            }
            took(n);
            transferred += n;
        }
        return transferred;
    }

    private void took(int bytes) {
        at += bytes;
        left -= bytes;
    }

    private boolean more() throws IOException {
        while (at == current.length()) {
            if (ended) {
                return false;
            }
            next();
        }
        return true;
    }

    private void next() throws IOException {
        try {
            var piece = waiting.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (piece == null) {
                throw new BrokenBodyException("nothing came for " + PATIENCE_SECONDS + " s");
            }
            check();
            if (piece.isEmpty()) {
                ended = true;
            } else {
                current = piece.get();
                at = 0;
                askForMore();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BrokenBodyException("the server is shutting down");
        }
    }

    /// For several pieces at once: each time the event loop has to be woken.
    private void askForMore() {
        if (++wanted == AT_ONCE) {
            source.fetch(wanted);
            wanted = 0;
        }
    }

    private void came(Buffer piece) {
        var whenEnough = enough;
        if (whenEnough == null) {
            waiting.add(Optional.of(piece));
        } else if (drained.addAndGet(piece.length()) > DRAINED_BYTES) {
            whenEnough.run();
        }
    }

    /// Lets the rest pass, so that the client gets to read the answer, but not without end.
    ///
    /// @param whenEnough called when too much comes
    void drain(Runnable whenEnough) {
        enough = whenEnough;
        waiting.clear();
        source.resume();
    }
}
