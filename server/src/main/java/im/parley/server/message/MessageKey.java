package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.message.Message;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `<MsgSeq>_<MsgRandom>_<MsgTimeStamp>`, what the REST API calls a C2C message by: a message's `sequence`,
/// `random` and `time`, as clients have them, too.
///
/// @param random the sender's
/// @param time seconds since 1970, the server's clock
public record MessageKey(long sequence, long random, long time) {
    private static final long MILLIS = 1000;
    /// The service's own code for a key that is none.
    private static final int BAD_KEY = 90054;

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})_(\\d{1,10})_(\\d{1,10})");

    public static String of(Message message) {
        return new MessageKey(message.sequence(), message.id().random(), message.time()).text();
    }

    /// @throws ChatException if it is none
    public static MessageKey parse(@Nullable String text) {
        return find(text)
                .orElseThrow(() -> new ChatException(
                        BAD_KEY, "MsgKey is " + Check.quote(text) + ", expected <MsgSeq>_<MsgRandom>_<MsgTimeStamp>"));
    }

    /// Empty for a text that is none.
    public static Optional<MessageKey> find(@Nullable String text) {
        var form = FORM.matcher(text == null ? "" : text);
        return form.matches()
                ? Optional.of(new MessageKey(
                        Long.parseLong(form.group(1)), Long.parseLong(form.group(2)), Long.parseLong(form.group(3))))
                : Optional.empty();
    }

    public String text() {
        return sequence + "_" + random + "_" + time;
    }

    /// Whether this is the key of what stands at its sequence.
    boolean names(StoredMessage message) {
        return message.time() / MILLIS == time
                && Draft.id(message.sender(), message.clientId()).random() == random;
    }
}
