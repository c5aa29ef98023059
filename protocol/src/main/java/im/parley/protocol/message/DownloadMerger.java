package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The messages of a merged message, by its key, in parts: the last part first (`downloadMergerMessage#1`).
/// Whoever got the key may ask; it cannot be guessed.
///
/// Errors: [ErrorCode#MSG_MERGER_KEY_INVALID] for no key; [ErrorCode#MSG_MERGER_DOWNLOAD_FAIL] for one that names
/// nothing, or nothing any more.
///
/// @param downloadKey from a [MergerPayload], or [Result#before]
@Op("message.downloadMerger")
public record DownloadMerger(String downloadKey) implements Operation<DownloadMerger.Result> {
    public DownloadMerger {
        Check.present("downloadKey", downloadKey, ErrorCode.MSG_MERGER_KEY_INVALID);
        Check.that(!downloadKey.isEmpty(), "downloadKey", downloadKey, "a key", ErrorCode.MSG_MERGER_KEY_INVALID);
        Check.storable("downloadKey", downloadKey, ErrorCode.MSG_MERGER_KEY_INVALID);
    }

    /// @param messageList of this part
    /// @param before key of the part before; absent: this is the first
    public record Result(
            List<SimplifiedMessage> messageList, @Nullable String before) {}
}
