package im.parley.server.webhook;

import java.util.Optional;

/// What kinds of groups there are, as the groups above know it. Blocks.
@FunctionalInterface
public interface GroupKinds {
    /// A `GRP_…` value; empty: there is no such group.
    ///
    /// @param groupID of a topic's community, not of the topic
    Optional<String> type(String groupID);
}
