package im.parley.server.media;

import im.parley.protocol.media.MediaKind;
import org.jspecify.annotations.Nullable;

/// A file that was announced.
///
/// @param owner tiny ID
/// @param sha256 as announced
/// @param createdAt milliseconds since 1970
/// @param media the uuid it became; null until it is completed
record Upload(
        String id,
        long owner,
        MediaKind kind,
        String name,
        long size,
        byte @Nullable [] sha256,
        long createdAt,
        @Nullable String media) {}
