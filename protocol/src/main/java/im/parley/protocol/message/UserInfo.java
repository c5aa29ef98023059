package im.parley.protocol.message;

/// A user as lists name them.
///
/// @param nick empty when unset
/// @param avatar empty when unset
public record UserInfo(String userID, String nick, String avatar) {}
