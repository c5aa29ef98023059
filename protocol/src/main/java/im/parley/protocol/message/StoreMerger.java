package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stores the messages of a merged message that is too large to travel itself, before it is sent
/// (`createMergerMessage#5`). What does not fit into one frame is stored in parts: each names the key of the
/// one before, and the last one's key stands for all. The same list of the same user is stored once, so that
/// asking again is free.
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST] for messages that are none, for more than 300 of them, and for
/// a key that names nothing or something of another user; [ErrorCode#MESSAGE_TOO_LARGE] for more than 4 MiB.
///
/// @param after key of the part before; absent for the first
/// @param messageList 1 to 300
@Op("message.storeMerger")
public record StoreMerger(@Nullable String after, List<SimplifiedMessage> messageList)
        implements Operation<StoreMerger.Result> {
    public StoreMerger {
        messageList = Check.list("messageList", messageList, Limits.MERGED_MESSAGES, ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param downloadKey fetches it; absent where nothing was stored
    /// @param layersOverLimit more than 100 layers of merged messages inside of each other: nothing was stored
    ///     (`createMergerMessage#6`)
    public record Result(@Nullable String downloadKey, boolean layersOverLimit) {}
}
