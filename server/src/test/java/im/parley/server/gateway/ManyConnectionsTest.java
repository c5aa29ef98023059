package im.parley.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// 9,000 clients connect at the same moment: all get in, and one who is there already keeps talking. Both
/// ends of their sockets live in this process, which may open 20,000 files.
@Tag("slow")
class ManyConnectionsTest {
    private static final int CLIENTS = 9_000;
    private static final byte[] HANDSHAKE = ("GET /ws?v=1&sdkappid=1400000001 HTTP/1.1\r\nHost: localhost\r\n"
                    + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);

    @Test
    @Timeout(90)
    void clients_that_come_all_at_once_get_in_and_nobody_else_waits() throws Exception {
        var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Queue<Channel> channels = new ConcurrentLinkedQueue<>();
        var upgraded = new CountDownLatch(CLIENTS);
        try (var app = new TestApp(TestApp.quick(Duration.ofMinutes(5), Duration.ofMinutes(5)));
                var witness = RawClient.open(app.port())) {
            witness.signIn("witness");
            var bootstrap = new Bootstrap()
                    .group(group)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 60_000)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channels.add(channel);
                            channel.pipeline().addLast(new Greeting(upgraded));
                        }
                    });
            for (int i = 0; i < CLIENTS; i++) {
                bootstrap.connect("127.0.0.1", app.port());
            }
            var latencies = new long[100_000];
            int asked = 0;
            while (!upgraded.await(5, TimeUnit.MILLISECONDS) && asked < latencies.length) {
                long start = System.nanoTime();
                assertThat(witness.call(asked + 2, "session.ping", "{}")
                                .get("code")
                                .asInt())
                        .isZero();
                latencies[asked++] = System.nanoTime() - start;
            }
            assertThat(app.gateway.connections()).isBetween(CLIENTS, CLIENTS + 1); // the last is counted a moment later
            Arrays.sort(latencies, 0, asked);
            assertThat(latencies[asked / 2]).as("median answer, ns").isLessThan(TimeUnit.MILLISECONDS.toNanos(250));
            assertThat(latencies[asked - 1]).as("slowest answer, ns").isLessThan(TimeUnit.SECONDS.toNanos(5));
        } finally {
            channels.forEach(Channel::close);
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
        }
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
