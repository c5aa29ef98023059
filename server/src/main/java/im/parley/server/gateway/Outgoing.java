package im.parley.server.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The way out of one socket. What Netty has no room for (64 KiB wait there) waits here, so that it can be
/// forgotten and a close frame still gets through to a client that reads too slowly. Only on the event
/// loop.
final class Outgoing {
    private final ChannelHandlerContext context;
    private @Nullable Queue<byte[]> backlog;
    private int backlogBytes;
    private boolean unflushed;

    Outgoing(ChannelHandlerContext context) {
        this.context = context;
    }

    Channel channel() {
        return context.channel();
    }

    /// Writes a finished frame, to be flushed later.
    ///
    /// @param limit most bytes that may wait here before this frame
    /// @return false if more are waiting: nothing was written and the client reads too slowly
    boolean write(byte[] frame, int limit) {
        if (backlog == null && channel().isWritable()) {
            pass(frame);
            return true;
        }
        if (backlogBytes >= limit) {
            flush(); // a fast reader's backlog ends here
            if (backlogBytes >= limit) {
                return false;
            }
        }
        if (backlog == null) {
            backlog = new ArrayDeque<>();
        }
        backlog.add(frame);
        backlogBytes += frame.length;
        unflushed = true;
        return true;
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            context.flush();
        }
    }

    /// Netty has room again.
    void writable() {
        if (backlog != null && channel().isWritable()) {
            passBacklog(false);
            flush();
        }
    }

    /// Writes and flushes what waits and then this frame.
    void finish(byte[] closeFrame) {
        passBacklog(true);
        pass(closeFrame);
        flush();
    }

    void forgetBacklog() {
        backlog = null;
        backlogBytes = 0;
    }

    private void passBacklog(boolean all) {
        while (backlog != null && (all || channel().isWritable())) {
            var frame = backlog.poll();
            if (frame == null) {
                backlog = null;
            } else {
                backlogBytes -= frame.length;
                pass(frame);
            }
        }
    }

    private void pass(byte[] frame) {
        context.write(Unpooled.wrappedBuffer(frame), context.voidPromise());
        unflushed = true;
    }
}
