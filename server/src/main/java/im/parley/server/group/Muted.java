package im.parley.server.group;

/// Somebody who may not write for a time.
///
/// @param tinyID account number
/// @param until milliseconds since 1970
public record Muted(long tinyID, long until) {}
