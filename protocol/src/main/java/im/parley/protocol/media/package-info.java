/// Uploading files and reading them again. The bytes travel over HTTP, see `docs/protocol.md`.
@NullMarked
package im.parley.protocol.media;

import org.jspecify.annotations.NullMarked;
