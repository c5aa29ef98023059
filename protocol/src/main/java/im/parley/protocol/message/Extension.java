package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;

/// A key and a value that users attached to a message.
///
/// @param key 1 to 100 bytes
/// @param value at most 1,024 bytes
/// @param version of this key: what a client has to know to change it ([SetExtensions]); never used twice
public record Extension(String key, String value, long version) {
    public Extension {
        checkKey(key);
        Check.present("value", value, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.bytes("value", value, Limits.EXTENSION_VALUE_BYTES, ErrorCode.EXTENSION_LIMIT);
        Check.that(version >= 0, "version", version, "0 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    static void checkKey(String key) {
        Check.present("key", key, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(!key.isEmpty(), "key", key, "at least one character", ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.bytes("key", key, Limits.EXTENSION_KEY_BYTES, ErrorCode.EXTENSION_LIMIT);
    }
}
