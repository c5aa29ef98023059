/// Files: uploaded over HTTP, looked into, stored once per content, read again by whoever knows their name.
///
/// ```
/// media.begin ──▶ media_upload          the announcement, and where to send the bytes
/// HTTP        ──▶ BlobStore.append      any number of requests, each goes on where the last one stopped
/// media.complete ─▶ BlobStore.finish    bytes become a blob under a key
///                   Inspector           what is in it? image sizes, snapshot, duration
///                   media_content       sha256 → key: the same bytes a second time are let go
///                   media               uuid → content, thumbnail, large
/// HTTP        ◀── media                 with a signature that ends, ranges
/// ```
/// A uuid carries a signature, so that a message can be checked against it without asking the database. What
/// no message names for a day, and what only messages older than the retention name, is collected.
@NullMarked
package im.parley.server.media;

import org.jspecify.annotations.NullMarked;
