package im.parley.server.group;

import java.util.Collection;
import java.util.Set;

/// Who is signed in somewhere in the cluster.
@FunctionalInterface
public interface OnlineUsers {
    /// Those of these users that are.
    Set<Long> among(Collection<Long> tinyIDs);
}
