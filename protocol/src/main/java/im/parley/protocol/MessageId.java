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
    private static final int DECIMAL = 10;

    /// Of each of the three numbers.
    private static final int[] MOST_DIGITS = {19, 10, 10};

    public MessageId {
        Check.that(senderTinyID >= 0, "senderTinyID", senderTinyID, "0 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
        uint32("clientTime", clientTime);
        uint32("random", random);
    }

    /// @throws ChatException [ErrorCode#MESSAGE_INVALID_REQUEST] if the text is no message ID
    @JsonCreator
    public static MessageId parse(@Nullable String text) {
        var id = Check.present("messageID", text, ErrorCode.MESSAGE_INVALID_REQUEST);
        var numbers = new long[MOST_DIGITS.length];
        int part = 0;
        int digits = 0;
        var fits = true;
        // by hand: every send has one, and a regular expression took a twentieth of the server's time
        for (int i = 0; i < id.length() && fits; i++) {
            char letter = id.charAt(i);
            if (letter == '-') {
                fits = digits > 0 && ++part < numbers.length;
                digits = 0;
            } else {
                fits = letter >= '0' && letter <= '9' && digits++ < MOST_DIGITS[part];
                numbers[part] = DECIMAL * numbers[part] + letter - '0';
            }
        }
        Check.that(
                fits && part == numbers.length - 1 && digits > 0 && numbers[0] >= 0, // negative: above 2⁶³ - 1
                "messageID",
                id,
                "<tinyID>-<seconds>-<random>",
                ErrorCode.MESSAGE_INVALID_REQUEST);
        return new MessageId(numbers[0], numbers[1], numbers[2]);
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
