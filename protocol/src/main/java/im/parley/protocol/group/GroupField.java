package im.parley.protocol.group;

/// A custom field of a group or of a member, as the settings define it.
///
/// @param key one that the settings name
/// @param value empty: not set
public record GroupField(String key, String value) {}
