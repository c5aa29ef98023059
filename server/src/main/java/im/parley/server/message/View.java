package im.parley.server.message;

import im.parley.server.users.Account;

/// What one user may see of one timeline.
///
/// @param conversation the timeline
/// @param low its lower user
/// @param high its higher user
/// @param cleared the last sequence that is hidden from the viewer
/// @param since milliseconds since 1970; what is older is no longer kept
record View(long conversation, Account low, Account high, long cleared, long since) {}
