package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Payload of `MSG_MERGER`: a list of messages forwarded as one. Either it holds them, or the server stores
/// them and it holds the key to fetch them by (`createMergerMessage#5`), or they are nested too deeply to be
/// shown (`createMergerMessage#6`).
///
/// @param title absent: empty
/// @param abstractList a few lines to show in place of the list; absent: none
/// @param compatibleText shown by clients that do not know this kind; not empty (`createMergerMessage#2`)
/// @param messageList 1 to 300; empty where `downloadKey` or `layersOverLimit` is set
/// @param downloadKey from [StoreMerger]; absent or empty: the list is here
/// @param pbDownloadKey kept for older clients; absent or empty
/// @param version of this form; 1
/// @param layersOverLimit merged messages inside of each other, more than 100 layers of them
public record MergerPayload(
        @Nullable String title,
        @Nullable List<String> abstractList,
        String compatibleText,
        List<SimplifiedMessage> messageList,
        @Nullable String downloadKey,
        @Nullable String pbDownloadKey,
        @Nullable Integer version,
        @Nullable Boolean layersOverLimit) {
    public MergerPayload {
        Check.present("payload.compatibleText", compatibleText, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(
                !compatibleText.isEmpty(),
                "payload.compatibleText",
                compatibleText,
                "at least one character",
                ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.present("payload.messageList", messageList, ErrorCode.MESSAGE_INVALID_REQUEST);
        if (isElsewhere(downloadKey) || Boolean.TRUE.equals(layersOverLimit)) {
            Check.that(
                    messageList.isEmpty(),
                    "payload.messageList.length",
                    messageList.size(),
                    "0 beside downloadKey or layersOverLimit",
                    ErrorCode.MESSAGE_INVALID_REQUEST);
        } else {
            messageList = Check.list(
                    "payload.messageList", messageList, Limits.MERGED_MESSAGES, ErrorCode.MESSAGE_INVALID_REQUEST);
        }
    }

    private static boolean isElsewhere(@Nullable String downloadKey) {
        return downloadKey != null && !downloadKey.isEmpty();
    }

    /// Whether the messages are to be fetched by their key.
    public boolean isElsewhere() {
        return isElsewhere(downloadKey);
    }
}
