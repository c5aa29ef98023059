package im.parley.protocol.profile;

/// @param key `Tag_Profile_Custom_` and at most 8 letters
/// @param value at most 500 bytes
public record CustomField(String key, String value) {}
