package im.parley.server.gateway;

import im.parley.protocol.CloseReason;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Connection;
import im.parley.server.operation.Frame;
import im.parley.server.operation.OperationTable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One chat socket: the last handler of its pipeline. An idle one is this object and its frame decoder;
/// whatever else it needs it makes when it needs it.
///
/// All but [#caller], [#signIn], [#endRequest], [#send] and [#close] happens on the event loop.
final class ClientConnection extends ChannelInboundHandlerAdapter implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final Caller GONE = new Gone();
    private static final VarHandle CALLER;
    private static final VarHandle WAITING;

    static {
        try {
            var lookup = MethodHandles.lookup();
            CALLER = lookup.findVarHandle(ClientConnection.class, "caller", Caller.class);
            WAITING = lookup.findVarHandle(ClientConnection.class, "waiting", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /// Neighbours in the list of [LoopConnections].
    @Nullable
    ClientConnection previous;

    @Nullable
    ClientConnection next;

    private final LoopConnections loop;
    private final OperationTable operations;
    private final boolean versionServed;
    private final boolean joins;
    private @Nullable Outgoing outgoing;
    private @Nullable Incoming incoming;
    private int heardAt;
    private int changedAt;
    private boolean reading;
    private boolean closing;

    private volatile @Nullable Caller caller; // nobody yet, somebody, or GONE
    private volatile int waiting;

    /// @param versionServed false closes the socket at once
    /// @param joins whether the client reads several frames from one
    ClientConnection(LoopConnections loop, OperationTable operations, boolean versionServed, boolean joins) {
        this.loop = loop;
        this.operations = operations;
        this.versionServed = versionServed;
        this.joins = joins;
    }

    // The life of the socket

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        outgoing = new Outgoing(added, joins);
        loop.add(this);
        heardAt = loop.now();
        changedAt = loop.now();
        loop.metrics().connectionOpened();
        if (!versionServed) {
            close(CloseReason.UNSUPPORTED_VERSION);
        } else if (!added.channel().isActive()) {
            loop.remove(this); // gone between the request and its answer
            leave(null);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        if (!closing) {
            closing = true;
            leave(null);
        }
        out().forgetBacklog();
        loop.remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            from.pipeline().remove(PipelineTakeover.DECODER); // would read the rest byte by byte
            close(reason(corrupted.closeStatus()));
            return;
        }
        if (cause instanceof IOException) {
            LOG.debug("{} went away: {}", remoteAddress(), cause.toString());
        } else {
            LOG.error("the socket of {} failed", remoteAddress(), cause);
        }
        from.close();
    }

    private static CloseReason reason(WebSocketCloseStatus status) {
        if (status.code() == WebSocketCloseStatus.MESSAGE_TOO_BIG.code()) {
            return CloseReason.FRAME_TOO_LARGE;
        }
        return status.code() == WebSocketCloseStatus.INVALID_PAYLOAD_DATA.code()
                ? CloseReason.INVALID_UTF8
                : CloseReason.WEBSOCKET_ERROR;
    }

    // Frames in

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        try {
            if (message instanceof WebSocketFrame frame) {
                reading = true;
                heardAt = loop.now();
                if (!closing) {
                    incoming().receive(frame);
                } else if (frame instanceof CloseWebSocketFrame) {
                    from.close(); // the answer to ours
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        reading = false;
        flush();
    }

    // Frames out

    @Override
    public void send(Frame frame) {
        if (eventLoop().inEventLoop()) {
            write(frame);
            if (!reading) {
                flush();
            }
        } else {
            onLoop(() -> {
                write(frame);
                flush();
            });
        }
    }

    @Override
    public void write(Frame frame) {
        loop.metrics().frameSent();
        writeBytes(frame.bytes());
    }

    /// Writes a finished frame of any kind, to be flushed later.
    void writeBytes(byte[] bytes) {
        if (closing) {
            return;
        }
        if (!out().write(bytes, loop.config().maxPendingBytes())) {
            out().forgetBacklog();
            startClosing(CloseReason.SLOW_READER);
        }
    }

    @Override
    public void flush() {
        out().flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext from) {
        out().writable();
    }

    // The end

    @Override
    public void close(CloseReason reason) {
        if (eventLoop().inEventLoop()) {
            startClosing(reason);
        } else {
            onLoop(() -> startClosing(reason));
        }
    }

    private void startClosing(CloseReason reason) {
        if (closing || !out().channel().isActive()) {
            return;
        }
        LOG.debug("closing {}: {}", remoteAddress(), reason);
        loop.metrics().connectionClosed(reason);
        finish(ControlFrames.close(reason), reason);
    }

    /// The client says goodbye.
    void answerClose(CloseWebSocketFrame theirs) {
        finish(ControlFrames.close(theirs.statusCode()), null);
        cut();
    }

    private void finish(byte[] closeFrame, @Nullable CloseReason why) {
        closing = true;
        changedAt = loop.now();
        incoming = null;
        out().finish(closeFrame);
        out().channel().config().setAutoRead(true); // to see the client's answer
        leave(why);
    }

    private void leave(@Nullable CloseReason why) {
        var left = (Caller) CALLER.getAndSet(this, GONE);
        if (left != null) {
            left.closed(why);
        }
    }

    /// Closes the connection below the WebSocket, once everything is written.
    void cut() {
        out().channel().close();
    }

    boolean isClosing() {
        return closing;
    }

    /// When the closing began, or before that when the socket was opened; in the milliseconds of
    /// [LoopConnections#now].
    int changedAt() {
        return changedAt;
    }

    int heardAt() {
        return heardAt;
    }

    /// Leaves what the client sends from now on unread.
    void stopReading() {
        if (!closing) {
            out().channel().config().setAutoRead(false);
        }
    }

    // What layers below see

    @Override
    public @Nullable Caller caller() {
        var current = caller;
        return current instanceof Gone ? null : current;
    }

    @Override
    public boolean signIn(Caller newCaller) {
        return CALLER.compareAndSet(this, null, newCaller);
    }

    @Override
    public String remoteAddress() {
        return String.valueOf(out().channel().remoteAddress());
    }

    @Override
    public String ip() {
        return out().channel().remoteAddress() instanceof InetSocketAddress address && !address.isUnresolved()
                ? address.getAddress().getHostAddress()
                : "";
    }

    @Override
    public EventExecutor eventLoop() {
        return out().channel().eventLoop();
    }

    @Override
    public boolean beginRequest(int limit) {
        if (waiting >= limit) {
            return false;
        }
        WAITING.getAndAdd(this, 1);
        return true;
    }

    @Override
    public void endRequest() {
        WAITING.getAndAdd(this, -1);
    }

    private void onLoop(Runnable action) {
        try {
            eventLoop().execute(action);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("{} is gone with its event loop", remoteAddress());
        }
    }

    private Incoming incoming() {
        if (incoming == null) {
            incoming = new Incoming(this, loop, operations);
        }
        return incoming;
    }

    private Outgoing out() {
        var current = outgoing;
        if (current == null) {
            throw new IllegalStateException("not in a pipeline yet");
        }
        return current;
    }

    /// Stands where the caller was: nobody can sign in any more.
    private record Gone() implements Caller {
        @Override
        public long tinyID() {
            return 0;
        }

        @Override
        public String userID() {
            return "";
        }

        @Override
        public String instanceID() {
            return "";
        }

        @Override
        public void closed(@Nullable CloseReason why) {}
    }
}
