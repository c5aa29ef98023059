package im.parley.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/// A message's name, made by the sender's SDK before it is sent and the same everywhere and on every retry:
/// `<senderTinyID>-<clientTime>-<random>` (`create#9`).
///
/// @param senderTinyID the server's number of the sender's account
/// @param clientTime seconds since 1970 at the sender, 0 to 2³² - 1
/// @param random chosen by the sender, 0 to 2³² - 1
public record MessageId(long senderTinyID, long clientTime, long random) {
    private static final long UINT32 = 0xffff_ffffL;
    private static final int TINY_ID_DIGITS = 19;
    private static final int UINT32_DIGITS = 10;

    public MessageId {
        Check.that(senderTinyID >= 0, "senderTinyID", senderTinyID, "0 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
        uint32("clientTime", clientTime);
        uint32("random", random);
    }

    /// @throws ChatException [ErrorCode#MESSAGE_INVALID_REQUEST] if the text is no message ID
    @JsonCreator
    public static MessageId parse(@Nullable String text) {
        var id = Check.present("messageID", text, ErrorCode.MESSAGE_INVALID_REQUEST);
        // by hand: every send has one, and a regular expression took a twentieth of the server's time
        var first = id.indexOf('-');
        var second = id.indexOf('-', first + 1);
        Check.that(
                first > 0
                        && second > first
                        && isNumber(id, 0, first, TINY_ID_DIGITS)
                        && isNumber(id, first + 1, second, UINT32_DIGITS)
                        && isNumber(id, second + 1, id.length(), UINT32_DIGITS),
                "messageID",
                id,
                "<tinyID>-<seconds>-<random>",
                ErrorCode.MESSAGE_INVALID_REQUEST);
        try {
            return new MessageId(
                    Long.parseLong(id, 0, first, 10),
                    Long.parseLong(id, first + 1, second, 10),
                    Long.parseLong(id, second + 1, id.length(), 10));
        } catch (NumberFormatException tooLarge) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because("messageID is " + id + ", its tinyID is too large");
        }
    }

    private static boolean isNumber(String text, int from, int to, int maxDigits) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from && to - from <= maxDigits;
    }

    /// The text on the wire and in the API.
    @JsonValue
    public String text() {
        return senderTinyID + "-" + clientTime + "-" + random;
    }

    private static void uint32(String field, long value) {
        Check.that(value >= 0 && value <= UINT32, field, value, "0 to 4294967295", ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
