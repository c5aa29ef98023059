package im.parley.server.users;

/// Until when a back end keeps a user from writing, milliseconds since 1970.
///
/// @param c2cUntil to other users
/// @param groupUntil into groups, topics and live rooms
public record Mute(long c2cUntil, long groupUntil) {
    public static final Mute NONE = new Mute(0, 0);

    /// Of most accounts it is the same object.
    static Mute of(long c2cUntil, long groupUntil) {
        return c2cUntil == 0 && groupUntil == 0 ? NONE : new Mute(c2cUntil, groupUntil);
    }
}
