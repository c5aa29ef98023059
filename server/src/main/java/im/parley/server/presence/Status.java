package im.parley.server.presence;

import im.parley.protocol.Types;
import im.parley.protocol.presence.UserStatus;

/// A user's status as it was found.
///
/// @param type a `USER_STATUS_…` value of [Types]
/// @param version when it was looked at, by the database's clock, in microseconds since 1970. Every change
///     is followed by a look, so the highest version says how things are.
record Status(long tinyID, int type, String custom, long version) {
    boolean isOnline() {
        return type == Types.USER_STATUS_ONLINE;
    }

    UserStatus of(String userID) {
        return new UserStatus(userID, type, custom, version);
    }
}
