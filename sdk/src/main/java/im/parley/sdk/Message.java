package im.parley.sdk;

import im.parley.protocol.MessageId;
import im.parley.protocol.Types;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A message, made by a `create…Message` method or received. There is one object per message ID: it is the
/// same from creation to the result of the send (`compat#10`, `compat#12`), and what changes later — its
/// status, whether the peer has read it — changes in it.
///
/// Safe for use by many threads. Two messages are equal when they are the same object.
public final class Message {
    private static final int REVOKED = 2;

    private final MessageId id;
    private final String conversationID;
    private final String conversationType;
    private final String from;
    private final String to;
    private final Flow flow;
    private final String nameCard;
    private final long level;
    private final String conversationSubType;
    private final String priority;
    private final List<String> atUserList;
    private final boolean isSupportExtension;
    private final boolean isSignal; // the server made it to carry what happened to an invitation
    private final @Nullable CreateOptions<?> options; // of those made here
    private final UnaryOperator<Payload> view;
    private final AtomicReference<MessageState> state;
    private final AtomicReference<MessageContent> content;
    private volatile boolean needReadReceipt;
    private volatile boolean excludedFromUnread;
    private volatile boolean excludedFromLast;
    private volatile boolean onlineOnly;
    private final boolean broadcast;
    private volatile boolean deleted;
    private volatile boolean refused; // by moderation
    private volatile MessageUser pinner = MessageUser.NOBODY;
    private Told told; // what events have told the app; guarded by content

    /// @param revoked whether the app knows
    /// @param version that the app knows
    private record Told(boolean revoked, int version) {}

    /// What the app does not know yet.
    record News(boolean revoked, boolean modified) {}

    /// Who writes a new message.
    ///
    /// @param nameCard the user's name in the group; empty: none
    record Author(String userID, String nick, String avatar, String nameCard) {}

    /// A new one of the user's own.
    ///
    /// @param subType of the group it goes to; empty in C2C
    /// @param view what apps are to see of a payload
    Message(
            MessageId id,
            Author author,
            CreateOptions<?> options,
            Payload payload,
            List<String> atUserList,
            String subType,
            UnaryOperator<Payload> view) {
        this.id = id;
        this.options = options;
        broadcast = false;
        this.atUserList = atUserList;
        this.view = view;
        conversationType = options.conversationType();
        conversationID =
                conversationType.equals(Types.CONV_SYSTEM) ? Types.CONV_SYSTEM : conversationType + options.to();
        conversationSubType = subType;
        nameCard = author.nameCard();
        level = 0; // the server's to say
        from = author.userID();
        to = options.to();
        flow = Flow.OUT;
        priority = options.priority();
        needReadReceipt = options.needReadReceipt();
        isSupportExtension = options.isSupportExtension();
        isSignal = false;
        content = new AtomicReference<>(MessageContent.of(payload, options.cloudCustomData()));
        state = new AtomicReference<>(new MessageState(
                MessageStatus.UN_SEND, id.clientTime(), 0, author.nick(), author.avatar(), false, true, false));
        told = new Told(false, 0);
    }

    /// One that the server has.
    ///
    /// @param subType of the group it is in; empty in C2C
    /// @param view what apps are to see of a payload
    Message(im.parley.protocol.message.Message stored, String me, String subType, UnaryOperator<Payload> view) {
        this.view = view;
        id = stored.id();
        conversationType = stored.conversationType();
        conversationID = conversationOf(stored, me);
        conversationSubType = subType;
        nameCard = MessageContent.orEmpty(stored.nameCard());
        level = stored.level();
        from = stored.from();
        to = stored.to();
        flow = from.equals(me) ? Flow.OUT : Flow.IN;
        options = null;
        broadcast = stored.isBroadcastMessage();
        atUserList = stored.atUserList() == null ? List.of() : List.copyOf(stored.atUserList());
        priority = stored.priority() == null ? Types.MSG_PRIORITY_NORMAL : stored.priority();
        needReadReceipt = stored.needReadReceipt();
        isSupportExtension = stored.isSupportExtension();
        isSignal = stored.isSignal();
        excludedFromUnread = stored.isExcludedFromUnreadCount();
        excludedFromLast = stored.isExcludedFromLastMessage();
        onlineOnly = stored.sequence() == 0 && !subType.equals(Types.GRP_AVCHATROOM);
        content = new AtomicReference<>(MessageContent.of(stored));
        state = new AtomicReference<>(new MessageState(
                MessageStatus.SUCCESS,
                stored.time(),
                stored.sequence(),
                MessageContent.orEmpty(stored.nick()),
                MessageContent.orEmpty(stored.avatar()),
                false,
                flow == Flow.OUT,
                false));
        told = new Told(isRevoked(), version());
    }

    /// The conversation of a stored message as `me` names it.
    static String conversationOf(im.parley.protocol.message.Message stored, String me) {
        return switch (stored.conversationType()) {
            case Types.CONV_C2C -> Types.CONV_C2C + (stored.from().equals(me) ? stored.to() : stored.from());
            case Types.CONV_SYSTEM -> Types.CONV_SYSTEM;
            default -> stored.conversationType() + stored.to();
        };
    }

    /// `<senderTinyID>-<clientTime>-<random>`: made at creation, the same for everybody, never changing.
    public String id() {
        return id.text();
    }

    MessageId messageId() {
        return id;
    }

    boolean isSignal() {
        return isSignal;
    }

    /// A `MSG_…` value of [Types].
    public String type() {
        return content.get().payload().type();
    }

    /// What it says; what a revoked message of somebody else said is not known. Addresses of files in it are good
    /// for a week or more; asked again later, others are given.
    public Payload payload() {
        return view.apply(content.get().payload());
    }

    /// Writes something else, for `modifyMessage` to publish; until then only this object says so. Takes effect
    /// for text, custom, location and face messages.
    ///
    /// @throws IllegalArgumentException if the payload is missing
    public void setPayload(Payload payload) {
        Params.present("payload", payload);
        content.updateAndGet(now -> now.edited(payload, now.cloudCustomData()));
    }

    /// Writes another [#cloudCustomData], for `modifyMessage` to publish; empty for none.
    ///
    /// @throws IllegalArgumentException if the text is missing
    public void setCloudCustomData(String cloudCustomData) {
        Params.present("cloudCustomData", cloudCustomData);
        content.updateAndGet(now -> now.edited(now.payload(), cloudCustomData));
    }

    /// The type of the group it is in; empty in C2C.
    public String conversationSubType() {
        return conversationSubType;
    }

    /// `C2C<peer>`, `GROUP<groupID>` or `@TIM#SYSTEM`, as the signed-in user names the conversation.
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

    /// The sender's number; the same as [#random].
    public long clientSequence() {
        return id.random();
    }

    /// Place in the conversation: 1, 2, 3 … without holes; 0 until it is sent, and for what only those who are
    /// online get.
    public long sequence() {
        return state.get().sequence();
    }

    /// UserIDs that it calls by name, and `MSG_AT_ALL` of [Types]; empty for none.
    public List<String> atUserList() {
        return atUserList;
    }

    /// Groups: who alone gets it; empty for everybody, and where it was received.
    public List<String> receiverList() {
        return options == null ? List.of() : options.receiverList();
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
        return content.get().cloudCustomData();
    }

    /// The sender asks for a read receipt; false once it is sent to a group whose messages get none
    /// (`sendMessageReadReceipt#4`).
    public boolean needReadReceipt() {
        return needReadReceipt;
    }

    /// Its group has no read receipts.
    void lacksReceipts() {
        needReadReceipt = false;
    }

    /// Extensions may be set on it.
    public boolean isSupportExtension() {
        return isSupportExtension;
    }

    /// Who has sent read receipts (`compat#11`).
    public ReadReceiptInfo readReceiptInfo() {
        return content.get().receipts();
    }

    /// The sender, or somebody with the right to, took it back.
    public boolean isRevoked() {
        return content.get().revocation() != null;
    }

    /// Who took it back (`revokeMessage#6`); nobody while it is not revoked.
    public MessageUser revokerInfo() {
        var revocation = content.get().revocation();
        return revocation == null ? MessageUser.NOBODY : revocation.by();
    }

    /// The userID of [#revokerInfo].
    public String revoker() {
        return revokerInfo().userID();
    }

    /// As the back end gave it; empty when it gave none.
    public String revokeReason() {
        var revocation = content.get().revocation();
        return revocation == null ? "" : revocation.reason();
    }

    /// 2 where it only holds the place of a revoked message, else 0.
    public int isPlaceMessage() {
        return isRevoked() ? REVOKED : 0;
    }

    /// `deleteMessage` was used on it here.
    public boolean isDeleted() {
        return deleted;
    }

    /// It says something else than when it was sent.
    public boolean isModified() {
        return version() > (content.get().risky() ? 1 : 0); // the verdict raised it, too
    }

    /// How often it was modified.
    public int version() {
        return content.get().version();
    }

    /// Moderation objects to it: it failed with 80001 or 80004 (`sendMessage#21`), or the verdict came when it was
    /// out already, with [Events#MESSAGE_MODIFIED].
    public boolean hasRiskContent() {
        return refused || content.get().risky();
    }

    /// It does not count as unread (`sendMessage#15`).
    public boolean isExcludedFromUnreadCount() {
        return excludedFromUnread;
    }

    /// Lists do not show it as the last message (`sendMessage#16`).
    public boolean isExcludedFromLastMessage() {
        return excludedFromLast;
    }

    /// The sender's name in the group when it was sent; empty when unset and in C2C.
    public String nameCard() {
        return nameCard;
    }

    /// Sent by a back end to all live rooms.
    public boolean isBroadcastMessage() {
        return broadcast;
    }

    /// A notice of the system.
    public boolean isSystemMessage() {
        return type().equals(Types.MSG_GRP_SYS_NOTICE);
    }

    /// Who pinned it in the group, of messages that [PinApi] named; nobody while it is not pinned.
    public MessageUser pinnerInfo() {
        return pinner;
    }

    /// The sender's [im.parley.protocol.profile.Profile#level] in live rooms, as of sending; 0 elsewhere, and of own
    /// messages.
    public long level() {
        return level;
    }

    /// `JSON`.
    public String protocol() {
        return "JSON";
    }

    /// It was not stored: only those who were online got it (`sendMessage#11`).
    boolean isOnlineOnly() {
        return onlineOnly;
    }

    /// What it was made of; null where it was received.
    @Nullable
    CreateOptions<?> options() {
        return options;
    }

    /// Is about to be sent like this.
    void sentAs(boolean toOnlineOnly, boolean withoutUnread, boolean withoutLast) {
        onlineOnly = toOnlineOnly;
        excludedFromUnread = withoutUnread;
        excludedFromLast = withoutLast;
    }

    void markDeleted() {
        deleted = true;
    }

    MessageContent content() {
        return content.get();
    }

    /// What the app is to be told of now.
    News tells() {
        synchronized (content) {
            var before = told;
            told = new Told(isRevoked(), version());
            return new News(told.revoked() && !before.revoked(), told.version() > before.version());
        }
    }

    void pinnedBy(MessageUser user) {
        pinner = user;
    }

    /// Whether moderation is why it is not sent.
    void refused(boolean byModeration) {
        refused = byModeration;
    }

    /// @return whether something changed
    boolean change(UnaryOperator<MessageContent> change) {
        var before = content.getAndUpdate(change);
        return !before.equals(content.get());
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
    boolean update(UnaryOperator<MessageState> change) {
        var before = state.getAndUpdate(change);
        return !before.equals(state.get());
    }

    /// Names the message; what it says does not get into logs.
    @Override
    public String toString() {
        return "Message[" + id.text() + ", " + type() + ", " + conversationID + ", " + status().value() + "]";
    }
}
