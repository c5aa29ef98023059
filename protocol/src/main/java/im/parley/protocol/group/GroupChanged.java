package im.parley.protocol.group;

import im.parley.protocol.Push;

/// The profile of a group that the user is in changed. Clients keep the one with the highest `infoSequence`.
///
/// @param group without `selfInfo`
@Push("group.changed")
public record GroupChanged(Group group) {}
