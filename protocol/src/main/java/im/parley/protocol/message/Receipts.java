package im.parley.protocol.message;

/// Read receipts of a message so far.
///
/// @param count 1 or more; in C2C 1: the peer's
/// @param time seconds since 1970 of the newest
public record Receipts(int count, long time) {}
