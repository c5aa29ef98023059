package im.parley.protocol.group;

import im.parley.protocol.Push;

/// The user is in a group now: made by another of their instances, joined, or added by somebody.
@Push("group.joined")
public record GroupJoined(Group group) {}
