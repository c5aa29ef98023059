package im.parley.protocol.group;

import im.parley.protocol.Push;

/// The user's own role, name card, fields or mute in a group changed.
@Push("group.selfChanged")
public record SelfInfoChanged(String groupID, SelfInfo selfInfo) {}
