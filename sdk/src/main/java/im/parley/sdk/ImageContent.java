package im.parley.sdk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What an image message is made of: a jpg, gif, png, bmp or webp (`createImageMessage#3`).
///
/// @param file null where the user has chosen none: the send fails with 2251
public record ImageContent(@Nullable FileSource file) {
    /// A file of this machine.
    public static ImageContent of(Path file) {
        return new ImageContent(FileSource.of(file));
    }
}
