package im.parley.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The least that a durable chat server can do, as the ceiling for the real one: a frame comes in over WebSocket, is
/// stored with what came meanwhile, is answered and goes to its receiver. Nobody signs in, nothing is checked, each
/// sender has one receiver. A process of its own, so that its CPU counts apart.
final class RawChatServer {
    private static final int LARGEST_FRAME = 64 * 1024;
    private static final int NUMBER_AT = "{\"id\":".length();
    private static final int NUMBER_DIGITS = 10;
    private static final ByteBuf PAYLOAD = Unpooled.copiedBuffer("{\"text\":", StandardCharsets.US_ASCII);

    private final BlockingQueue<Sent> queue = new LinkedBlockingQueue<>();
    private final AtomicReferenceArray<Channel> receivers;

    private RawChatServer(int pairs) {
        receivers = new AtomicReferenceArray<>(pairs);
    }

    private record Sent(int pair, Channel sender, String number, String payload) {}

    /// @param arguments URL and owner of the database, number of pairs; the port is printed
    public static void main(String[] arguments) throws Exception {
        int pairs = Integer.parseInt(arguments[2]);
        try (var store = new RawStore(DriverManager.getConnection(arguments[0], arguments[1], "x"), pairs);
                var group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory())) {
            var server = new RawChatServer(pairs);
            var listening = new ServerBootstrap()
                    .group(group)
                    .channel(EpollServerSocketChannel.class)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(server.new Connections())
                    .bind("127.0.0.1", 0)
                    .sync()
                    .channel();
            System.out.println("port " + ((InetSocketAddress) listening.localAddress()).getPort());
            server.storeForEver(store);
        }
    }

    private void storeForEver(RawStore store) throws InterruptedException, SQLException {
        while (true) {
            var batch = new ArrayList<Sent>();
            batch.add(queue.take());
            queue.drainTo(batch, RawStore.LARGEST_BATCH - 1);
            store.store(
                    batch.stream().mapToInt(Sent::pair).toArray(),
                    batch.stream().map(Sent::payload).toArray(String[]::new));
            batch.getFirst().sender.eventLoop().execute(() -> tell(batch));
        }
    }

    private void tell(List<Sent> batch) {
        var told = new HashSet<Channel>();
        for (var sent : batch) {
            var receiver = receivers.get(sent.pair);
            sent.sender.write(new TextWebSocketFrame("{\"id\":" + sent.number + ",\"code\":0}"));
            receiver.write(new TextWebSocketFrame(
                    "{\"event\":\"message.received\",\"body\":{\"conversationID\":\"C2Cr\",\"payload\":" + sent.payload
                            + "}}"));
            told.add(sent.sender);
            told.add(receiver);
        }
        told.forEach(Channel::flush);
    }

    /// Connections say who they are by their address: `/ws?sender=12`, `/ws?receiver=12`.
    private final class Connections extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(LARGEST_FRAME),
                            new WebSocketServerProtocolHandler("/ws", null, false, LARGEST_FRAME, false, true),
                            new Frames());
        }
    }

    private final class Frames extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        private int pair;

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof HandshakeComplete opened) {
                var address = opened.requestUri();
                pair = Integer.parseInt(address.substring(address.indexOf('=') + 1));
                if (address.contains("receiver")) {
                    receivers.set(pair, context.channel());
                }
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            var content = frame.content();
            int from = ByteBufUtil.indexOf(PAYLOAD, content);
            int to = content.indexOf(from, content.writerIndex(), (byte) '}') + 1;
            queue.add(new Sent(
                    pair, context.channel(), text(content, NUMBER_AT, NUMBER_DIGITS), text(content, from, to - from)));
        }

        private static String text(ByteBuf content, int from, int length) {
            return content.toString(from, length, StandardCharsets.UTF_8);
        }
    }
}
