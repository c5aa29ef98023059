package im.parley.protocol.presence;

import im.parley.protocol.Push;
import java.util.List;

/// Statuses changed: the user's own on another instance, those of friends, or of users who were subscribed
/// to. A status may come twice, and an older one after a newer: the version tells.
@Push("presence.changed")
public record StatusesChanged(List<UserStatus> userStatusList) {}
