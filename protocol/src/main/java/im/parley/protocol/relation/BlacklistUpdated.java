package im.parley.protocol.relation;

import im.parley.protocol.Push;
import java.util.List;

/// The user's blacklist changed.
///
/// @param version of the list; the highest is the newest
/// @param userIDList the whole list, newest first
@Push("relation.blacklistUpdated")
public record BlacklistUpdated(long version, List<String> userIDList) {}
