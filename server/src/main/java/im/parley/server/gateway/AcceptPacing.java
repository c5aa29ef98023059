package im.parley.server.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.net.NetServerOptions;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/// Hands new connections to the event loops no faster than these take them in. Otherwise ten thousand that
/// come at once would stand in the loops' queues before the answers to those who are there already. They are
/// accepted all the same: the kernel's queue is short, and who finds it full tries again only after seconds.
///
/// Runs on the thread that does nothing but accept.
final class AcceptPacing extends ChannelInboundHandlerAdapter {
    /// Connections that may be on their way to an event loop: enough to keep the loops busy, and a few
    /// milliseconds of their time.
    private static final int MAX_UNDER_WAY = 32;

    private final BooleanSupplier isStopped;
    private final Queue<Channel> waiting = new ArrayDeque<>();
    private int underWay;

    private AcceptPacing(BooleanSupplier isStopped) {
        this.isStopped = isStopped;
    }

    @Override
    public void channelRead(ChannelHandlerContext server, Object accepted) {
        waiting.add((Channel) accepted);
        handOver(server);
    }

    private void handOver(ChannelHandlerContext server) {
        if (isStopped.getAsBoolean()) {
            dropWaiting();
        }
        while (underWay < MAX_UNDER_WAY && !waiting.isEmpty()) {
            var channel = waiting.remove();
            underWay++;
            channel.pipeline().addFirst(new Arrival(server));
            server.fireChannelRead(channel);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext server) {
        dropWaiting();
        server.fireChannelInactive();
    }

    private void dropWaiting() {
        waiting.forEach(channel -> channel.unsafe().closeForcibly());
        waiting.clear();
    }

    /// Waits in a new connection's pipeline for its event loop.
    private final class Arrival extends ChannelInboundHandlerAdapter {
        private final ChannelHandlerContext server;

        Arrival(ChannelHandlerContext server) {
            this.server = server;
        }

        /// Called once the channel is registered with its loop.
        @Override
        public void handlerAdded(ChannelHandlerContext connection) {
            connection.pipeline().remove(this);
            server.executor().execute(() -> {
                underWay--;
                handOver(server);
            });
        }
    }

    /// Vert.x's epoll transport with this in front of every listening socket.
    static final class PacedEpoll implements io.vertx.core.transport.Transport {
        private volatile boolean stopped;

        /// Who connects from now on is turned away: the listening sockets close a moment after the event loops have
        /// let go of them.
        void stop() {
            stopped = true;
        }

        @Override
        public String name() {
            return EPOLL.name();
        }

        @Override
        public boolean available() {
            return EPOLL.available();
        }

        @Override
        public Throwable unavailabilityCause() {
            return EPOLL.unavailabilityCause();
        }

        @Override
        public io.vertx.core.spi.transport.Transport implementation() {
            return new Epoll(() -> stopped);
        }
    }

    private static final class Epoll extends EpollTransport {
        private final BooleanSupplier isStopped;

        Epoll(BooleanSupplier isStopped) {
            this.isStopped = isStopped;
        }

        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            bootstrap.handler(new AcceptPacing(isStopped));
        }
    }
}
