package im.parley.server.users;

/// A user of the app, with what a message needs to know of its sender.
///
/// @param tinyID the account's number
/// @param userID 1 to 32 bytes of printable ASCII
/// @param nick empty where none is set
/// @param avatar address of a picture, empty where none is set
/// @param level a number of the app's
/// @param mute whether they may write at all
public record Account(long tinyID, String userID, String nick, String avatar, long level, Mute mute) {
    /// One who is not muted, and of whose level nobody asks.
    public Account(long tinyID, String userID, String nick, String avatar) {
        this(tinyID, userID, nick, avatar, 0, Mute.NONE);
    }
}
