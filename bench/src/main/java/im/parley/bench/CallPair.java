package im.parley.bench;

import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.signaling.Invite;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Two users of a Parley server, one of whom invites the other again and again.
final class CallPair implements Pair {
    private static final int TIMEOUT_SECONDS = 3600; // no timer ends while we measure
    private static final int SIGN_INS_AT_ONCE = 32;
    private static final String MARK_TEXT = "due=";
    private static final byte[] MARK = MARK_TEXT.getBytes(StandardCharsets.US_ASCII);

    private final Stamps stamps = new Stamps(MARK);
    private final ChatClient.User inviter;
    private final ChatClient.User invitee;
    private @Nullable Listener listener;
    private long number;

    private CallPair(ChatClient.User inviter, ChatClient.User invitee) {
        this.inviter = inviter;
        this.invitee = invitee;
    }

    /// Signs in `count` inviters and as many invitees.
    static List<Pair> open(ChatClient client, int count) throws Exception {
        var invitees = Crowd.gather(count, SIGN_INS_AT_ONCE, i -> client.signIn("invitee" + i));
        var inviters = Crowd.gather(count, SIGN_INS_AT_ONCE, i -> client.signIn("inviter" + i));
        var pairs = new ArrayList<Pair>(count);
        for (int i = 0; i < count; i++) {
            pairs.add(new CallPair(inviters.get(i), invitees.get(i)));
        }
        return pairs;
    }

    @Override
    public void listener(Listener listener) {
        this.listener = listener;
        inviter.socket().traffic(new ChatSocket.Traffic() {
            @Override
            public void lost(ChatSocket socket) {
                listener.lost(CallPair.this);
            }
        });
        invitee.socket().traffic(new ChatSocket.Traffic() {
            @Override
            public void received(ChatSocket socket, ByteBuf buffer, int offset, int length) {
                listener.received(CallPair.this, stamps.read(buffer, offset, length));
            }

            @Override
            public void lost(ChatSocket socket) {
                listener.lost(CallPair.this);
            }
        });
    }

    /// Sends at once: invitations are no stream that would gain from one flush for many.
    @Override
    public void send(long stamp) {
        var told = Objects.requireNonNull(listener);
        var invite = new Invite(
                new MessageId(inviter.tinyID(), Instant.now().getEpochSecond(), ++number),
                UUID.randomUUID().toString(),
                new ConversationId.C2C(invitee.userID()),
                null,
                String.format(Locale.ROOT, "%s%0" + Stamps.DIGITS + "d", MARK_TEXT, stamp),
                TIMEOUT_SECONDS,
                false,
                null);
        inviter.socket().call(invite).whenComplete((sent, refused) -> told.acked(this, refused == null));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        inviter.socket().close();
        invitee.socket().close();
    }
}
