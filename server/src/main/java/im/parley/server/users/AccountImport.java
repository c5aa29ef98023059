package im.parley.server.users;

import org.jspecify.annotations.Nullable;

/// An account that a back end makes or updates.
///
/// @param userID 1 to 32 bytes of printable ASCII
/// @param nick at most 500 bytes; null keeps what there is
/// @param avatar at most 500 bytes; null keeps what there is
public record AccountImport(
        String userID, @Nullable String nick, @Nullable String avatar) {}
