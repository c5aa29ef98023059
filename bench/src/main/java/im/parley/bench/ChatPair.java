package im.parley.bench;

import im.parley.protocol.ConversationId;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/// Two users of a Parley server.
final class ChatPair implements Pair {
    private static final int SIGN_INS_AT_ONCE = 32;

    private final Stamps stamps = new Stamps(SendFrame.STAMP_MARK);
    private final ChatSocket sender;
    private final ChatSocket receiver;
    private final SendFrame frame;

    ChatPair(ChatClient.User sender, ChatClient.User receiver, int textBytes, boolean asking) {
        this.sender = sender.socket();
        this.receiver = receiver.socket();
        frame = new SendFrame(sender.tinyID(), new ConversationId.C2C(receiver.userID()), textBytes, asking);
    }

    /// Signs in `count` senders and as many receivers.
    static List<Pair> open(ChatClient client, String prefix, int count, int textBytes) throws Exception {
        return open(client, prefix, count, textBytes, false);
    }

    /// @param asking for receipts and extensions
    static List<Pair> open(ChatClient client, String prefix, int count, int textBytes, boolean asking)
            throws Exception {
        var receivers = Crowd.gather(count, SIGN_INS_AT_ONCE, i -> client.signIn(prefix + "r" + i));
        var senders = Crowd.gather(count, SIGN_INS_AT_ONCE, i -> client.signIn(prefix + "s" + i));
        var pairs = new ArrayList<Pair>(count);
        for (int i = 0; i < count; i++) {
            pairs.add(new ChatPair(senders.get(i), receivers.get(i), textBytes, asking));
        }
        return pairs;
    }

    @Override
    public void listener(Listener listener) {
        sender.traffic(new ChatSocket.Traffic() {
            @Override
            public void acked(ChatSocket socket, boolean stored) {
                listener.acked(ChatPair.this, stored);
            }

            @Override
            public void lost(ChatSocket socket) {
                listener.lost(ChatPair.this);
            }
        });
        receiver.traffic(new ChatSocket.Traffic() {
            @Override
            public void received(ChatSocket socket, ByteBuf buffer, int offset, int length) {
                listener.received(ChatPair.this, stamps.read(buffer, offset, length));
            }

            @Override
            public void lost(ChatSocket socket) {
                listener.lost(ChatPair.this);
            }
        });
    }

    @Override
    public void send(long stamp) {
        sender.send(frame, stamp);
    }

    @Override
    public void flush() {
        sender.flush();
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
    }
}
