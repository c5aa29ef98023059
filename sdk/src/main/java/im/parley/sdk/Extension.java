package im.parley.sdk;

/// A key and a value on a message.
///
/// @param key 1 to 100 bytes; the user's own ID is a good one, where each has one (`setMessageExtensions#4`)
/// @param value at most 1 KB
public record Extension(String key, String value) {
    /// @throws IllegalArgumentException if the key is missing or empty, or the value missing
    public Extension {
        Params.text("key", key);
        Params.present("value", value);
    }
}
