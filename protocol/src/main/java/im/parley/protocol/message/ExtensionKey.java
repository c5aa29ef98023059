package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;

/// A key to delete.
///
/// @param key 1 to 100 bytes
/// @param version the one that the caller knows
public record ExtensionKey(String key, long version) {
    public ExtensionKey {
        Extension.checkKey(key);
        Check.that(version >= 0, "version", version, "0 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
