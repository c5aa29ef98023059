package im.parley.server.media;

/// Stored bytes.
///
/// @param key in the [BlobStore]
/// @param type as found in the bytes
record Blob(byte[] sha256, String key, long size, FileType type) {}
