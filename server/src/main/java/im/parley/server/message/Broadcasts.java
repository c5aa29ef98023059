package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.MediaPayload;
import im.parley.protocol.message.Message;
import im.parley.server.users.Account;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Messages that a back end sends to all live rooms at once: to no room in particular, and stored nowhere.
public final class Broadcasts {
    private static final long MILLIS = 1000;

    private final Consumer<MediaPayload> files;

    /// @param files throws a [ChatException] for a payload that names others than uploaded files
    public Broadcasts(Consumer<MediaPayload> files) {
        this.files = files;
    }

    /// @param random tells it from others of the same sender and second
    /// @param now milliseconds since 1970
    /// @throws ChatException [ErrorCode#MESSAGE_INVALID_REQUEST] naming the field that is wrong,
    ///     [ErrorCode#MESSAGE_TOO_LARGE]
    public Message of(
            Account sender, long random, String type, RawJson payload, @Nullable String cloudCustomData, long now) {
        MessageChecks.checkSize(payload, cloudCustomData, null);
        Kinds.check(type, payload, files);
        return WireMessages.passing(
                        new MessageId(sender.tinyID(), now / MILLIS, random),
                        Types.CONV_GROUP,
                        sender,
                        "",
                        now,
                        type,
                        payload,
                        0)
                .broadcast("", cloudCustomData);
    }
}
