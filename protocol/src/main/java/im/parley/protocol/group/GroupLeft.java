package im.parley.protocol.group;

import im.parley.protocol.Push;

/// The user is in a group no more.
///
/// @param reason `quit`, `kicked`, `dismissed` or, in a live room, `banned`
@Push("group.left")
public record GroupLeft(String groupID, String reason) {}
