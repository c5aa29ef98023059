package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.message.Message;
import im.parley.server.message.MessageRecall.Key;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `<MsgSeq>_<MsgRandom>_<MsgTimeStamp>`, what the REST API calls a C2C message by: a message's `sequence`, `random`
/// and `time`, as clients have them, too.
public final class MessageKey {
    /// The service's own code for a key that is none.
    private static final int BAD_KEY = 90054;

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})_(\\d{1,10})_(\\d{1,10})");

    private MessageKey() {}

    public static String of(Message message) {
        return message.sequence() + "_" + message.id().random() + "_" + message.time();
    }

    /// @throws ChatException if it is none
    public static Key parse(@Nullable String text) {
        var form = FORM.matcher(text == null ? "" : text);
        if (!form.matches()) {
            throw new ChatException(
                    BAD_KEY, "MsgKey is " + Check.quote(text) + ", expected <MsgSeq>_<MsgRandom>_<MsgTimeStamp>");
        }
        return new Key(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)), Long.parseLong(form.group(3)));
    }
}
