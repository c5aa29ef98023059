package im.parley.protocol.message;

/// What became of one key.
///
/// @param code 0, or that of [im.parley.protocol.ErrorCode#EXTENSION_CONFLICT]: somebody else was first
/// @param key as asked for
/// @param value what it is now; empty when there is none
/// @param version what it is now; 0 when there is none
public record ExtensionOutcome(int code, String key, String value, long version) {}
