package im.parley.protocol.media;

/// The picture of a video.
///
/// @param uuid names it in payloads
/// @param format `jpg` or `png`
/// @param size bytes
/// @param width pixels
/// @param height pixels
public record MediaSnapshot(String uuid, String format, long size, int width, int height) {}
