package im.parley.bench;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Two users of an XMPP server. XMPP has no answer to a message that says it is stored; with the archive
/// on, a message reaches the receiver after both owners' copies were stored, so its arrival counts as its
/// acknowledgement too.
final class XmppPair implements Pair {
    private static final int AT_ONCE = 32;

    private final XmppSocket sender;
    private final XmppSocket receiver;
    private final String head;
    private final byte[] tail;
    private @Nullable ByteBuf pending;
    private long number;

    private XmppPair(XmppSocket sender, XmppSocket receiver, String to, int textBytes) {
        this.sender = sender;
        this.receiver = receiver;
        head = "<message type='chat' to='" + to + "@localhost' id='";
        var text = " " + "lorem ipsum ".repeat(textBytes / 12 + 1);
        tail = (text.substring(0, textBytes - Stamps.DIGITS) + "</body></message>").getBytes(StandardCharsets.US_ASCII);
    }

    /// Signs in `count` senders and as many receivers, registering those who are not known yet.
    static List<Pair> open(Network network, InetSocketAddress server, int count, int textBytes) throws Exception {
        var receivers = Crowd.gather(count, AT_ONCE, i -> online(network, server, "r" + i));
        var senders = Crowd.gather(count, AT_ONCE, i -> online(network, server, "s" + i));
        var pairs = new ArrayList<Pair>(count);
        for (int i = 0; i < count; i++) {
            pairs.add(new XmppPair(senders.get(i), receivers.get(i), "r" + i, textBytes));
        }
        return pairs;
    }

    private static CompletableFuture<XmppSocket> online(Network network, InetSocketAddress server, String user) {
        var socket = new XmppSocket(user);
        return network.connect(server, socket).thenCompose(done -> socket.ready());
    }

    @Override
    public void listener(Listener listener) {
        receiver.receiver(new XmppSocket.Receiver() {
            @Override
            public void received(long stamp) {
                listener.received(XmppPair.this, stamp);
                listener.acked(XmppPair.this, true);
            }

            @Override
            public void readComplete() {
                flush();
            }
        });
        sender.channel().closeFuture().addListener(closed -> listener.lost(this));
        receiver.channel().closeFuture().addListener(closed -> listener.lost(this));
    }

    @Override
    public void send(long stamp) {
        if (pending == null) {
            pending = sender.channel().alloc().directBuffer(4096);
        }
        var start = head + number++ + "'><body>" + String.format(Locale.ROOT, "%019d", stamp);
        pending.writeCharSequence(start, StandardCharsets.US_ASCII);
        pending.writeBytes(tail);
    }

    @Override
    public void flush() {
        if (pending != null) {
            var out = pending;
            pending = null;
            sender.channel().writeAndFlush(out, sender.channel().voidPromise());
        }
    }

    @Override
    public void close() {
        sender.channel().close();
        receiver.channel().close();
    }
}
