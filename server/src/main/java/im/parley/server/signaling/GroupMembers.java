package im.parley.server.signaling;

import java.util.Collection;
import java.util.Set;

/// Who is in a group, as the feature that keeps groups knows.
@FunctionalInterface
public interface GroupMembers {
    /// Those of these users who are in the group.
    ///
    /// @throws im.parley.protocol.ChatException when there is no such group
    Set<String> among(String groupID, Collection<String> userIDs);
}
