package im.parley.protocol.presence;

/// Whether a user is there, on any of their instances.
///
/// @param statusType a `USER_STATUS_…` value: online, offline (gone without signing out) or unlogined
///     (signed out, or never signed in)
/// @param customStatus what the user says of it, at most 256 bytes; empty: nothing
/// @param version of what is known of the user: a higher one is newer
public record UserStatus(String userID, int statusType, String customStatus, long version) {}
