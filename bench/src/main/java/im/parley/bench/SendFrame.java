package im.parley.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.SendMessage;
import im.parley.protocol.message.TextPayload;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A `message.send` of one sender to one conversation, masked once; each sending only writes new digits into it.
/// The text starts with the moment of sending, so that whoever receives it can tell how long it took. For
/// one thread.
final class SendFrame {
    /// Numbers from here on are requests made by a SendFrame; they all have the same number of digits.
    static final long FIRST_NUMBER = 1_000_000_000L;

    /// What stands before the moment of sending in a message's text.
    static final byte[] STAMP_MARK = "{\"text\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final int NUMBER_DIGITS = 10;

    private final byte[] frame;
    private final int header;
    private final int idAt;
    private final int randomAt;
    private final int stampAt;
    private long number = FIRST_NUMBER;

    /// @param textBytes size of the text, at least 20
    /// @param asking for receipts and extensions
    SendFrame(long senderTinyID, ConversationId to, int textBytes, boolean asking) {
        this(senderTinyID, to, textBytes, asking, null);
    }

    /// @param priority one of `MSG_PRIORITY_*`; null: the default
    SendFrame(long senderTinyID, ConversationId to, int textBytes, boolean asking, @Nullable String priority) {
        var json = json(senderTinyID, to, textBytes, asking, priority);
        header = ClientFrame.headerLength(json.length());
        frame = ClientFrame.text(json);
        var digits = Long.toString(FIRST_NUMBER);
        idAt = header + json.indexOf(digits);
        randomAt = header + json.indexOf('-' + digits) + 1;
        stampAt = header + json.indexOf("0".repeat(Stamps.DIGITS));
    }

    /// Writes the next message.
    ///
    /// @param stamp the moment to write into the text, by [System#nanoTime()]
    void write(ByteBuf out, long stamp) {
        digits(idAt, NUMBER_DIGITS, number);
        digits(randomAt, NUMBER_DIGITS, number);
        digits(stampAt, Stamps.DIGITS, stamp);
        number++;
        out.writeBytes(frame);
    }

    private void digits(int at, int count, long value) {
        var rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            frame[i] = (byte) (('0' + rest % 10) ^ ClientFrame.MASK[(i - header) & 3]);
            rest /= 10;
        }
    }

    private static String json(
            long senderTinyID, ConversationId to, int textBytes, boolean asking, @Nullable String priority) {
        var mapper = ProtocolJson.mapper();
        try {
            var text = "0".repeat(Stamps.DIGITS) + ' ' + "lorem ipsum ".repeat(textBytes / 12 + 1);
            var send = new SendMessage(
                    new MessageId(senderTinyID, Instant.now().getEpochSecond(), FIRST_NUMBER),
                    to,
                    Types.MSG_TEXT,
                    RawJson.of(mapper.writeValueAsString(new TextPayload(text.substring(0, textBytes)))),
                    null,
                    priority,
                    asking,
                    asking,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null);
            return Requests.text(FIRST_NUMBER, send);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
