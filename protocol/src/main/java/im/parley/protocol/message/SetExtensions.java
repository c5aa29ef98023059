package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Sets extensions of a message, each key for itself and only if it still has the version that the caller names: of
/// two who set one key at once, the second is answered [ErrorCode#EXTENSION_CONFLICT] for it, with what is there now
/// (`setMessageExtensions#3`).
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST], also for a message that takes no extensions;
/// [ErrorCode#INVALID_CONV_ID]; [ErrorCode#EXTENSION_LIMIT] for sizes and numbers over the limits, changing nothing;
/// [ErrorCode#MESSAGE_NOT_FOUND], [ErrorCode#MESSAGE_ALREADY_REVOKED], [ErrorCode#FEATURE_NOT_ENABLED].
///
/// @param extensions 1 to 20 of different keys; each version is the one that the caller knows, 0: no such key
@Op("message.setExtensions")
public record SetExtensions(ConversationId conversationID, MessageId id, List<Extension> extensions)
        implements Operation<SetExtensions.Result> {
    public SetExtensions {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
        extensions = Check.list("extensions", extensions, Limits.EXTENSIONS_PER_CALL, ErrorCode.EXTENSION_LIMIT);
        var keys = extensions.stream().map(Extension::key).toList();
        Check.that(
                keys.stream().distinct().count() == keys.size(),
                "extensions",
                keys,
                "each key once",
                ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param change the message's new [Message#change]
    /// @param extensions in the order asked for
    public record Result(long change, List<ExtensionOutcome> extensions) {}
}
