package im.parley.server.operation;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.CloseReason;
import im.parley.protocol.ProtocolJson;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A socket whose other end is the test.
public final class FakeConnection implements Connection {
    private final BlockingQueue<JsonNode> sent = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Caller caller;
    private volatile @Nullable CloseReason closed;

    /// The next frame that the server sent, within five seconds.
    public JsonNode next() throws InterruptedException {
        var frame = sent.poll(5, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("no frame came");
        }
        return frame;
    }

    /// Frames that nobody has asked for yet.
    public int unread() {
        return sent.size();
    }

    /// Why the server closed it; null while open.
    public @Nullable CloseReason closed() {
        return closed;
    }

    @Override
    public @Nullable Caller caller() {
        return caller;
    }

    @Override
    public boolean signIn(Caller newCaller) {
        if (caller != null || closed != null) {
            return false;
        }
        caller = newCaller;
        return true;
    }

    @Override
    public String remoteAddress() {
        return "192.0.2.1";
    }

    @Override
    public String ip() {
        return "127.0.0.1";
    }

    @Override
    public EventExecutor eventLoop() {
        return ImmediateEventExecutor.INSTANCE;
    }

    @Override
    public boolean beginRequest(int limit) {
        return waiting.getAndUpdate(count -> Math.min(limit, count + 1)) < limit;
    }

    @Override
    public void endRequest() {
        waiting.decrementAndGet();
    }

    @Override
    public void send(Frame frame) {
        write(frame);
    }

    @Override
    public void write(Frame frame) {
        var bytes = frame.bytes();
        int tiny = bytes[1] & 0x7f;
        int header = tiny < 126 ? 2 : tiny == 126 ? 4 : 10;
        try {
            sent.add(ProtocolJson.mapper().readTree(bytes, header, bytes.length - header));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close(CloseReason reason) {
        if (closed == null) {
            closed = reason;
            var old = caller;
            if (old != null) {
                old.closed(reason);
            }
        }
    }
}
