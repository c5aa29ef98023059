package im.parley.protocol.group;

/// A member that a search found; texts are empty when unset.
public record FoundMember(String userID, String nick, String nameCard, String avatar) {}
