package im.parley.server.message;

import static im.parley.server.operation.JsonText.ascii;

import im.parley.protocol.message.Message;
import im.parley.protocol.message.SendMessage;
import im.parley.server.operation.FrameBody;
import im.parley.server.operation.JsonText;
import org.jspecify.annotations.Nullable;

/// Writes what goes out for each message, without data binding, in less than half of its time. It says what that
/// says.
final class MessageText {
    /// All but texts that the users choose, with room for names.
    private static final int BYTES_AROUND = 400;

    private static final byte[] DASH = {'-'};
    private static final byte[] BEGIN = ascii("{\"event\":\"message.received\",\"body\":{\"message\":{\"ID\":\"");
    private static final byte[] CONVERSATION_TYPE = ascii("\",\"conversationType\":");
    private static final byte[] FROM = ascii(",\"from\":");
    private static final byte[] TO = ascii(",\"to\":");
    private static final byte[] SEQUENCE = ascii(",\"sequence\":");
    private static final byte[] TIME = ascii(",\"time\":");
    private static final byte[] TYPE = ascii(",\"type\":");
    private static final byte[] PAYLOAD = ascii(",\"payload\":");
    private static final byte[] UNREAD_COUNTER = ascii(",\"unreadCounter\":");
    private static final byte[] NICK = ascii(",\"nick\":");
    private static final byte[] AVATAR = ascii(",\"avatar\":");
    private static final byte[] NAME_CARD = ascii(",\"nameCard\":");
    private static final byte[] LEVEL = ascii(",\"level\":");
    private static final byte[] CLOUD_CUSTOM_DATA = ascii(",\"cloudCustomData\":");
    private static final byte[] PRIORITY = ascii(",\"priority\":");
    private static final byte[] NEED_READ_RECEIPT = ascii(",\"needReadReceipt\":true");
    private static final byte[] SUPPORT_EXTENSION = ascii(",\"isSupportExtension\":true");
    private static final byte[] EXCLUDED_FROM_UNREAD_COUNT = ascii(",\"isExcludedFromUnreadCount\":true");
    private static final byte[] EXCLUDED_FROM_LAST_MESSAGE = ascii(",\"isExcludedFromLastMessage\":true");
    private static final byte[] SIGNAL = ascii(",\"isSignal\":true");
    private static final byte[] AT_USER_LIST = ascii(",\"atUserList\":");
    private static final byte[] VERSION = ascii(",\"version\":");
    private static final byte[] CHANGE = ascii(",\"change\":");
    private static final byte[] BROADCAST = ascii(",\"isBroadcastMessage\":true");
    private static final byte[] RISK = ascii(",\"hasRiskContent\":true");
    private static final byte[] REVOCATION = ascii(",\"revocation\":");
    private static final byte[] RECEIPTS = ascii(",\"receipts\":");
    private static final byte[] END = ascii("}}}");

    private static final byte[] RESULT_SEQUENCE = ascii("{\"sequence\":");
    private static final byte[] RESULT_LACKS_RECEIPTS = ascii(",\"lacksReceipts\":true");
    private static final byte[] RESULT_END = {'}'};

    private MessageText() {}

    /// A push of [MessageReceived].
    static byte[] received(Message message) {
        var id = message.id();
        var custom = message.cloudCustomData();
        var text =
                new JsonText(BYTES_AROUND + message.payload().utf8().length + (custom == null ? 0 : custom.length()));
        text.raw(BEGIN)
                .number(id.senderTinyID())
                .raw(DASH)
                .number(id.clientTime())
                .raw(DASH)
                .number(id.random());
        text.raw(CONVERSATION_TYPE).string(message.conversationType());
        text.raw(FROM).string(message.from());
        text.raw(TO).string(message.to());
        text.raw(SEQUENCE).number(message.sequence());
        text.raw(TIME).number(message.time());
        text.raw(TYPE).string(message.type());
        text.raw(PAYLOAD).raw(message.payload().utf8());
        text.raw(UNREAD_COUNTER).number(message.unreadCounter());
        add(text, NICK, message.nick());
        add(text, AVATAR, message.avatar());
        add(text, NAME_CARD, message.nameCard());
        add(text, LEVEL, message.level());
        add(text, CLOUD_CUSTOM_DATA, custom);
        add(text, PRIORITY, message.priority());
        add(text, NEED_READ_RECEIPT, message.needReadReceipt());
        add(text, SUPPORT_EXTENSION, message.isSupportExtension());
        add(text, EXCLUDED_FROM_UNREAD_COUNT, message.isExcludedFromUnreadCount());
        add(text, EXCLUDED_FROM_LAST_MESSAGE, message.isExcludedFromLastMessage());
        add(text, SIGNAL, message.isSignal());
        add(text, AT_USER_LIST, message.atUserList());
        add(text, VERSION, message.version());
        add(text, CHANGE, message.change());
        add(text, BROADCAST, message.isBroadcastMessage());
        add(text, RISK, message.hasRiskContent());
        add(text, REVOCATION, message.revocation());
        add(text, RECEIPTS, message.receipts());
        return text.raw(END).toByteArray();
    }

    /// The answer to a send.
    static FrameBody of(SendMessage.Result result) {
        return text -> {
            text.raw(RESULT_SEQUENCE).number(result.sequence());
            text.raw(TIME).number(result.time());
            add(text, UNREAD_COUNTER, result.unreadCounter());
            add(text, RESULT_LACKS_RECEIPTS, result.lacksReceipts());
            text.raw(RESULT_END);
        };
    }

    private static void add(JsonText text, byte[] name, @Nullable String value) {
        if (value != null) {
            text.raw(name).string(value);
        }
    }

    private static void add(JsonText text, byte[] name, long value) {
        if (value != 0) {
            text.raw(name).number(value);
        }
    }

    private static void add(JsonText text, byte[] whole, boolean isSo) {
        if (isSo) {
            text.raw(whole);
        }
    }

    private static void add(JsonText text, byte[] name, @Nullable Object value) {
        if (value != null) {
            text.raw(name).value(value);
        }
    }
}
