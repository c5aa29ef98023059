package im.parley.server.media;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A request's body for a thread that blocks. At most [#WINDOW] pieces wait in memory; the socket is not read
/// while they do.
final class BodyStream extends InputStream {
    private static final int WINDOW = 8;
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

    @Override
    public int read() throws IOException {
        return more() ? current.getByte(at++) & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int n = Math.min(length, current.length() - at);
        current.getBytes(at, at + n, target, offset);
        at += n;
        return n;
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
                source.fetch(1);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BrokenBodyException("the server is shutting down");
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
