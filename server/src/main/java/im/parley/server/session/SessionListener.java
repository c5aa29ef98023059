package im.parley.server.session;

import im.parley.protocol.session.Platform;
import java.util.List;

/// Hears of the sessions of this node: that one began, then how it ended. Must not block unless it says so.
public interface SessionListener {
    /// @param leaving kinds of terminals of the same user that must leave for it, one for each
    void began(Session session, List<Platform> leaving);

    /// Not called where an instance leaves for another of its user, or has connected again.
    void ended(Session session, Ending how);

    /// A node went away without a word, and its sessions with it; of all nodes one hears of it. May block.
    void orphaned(List<Orphan> sessions);

    /// What is known of a session of a node that is gone.
    ///
    /// @param tinyID account number
    record Orphan(long tinyID, Platform platform) {}

    /// How a session ended.
    enum Ending {
        /// The client signed out, or a back end or the end of the UserSig did it.
        SIGNED_OUT,
        /// The socket went away.
        LOST,
        /// Nothing was heard of the client for too long.
        SILENT
    }
}
