package im.parley.sdk;

import im.parley.protocol.MessageId;
import im.parley.protocol.Types;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A message, made by a `create…Message` method or received. There is one object per message ID: it is the
/// same from creation to the result of the send (`compat#10`, `compat#12`), and what changes later — its
/// status, whether the peer has read it — changes in it.
///
/// Safe for use by many threads. Two messages are equal when they are the same object.
public final class Message {
    private final MessageId id;
    private final String conversationID;
    private final String conversationType;
    private final String from;
    private final String to;
    private final Flow flow;
    private final Payload payload;
    private final String priority;
    private final String cloudCustomData;
    private final boolean needReadReceipt;
    private final boolean isSupportExtension;
    private final AtomicReference<State> state;

    /// What changes, all of it in one step.
    record State(
            MessageStatus status,
            long time,
            long sequence,
            String nick,
            String avatar,
            boolean peerRead,
            boolean read,
            boolean resend) {
        State stored(long newSequence, long newTime) {
            return new State(MessageStatus.SUCCESS, newTime, newSequence, nick, avatar, peerRead, read, resend);
        }

        State with(MessageStatus newStatus) {
            return new State(newStatus, time, sequence, nick, avatar, peerRead, read, resend);
        }

        State sentAgain() {
            return new State(MessageStatus.UN_SEND, time, sequence, nick, avatar, peerRead, read, true);
        }

        State readByPeer() {
            return new State(status, time, sequence, nick, avatar, true, read, resend);
        }

        State readByMe() {
            return new State(status, time, sequence, nick, avatar, peerRead, true, resend);
        }
    }

    /// A new one of the user's own.
    Message(MessageId id, String me, CreateOptions<?> options, String nick, String avatar) {
        this.id = id;
        conversationType = options.conversationType();
        conversationID =
                conversationType.equals(Types.CONV_SYSTEM) ? Types.CONV_SYSTEM : conversationType + options.to();
        from = me;
        to = options.to();
        flow = Flow.OUT;
        payload = options.payload();
        priority = options.priority();
        cloudCustomData = options.cloudCustomData();
        needReadReceipt = options.needReadReceipt();
        isSupportExtension = options.isSupportExtension();
        state = new AtomicReference<>(
                new State(MessageStatus.UN_SEND, id.clientTime(), 0, nick, avatar, false, true, false));
    }

    /// One that the server has.
    Message(im.parley.protocol.message.Message stored, String me) {
        id = stored.id();
        conversationType = stored.conversationType();
        conversationID = conversationOf(stored, me);
        from = stored.from();
        to = stored.to();
        flow = from.equals(me) ? Flow.OUT : Flow.IN;
        payload = Payload.read(stored.type(), stored.payload());
        priority = stored.priority() == null ? Types.MSG_PRIORITY_NORMAL : stored.priority();
        cloudCustomData = orEmpty(stored.cloudCustomData());
        needReadReceipt = stored.needReadReceipt();
        isSupportExtension = stored.isSupportExtension();
        state = new AtomicReference<>(new State(
                MessageStatus.SUCCESS,
                stored.time(),
                stored.sequence(),
                orEmpty(stored.nick()),
                orEmpty(stored.avatar()),
                false,
                flow == Flow.OUT,
                false));
    }

    /// The conversation of a stored message as `me` names it.
    static String conversationOf(im.parley.protocol.message.Message stored, String me) {
        var to = stored.conversationType().equals(Types.CONV_C2C)
                        && !stored.from().equals(me)
                ? stored.from()
                : stored.to();
        return stored.conversationType() + to;
    }

    /// `<senderTinyID>-<clientTime>-<random>`: made at creation, the same for everybody, never changing.
    public String id() {
        return id.text();
    }

    MessageId messageId() {
        return id;
    }

    /// A `MSG_…` value of [Types].
    public String type() {
        return payload.type();
    }

    /// What it says.
    public Payload payload() {
        return payload;
    }

    /// `C2C<peer>` or `GROUP<groupID>`, as the signed-in user names the conversation.
    public String conversationID() {
        return conversationID;
    }

    /// A `CONV_…` value of [Types].
    public String conversationType() {
        return conversationType;
    }

    /// The sender's userID.
    public String from() {
        return from;
    }

    /// The receiver's userID, or the group's ID.
    public String to() {
        return to;
    }

    /// Whether the signed-in user sent it.
    public Flow flow() {
        return flow;
    }

    /// Seconds since 1970: this machine's clock until it is sent, the server's afterwards.
    public long time() {
        return state.get().time();
    }

    /// Seconds since 1970 at the sender when it was created.
    public long clientTime() {
        return id.clientTime();
    }

    /// Chosen by the sender's SDK, 0 to 2³² - 1; part of the ID.
    public long random() {
        return id.random();
    }

    /// Place in the conversation: 1, 2, 3 … without holes; 0 until it is sent.
    public long sequence() {
        return state.get().sequence();
    }

    /// Where it stands on its way to the server.
    public MessageStatus status() {
        return state.get().status();
    }

    /// A `MSG_PRIORITY_…` value of [Types]; counts in groups.
    public String priority() {
        return priority;
    }

    /// The sender's nickname when it was sent; empty when unset.
    public String nick() {
        return state.get().nick();
    }

    /// Address of the sender's picture when it was sent; empty when unset.
    public String avatar() {
        return state.get().avatar();
    }

    /// The app's own text that travels with the message; empty when unset.
    public String cloudCustomData() {
        return cloudCustomData;
    }

    /// The sender asks for a read receipt.
    public boolean needReadReceipt() {
        return needReadReceipt;
    }

    /// Extensions may be set on it.
    public boolean isSupportExtension() {
        return isSupportExtension;
    }

    /// C2C, own messages: the peer's `setMessageRead` has passed it.
    public boolean isPeerRead() {
        return state.get().peerRead();
    }

    /// Whether the user has read it; own messages always are.
    public boolean isRead() {
        return state.get().read();
    }

    /// `resendMessage` was used on it.
    public boolean isResend() {
        return state.get().resend();
    }

    /// @return whether something changed
    boolean update(UnaryOperator<State> change) {
        var before = state.getAndUpdate(change);
        return !before.equals(state.get());
    }

    /// Names the message; what it says does not get into logs.
    @Override
    public String toString() {
        return "Message[" + id.text() + ", " + type() + ", " + conversationID + ", " + status().value() + "]";
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
