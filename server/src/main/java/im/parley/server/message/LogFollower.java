package im.parley.server.message;

/// Follows the log at a distance, such as the search index.
public interface LogFollower {
    /// A message of this timeline was stored or changed, and is committed. Called on the message path: must not
    /// block. May be called without need, and is not called for what another node does.
    ///
    /// @param conversation the timeline
    void changed(long conversation);
}
