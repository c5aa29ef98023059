package im.parley.server.media;

import im.parley.protocol.media.Media;
import org.jspecify.annotations.Nullable;

/// A file that is there, with its blobs.
///
/// @param thumbnail of an image
/// @param large of an image
record StoredMedia(
        Media facts,
        Blob content,
        @Nullable Blob thumbnail,
        @Nullable Blob large) {}
