package im.parley.server.media;

import im.parley.protocol.media.Media;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file that is there, with its blobs.
///
/// @param thumbnail of an image
/// @param large of an image
/// @param isBanned whether nobody may read it
record StoredMedia(
        Media facts,
        Blob content,
        @Nullable Blob thumbnail,
        @Nullable Blob large,
        boolean isBanned) {
    /// A new one.
    StoredMedia(Media facts, Blob content, @Nullable Blob thumbnail, @Nullable Blob large) {
        this(facts, content, thumbnail, large, false);
    }

    /// @param size empty for the original, `thumbnail` or `large`
    Optional<Blob> blob(String size) {
        return Optional.ofNullable(
                switch (size) {
                    case "" -> content;
                    case "thumbnail" -> thumbnail;
                    case "large" -> large;
                    default -> null;
                });
    }
}
