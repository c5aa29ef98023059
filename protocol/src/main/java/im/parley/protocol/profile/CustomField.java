package im.parley.protocol.profile;

/// A field that the settings define.
///
/// @param key of a profile: `Tag_Profile_Custom_`, of a friend: `Tag_SNS_Custom_`, and at most 8 letters
/// @param value at most 500 bytes
public record CustomField(String key, String value) {}
