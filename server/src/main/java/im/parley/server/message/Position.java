package im.parley.server.message;

/// Where a stored message stands.
///
/// @param sequence from 1; 0 for what is not stored
/// @param time milliseconds since 1970; never less than the message before
/// @param unreadCounter see [im.parley.protocol.message.Message#unreadCounter]
record Position(long sequence, long time, long unreadCounter) {}
