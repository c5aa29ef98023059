package im.parley.protocol.group;

/// The group in which a search found members.
///
/// @param avatar empty when unset
public record FoundGroup(String groupID, String name, String type, String avatar) {}
