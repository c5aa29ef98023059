package im.parley.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A message's name, made by the sender's SDK before it is sent and the same everywhere and on every retry:
/// `<senderTinyID>-<clientTime>-<random>` (`create#9`).
///
/// @param senderTinyID the server's number of the sender's account
/// @param clientTime seconds since 1970 at the sender, 0 to 2³² - 1
/// @param random chosen by the sender, 0 to 2³² - 1
public record MessageId(long senderTinyID, long clientTime, long random) {
    private static final long UINT32 = 0xffff_ffffL;
    private static final Pattern FORM = Pattern.compile("(\\d{1,19})-(\\d{1,10})-(\\d{1,10})");

    public MessageId {
        Check.that(senderTinyID >= 0, "senderTinyID", senderTinyID, "0 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
        uint32("clientTime", clientTime);
        uint32("random", random);
    }

    /// @throws ChatException [ErrorCode#MESSAGE_INVALID_REQUEST] if the text is no message ID
    @JsonCreator
    public static MessageId parse(@Nullable String text) {
        var id = Check.present("messageID", text, ErrorCode.MESSAGE_INVALID_REQUEST);
        var parts = FORM.matcher(id);
        Check.that(parts.matches(), "messageID", id, "<tinyID>-<seconds>-<random>", ErrorCode.MESSAGE_INVALID_REQUEST);
        try {
            return new MessageId(
                    Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)));
        } catch (NumberFormatException tooLarge) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because("messageID is " + id + ", its tinyID is too large");
        }
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
