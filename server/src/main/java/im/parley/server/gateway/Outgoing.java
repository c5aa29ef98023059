package im.parley.server.gateway;

import im.parley.protocol.Limits;
import im.parley.server.operation.Frame;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The way out of one socket. What Netty has no room for (64 KiB wait there) waits here, so that it can be
/// forgotten and a close frame still gets through to a client that reads too slowly. What is written until
/// the next flush is joined for clients that want it so. Only on the event loop.
final class Outgoing {
    /// Most bytes of frames that are joined, but for a single one that has more.
    private static final int MOST_JOINED = Limits.MAX_FRAME_BYTES;

    private final ChannelHandlerContext context;
    private final boolean joins;
    private @Nullable List<byte[]> unjoined;
    private int unjoinedBytes;
    private @Nullable Queue<byte[]> backlog;
    private int backlogBytes;
    private boolean unflushed;

    /// @param joins whether the client reads several frames from one
    Outgoing(ChannelHandlerContext context, boolean joins) {
        this.context = context;
        this.joins = joins;
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
            join();
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
        unflushed = true;
        if (!joins || !Frame.isText(frame)) {
            join();
            put(frame);
            return;
        }
        if (unjoinedBytes + frame.length > MOST_JOINED) {
            join();
        }
        if (unjoined == null) {
            unjoined = new ArrayList<>();
        }
        unjoined.add(frame);
        unjoinedBytes += frame.length;
    }

    private void join() {
        if (unjoined != null) {
            put(Frame.joined(unjoined));
            unjoined = null;
            unjoinedBytes = 0;
        }
    }

    private void put(byte[] frame) {
        context.write(Unpooled.wrappedBuffer(frame), context.voidPromise());
    }
}
