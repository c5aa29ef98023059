package im.parley.protocol.relation;

import im.parley.protocol.Push;
import java.util.List;

/// The user's friend applications changed, or were read on another instance.
///
/// @param version of the list; the highest is the newest
/// @param friendApplicationList all there are, newest first
/// @param unreadCount how many of those sent to the user are new since they were last read
@Push("relation.applicationsUpdated")
public record ApplicationsUpdated(long version, List<FriendApplication> friendApplicationList, int unreadCount) {}
