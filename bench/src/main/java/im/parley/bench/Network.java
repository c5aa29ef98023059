package im.parley.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The generator's one event loop: a second core's worth of load is more than a machine shared with the
/// server can spare. Connections start from several loopback addresses in turn, since each has ports for
/// only 28,000.
final class Network implements AutoCloseable {
    private static final int ADDRESSES = 8;
    private static final int READ_BUFFER = 32 * 1024;
    private static final int CONNECT_TIMEOUT_MILLIS = 20_000;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final AtomicInteger nextAddress = new AtomicInteger();

    /// The loop on which everything happens.
    EventLoop loop() {
        return group.next();
    }

    /// Opens a connection whose events go to the handler.
    ///
    /// @param server on a loopback address
    CompletableFuture<Void> connect(InetSocketAddress server, ChannelHandler handler) {
        var source = "127.0.0." + (2 + Math.floorMod(nextAddress.getAndIncrement(), ADDRESSES));
        var connected = new CompletableFuture<Void>();
        new Bootstrap()
                .group(group)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BUFFER))
                .option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true)
                .localAddress(new InetSocketAddress(source, 0))
                .remoteAddress(server)
                .handler(handler)
                .connect()
                .addListener((ChannelFuture done) -> {
                    if (done.isSuccess()) {
                        connected.complete(null);
                    } else {
                        connected.completeExceptionally(done.cause());
                    }
                });
        return connected;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
