package im.parley.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One XMPP client on a plain TCP stream: registers, signs in with SASL PLAIN, binds a resource, comes
/// online, then sends and receives chat messages. Text is searched for what is awaited, not parsed: that
/// keeps it cheaper than any server.
final class XmppSocket extends ChannelInboundHandlerAdapter {
    private static final byte[] MESSAGE_END = "</message>".getBytes(StandardCharsets.US_ASCII);
    static final byte[] STAMP_MARK = "<body>".getBytes(StandardCharsets.US_ASCII);
    private static final String STREAM = "<stream:stream xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams' to='localhost' version='1.0'>";

    /// Called on the event loop for each message that arrives, with the moment written into it.
    interface Receiver {
        void received(long stamp);

        /// All that was there to read is read.
        void readComplete();
    }

    private final Stamps stamps = new Stamps(STAMP_MARK);
    private final String user;
    private final CompletableFuture<XmppSocket> ready = new CompletableFuture<>();
    private final StringBuilder dialogue = new StringBuilder();
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf rest;
    private int step;
    private volatile @Nullable Receiver receiver;

    XmppSocket(String user) {
        this.user = user;
    }

    /// What is said, and what must come back before the next is said. Everything in between is ignored.
    private String[][] script() {
        var proof = Base64.getEncoder().encodeToString(("\0" + user + "\0secret").getBytes(StandardCharsets.UTF_8));
        return new String[][] {
            {STREAM, "</stream:features>"},
            // a second run on the same server finds the user registered: an error will do as well
            {
                "<iq type='set' id='reg'><query xmlns='jabber:iq:register'><username>" + user
                        + "</username><password>secret</password></query></iq>",
                "id='reg'"
            },
            {"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + proof + "</auth>", "<success"},
            {STREAM, "</stream:features>"},
            {
                "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>b</resource></bind></iq>",
                "id='bind'"
            },
            {"<presence/>", "<presence"},
        };
    }

    /// Completes when the user is online.
    CompletableFuture<XmppSocket> ready() {
        return ready;
    }

    void receiver(Receiver receiver) {
        this.receiver = receiver;
    }

    Channel channel() {
        if (context == null) {
            throw new IllegalStateException("not connected yet");
        }
        return context.channel();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        say(ctx, script()[0][0]);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var input = (ByteBuf) message;
        if (ready.isDone()) {
            messages(ctx, input);
        } else {
            dialogue.append(input.toString(StandardCharsets.UTF_8));
            input.release();
            converse(ctx);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        var current = receiver;
        if (current != null) {
            current.readComplete();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (rest != null) {
            rest.release();
            rest = null;
        }
        ready.completeExceptionally(new IOException("the server closed the connection of " + user + ": " + dialogue));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ready.completeExceptionally(cause);
        ctx.close();
    }

    private void converse(ChannelHandlerContext ctx) {
        var script = script();
        if (dialogue.indexOf("<failure") >= 0) {
            ready.completeExceptionally(new IOException("the server refused " + user + ": " + dialogue));
            return;
        }
        if (dialogue.indexOf(script[step][1]) < 0) {
            return;
        }
        dialogue.setLength(0);
        step++;
        if (step == script.length) {
            ready.complete(this);
        } else {
            say(ctx, script[step][0]);
        }
    }

    private void messages(ChannelHandlerContext ctx, ByteBuf input) {
        var buffer = input;
        if (rest != null) {
            buffer = rest.writeBytes(input);
            input.release();
            rest = null;
        }
        while (true) {
            var end = indexOf(buffer, MESSAGE_END);
            if (end < 0) {
                break;
            }
            var current = receiver;
            if (current != null) {
                current.received(stamps.read(buffer, buffer.readerIndex(), end - buffer.readerIndex()));
            }
            buffer.readerIndex(end + MESSAGE_END.length);
        }
        if (buffer.isReadable()) {
            rest = ctx.alloc()
                    .buffer(Math.max(4096, 2 * buffer.readableBytes()))
                    .writeBytes(buffer);
        }
        buffer.release();
    }

    private static int indexOf(ByteBuf buffer, byte[] what) {
        var last = buffer.writerIndex() - what.length;
        for (int at = buffer.readerIndex(); at <= last; at++) {
            at = buffer.indexOf(at, last + 1, what[0]);
            if (at < 0) {
                return -1;
            }
            var i = 1;
            while (i < what.length && buffer.getByte(at + i) == what[i]) {
                i++;
            }
            if (i == what.length) {
                return at;
            }
        }
        return -1;
    }

    private static void say(ChannelHandlerContext ctx, String text) {
        ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(text.getBytes(StandardCharsets.UTF_8)));
    }
}
