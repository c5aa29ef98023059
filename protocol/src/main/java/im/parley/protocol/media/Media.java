package im.parley.protocol.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import im.parley.protocol.message.ImageInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file that the server has, as it found it to be.
///
/// @param uuid names it in message payloads; whoever knows it may read the file
/// @param kind what it was uploaded as
/// @param name as it was given
/// @param size bytes
/// @param format short name of what the content is, such as `jpg`, `mp4`; `bin` where nobody knows
/// @param second of a recording or video: its length in whole seconds; 0 where unknown
/// @param imageInfoArray of an image: the original, the thumbnail and the large one; otherwise absent
/// @param snapshot of a video: its picture; absent where there is none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Media(
        String uuid,
        MediaKind kind,
        String name,
        long size,
        String format,
        int second,
        @Nullable List<ImageInfo> imageInfoArray,
        @Nullable MediaSnapshot snapshot) {}
