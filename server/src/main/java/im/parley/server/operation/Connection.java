package im.parley.server.operation;

import im.parley.protocol.CloseReason;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/// One socket, as the layers below the gateway see it. Safe for use by many threads unless a method says
/// otherwise.
public interface Connection {
    /// Who signed in here, or stays as a guest; null before and after.
    @Nullable
    Caller caller();

    /// Binds the caller to this socket.
    ///
    /// @return false, and nothing happens, if somebody is signed in already or the socket is closed
    boolean signIn(Caller caller);

    /// Address of the client, for logs.
    String remoteAddress();

    /// The client's IP address; empty where it is not known.
    String ip();

    /// The thread that reads and writes this socket.
    EventExecutor eventLoop();

    /// Takes a place for a request that waits on another thread; only on [#eventLoop()].
    ///
    /// @return false if `limit` requests of this socket are waiting already
    boolean beginRequest(int limit);

    /// Gives the place back, from any thread.
    void endRequest();

    /// Writes and flushes, from any thread.
    void send(Frame frame);

    /// Writes without flushing; only on [#eventLoop()]. Closes the socket with [CloseReason#SLOW_READER] when
    /// too much is waiting to be read by the client.
    void write(Frame frame);

    /// Flushes what was written; only on [#eventLoop()].
    void flush();

    /// Flushes what is pending, tells the client why and closes. Repeatable: the first reason counts.
    void close(CloseReason reason);
}
