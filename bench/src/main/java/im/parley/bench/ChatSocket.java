package im.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Operation;
import im.parley.protocol.ProtocolJson;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One chat connection with as little work per message as possible: frames are looked at as bytes, and only
/// answers to [#call] are parsed. Everything but [#call] and [#close] happens on its event loop.
final class ChatSocket extends ChannelInboundHandlerAdapter {
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int CODE_AT = ("{\"id\":" + SendFrame.FIRST_NUMBER + ",\"code\":").length();
    private static final byte[] RECEIVED = "{\"event\":\"message.received\"".getBytes(StandardCharsets.US_ASCII);

    /// What happens to messages; called on the event loop.
    interface Traffic {
        /// A message of this socket was answered: it is stored, or it was refused.
        default void acked(ChatSocket socket, boolean stored) {}

        /// A message arrived.
        default void received(ChatSocket socket, ByteBuf buffer, int offset, int length) {}

        /// Anything else was pushed.
        default void pushed(ChatSocket socket, ByteBuf buffer, int offset, int length) {}

        /// The socket was closed by the other side.
        default void lost(ChatSocket socket) {}
    }

    private static final Traffic NONE = new Traffic() {};

    private final String request;
    private final CompletableFuture<ChatSocket> open = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<JsonNode>> calls = new HashMap<>();
    private final FrameReader frames = new FrameReader();
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf handshake;
    private @Nullable ByteBuf pending;
    private long lastCall;
    private boolean closing;
    private volatile Traffic traffic = NONE;

    /// @param path where to upgrade, with its query
    ChatSocket(String host, String path) {
        request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    }

    /// Completes when the server has switched to WebSocket.
    CompletableFuture<ChatSocket> open() {
        return open;
    }

    void traffic(Traffic traffic) {
        this.traffic = traffic;
    }

    Channel channel() {
        if (context == null) {
            throw new IllegalStateException("not connected yet");
        }
        return context.channel();
    }

    /// Makes a request. Fails with an [IOException] that names the server's code when it is refused.
    CompletableFuture<JsonNode> call(Operation<?> operation) {
        var answer = new CompletableFuture<JsonNode>();
        channel().eventLoop().execute(() -> {
            var id = ++lastCall;
            calls.put(id, answer);
            write(Requests.text(id, operation));
        });
        return answer;
    }

    /// Sends one more message with the next flush.
    void send(SendFrame frame, long stamp) {
        if (pending == null) {
            pending = channel().alloc().directBuffer(4096);
        }
        frame.write(pending, stamp);
    }

    void flush() {
        if (pending != null) {
            var out = pending;
            pending = null;
            channel().writeAndFlush(out, channel().voidPromise());
        }
    }

    void close() {
        var channel = channel();
        channel.eventLoop().execute(() -> {
            closing = true;
            channel.close();
        });
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(request.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var input = (ByteBuf) message;
        if (!open.isDone()) {
            input = upgraded(ctx, input);
            if (input == null) {
                return;
            }
        }
        frames.read(ctx.alloc(), input, this::frame);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        frames.close();
        if (handshake != null) {
            handshake.release();
            handshake = null;
        }
        var lost = new IOException("the server closed the connection");
        open.completeExceptionally(lost);
        calls.values().forEach(call -> call.completeExceptionally(lost));
        if (!closing) {
            traffic.lost(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        open.completeExceptionally(cause);
        ctx.close();
    }

    /// @return what follows the answer to the upgrade, null while it is incomplete or when it is a refusal
    private @Nullable ByteBuf upgraded(ChannelHandlerContext ctx, ByteBuf input) {
        if (handshake == null) {
            handshake = ctx.alloc().buffer();
        }
        handshake.writeBytes(input);
        input.release();
        var text = handshake.toString(StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return null;
        }
        var whole = handshake;
        handshake = null;
        if (!text.startsWith("HTTP/1.1 101")) {
            whole.release();
            open.completeExceptionally(
                    new IOException("no upgrade: " + text.lines().findFirst().orElse("")));
            ctx.close();
            return null;
        }
        open.complete(this);
        return whole.skipBytes(end + 4);
    }

    private void frame(int opcode, ByteBuf buffer, int offset, int length) {
        switch (opcode) {
            case PING ->
                write(new String(bytes(buffer, offset, length), StandardCharsets.ISO_8859_1), ClientFrame.PONG);
            case CLOSE -> channel().close();
            default -> text(buffer, offset, length);
        }
    }

    private void text(ByteBuf buffer, int offset, int length) {
        if (buffer.getByte(offset + 2) == 'e') {
            if (startsWith(buffer, offset, length, RECEIVED)) {
                traffic.received(this, buffer, offset, length);
            } else {
                traffic.pushed(this, buffer, offset, length);
            }
            return;
        }
        if (length > CODE_AT && isDigit(buffer.getByte(offset + 8)) && isDigit(buffer.getByte(offset + 14))) {
            traffic.acked(this, buffer.getByte(offset + CODE_AT) == '0');
            return;
        }
        answer(bytes(buffer, offset, length));
    }

    private void answer(byte[] json) {
        try {
            var answer = ProtocolJson.mapper().readTree(json);
            var call = calls.remove(answer.path("id").longValue());
            if (call == null) {
                return;
            }
            if (answer.path("code").intValue() == 0) {
                call.complete(answer.path("body"));
            } else {
                call.completeExceptionally(new IOException("refused with " + answer.path("code") + ": "
                        + answer.path("message").asText()));
            }
        } catch (IOException broken) {
            exceptionCaught(channel().pipeline().context(this), broken);
        }
    }

    private void write(String json) {
        write(json, ClientFrame.TEXT);
    }

    private void write(String text, int head) {
        var frame = ClientFrame.frame(head, text.getBytes(StandardCharsets.UTF_8));
        channel().writeAndFlush(channel().alloc().buffer(frame.length).writeBytes(frame));
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static byte[] bytes(ByteBuf buffer, int offset, int length) {
        var bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }

    private static boolean startsWith(ByteBuf buffer, int offset, int length, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i == length || buffer.getByte(offset + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
