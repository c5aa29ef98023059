package im.parley.server.gateway;

import im.parley.protocol.JavaProgram;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/// A process of its own with clients that all connect at the same moment: a process may open 20,000 files, which is
/// not enough for both ends of 10,000 sockets.
final class ManyClients {
    private static final byte[] HANDSHAKE = ("GET /ws?v=1&sdkappid=1400000001 HTTP/1.1\r\nHost: localhost\r\n"
                    + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);

    private ManyClients() {}

    /// @return prints a line when all are in, and goes when it is ended
    static Process start(int port, int count) throws IOException {
        var command = JavaProgram.of(ManyClients.class, Integer.toString(port), Integer.toString(count));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int port = Integer.parseInt(args[0]);
        int count = Integer.parseInt(args[1]);
        var upgraded = new CountDownLatch(count);
        var bootstrap = new Bootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 60_000)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Greeting(upgraded));
                    }
                });
        for (int i = 0; i < count; i++) {
            bootstrap.connect("127.0.0.1", port);
        }
        upgraded.await();
        System.out.println("all in");
        System.in.read(); // until the test is over, or gone
        System.exit(0);
    }

    /// Asks for the upgrade and counts the answer.
    private static final class Greeting extends ChannelInboundHandlerAdapter {
        private final CountDownLatch upgraded;
        private boolean done;

        Greeting(CountDownLatch upgraded) {
            this.upgraded = upgraded;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(Unpooled.wrappedBuffer(HANDSHAKE));
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var head = ((ByteBuf) message).toString(StandardCharsets.ISO_8859_1);
            ReferenceCountUtil.release(message);
            if (!done && head.startsWith("HTTP/1.1 101 ")) {
                done = true;
                upgraded.countDown();
            }
        }
    }
}
