package im.parley.sdk;

/// What became of one key.
///
/// @param code 0; 23001: somebody else was first
/// @param key as it was asked for
/// @param value what it was set to, or had when it was deleted; with 23001 what it is now, empty if it is gone
public record ExtensionResult(int code, String key, String value) {}
