package im.parley.bench;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A room of an XMPP server, archived. A message comes back to its sender when the server has taken it: that
/// counts as its acknowledgement.
final class XmppRoom {
    private static final int AT_ONCE = 16;
    private static final long SETTLE_MILLIS = 3_000;

    private XmppRoom() {}

    static List<RoomMember> open(Network network, InetSocketAddress server, String name, int size, int textBytes)
            throws Exception {
        var sockets = Crowd.gather(size, AT_ONCE, i -> {
            var socket = new XmppSocket(name + i);
            return network.connect(server, socket).thenCompose(done -> socket.ready());
        });
        var members = new ArrayList<RoomMember>(size);
        for (int i = 0; i < size; i++) {
            var member = new Member(sockets.get(i), name, i, textBytes);
            member.enter();
            if (i == 0) {
                TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS); // the first makes the room
            }
            members.add(member);
        }
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS); // nothing tells when the last has heard of all others
        return members;
    }

    private static final class Member implements RoomMember {
        private final XmppSocket socket;
        private final String room;
        private final int number;
        private final byte[] tail;
        private final Set<Long> outstanding = new HashSet<>();
        private @Nullable ByteBuf pending;
        private long messages;

        Member(XmppSocket socket, String room, int number, int textBytes) {
            this.socket = socket;
            this.room = room + "@conference.localhost";
            this.number = number;
            var text = " " + "lorem ipsum ".repeat(textBytes / 12 + 1);
            this.tail = (text.substring(0, textBytes - Stamps.DIGITS) + "</body></message>")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        void enter() {
            var presence = "<presence to='" + room + "/n" + number
                    + "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>";
            var out = socket.channel().alloc().buffer();
            out.writeCharSequence(presence, StandardCharsets.US_ASCII);
            socket.channel().writeAndFlush(out);
        }

        @Override
        public void listener(Listener listener) {
            socket.receiver(new XmppSocket.Receiver() {
                @Override
                public void received(long stamp) {
                    if (outstanding.remove(stamp)) {
                        listener.acked(Member.this, true);
                    } else {
                        listener.received(Member.this, stamp);
                    }
                }

                @Override
                public void readComplete() {
                    flush();
                }
            });
            socket.channel().closeFuture().addListener(closed -> listener.lost(this));
        }

        @Override
        public void send(long stamp) {
            if (pending == null) {
                pending = socket.channel().alloc().directBuffer(4096);
            }
            outstanding.add(stamp);
            var start = "<message type='groupchat' to='" + room + "' id='" + messages++ + "'><body>"
                    + String.format(Locale.ROOT, "%019d", stamp);
            pending.writeCharSequence(start, StandardCharsets.US_ASCII);
            pending.writeBytes(tail);
        }

        @Override
        public void flush() {
            if (pending != null) {
                var out = pending;
                pending = null;
                socket.channel().writeAndFlush(out, socket.channel().voidPromise());
            }
        }

        @Override
        public void close() {
            socket.channel().close();
        }
    }
}
