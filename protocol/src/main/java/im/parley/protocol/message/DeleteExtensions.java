package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deletes extensions of a message: those named, each only if it still has the version that the caller names
/// (`deleteMessageExtensions#2`), or all there are (`deleteMessageExtensions#4`).
///
/// Errors: those of [SetExtensions].
///
/// @param keys 1 to 20; absent: all
@Op("message.deleteExtensions")
public record DeleteExtensions(
        ConversationId conversationID,
        MessageId id,
        @Nullable List<ExtensionKey> keys) implements Operation<DeleteExtensions.Result> {
    public DeleteExtensions {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
        if (keys != null) {
            keys = Check.list("keys", keys, Limits.EXTENSIONS_PER_CALL, ErrorCode.EXTENSION_LIMIT);
            var names = keys.stream().map(ExtensionKey::key).toList();
            Check.that(
                    names.stream().distinct().count() == names.size(),
                    "keys",
                    names,
                    "each key once",
                    ErrorCode.MESSAGE_INVALID_REQUEST);
        }
    }

    /// @param change the message's new [Message#change]
    /// @param extensions in the order asked for; when all were deleted, those that there were
    public record Result(long change, List<ExtensionOutcome> extensions) {}
}
