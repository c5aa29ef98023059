package im.parley.sdk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a video message is made of: an mp4 or QuickTime file (`createVideoMessage#3`).
///
/// @param file the video
/// @param snapshot a jpg or png that stands for it; null for one that the server makes, if it can
public record VideoContent(FileSource file, @Nullable Path snapshot) {
    /// @throws IllegalArgumentException if the file is missing
    public VideoContent {
        Params.present("payload.file", file);
    }

    /// A file of this machine.
    public static VideoContent of(Path file) {
        return new VideoContent(FileSource.of(file), null);
    }
}
