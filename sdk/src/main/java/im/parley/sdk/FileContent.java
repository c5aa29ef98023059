package im.parley.sdk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a file message is made of: anything.
///
/// @param file null where the user has chosen none: the send fails with 2401
public record FileContent(@Nullable FileSource file) {
    /// A file of this machine.
    public static FileContent of(Path file) {
        return new FileContent(FileSource.of(file));
    }
}
