package im.parley.protocol.group;

/// A counter of a group.
///
/// @param version raised by each change of this counter: clients keep the value with the highest one
public record GroupCounter(String key, long value, long version) {}
