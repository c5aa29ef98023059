package im.parley.server.users;

/// A user of the app, with what messages carry of their sender.
///
/// @param tinyID the account's number
/// @param userID 1 to 32 bytes of printable ASCII
/// @param nick empty where none is set
/// @param avatar address of a picture, empty where none is set
public record Account(long tinyID, String userID, String nick, String avatar) {}
