package im.parley.server.session;

import java.util.Collection;

/// Hears of users who have signed in, before they are told so.
public interface Arrivals {
    /// Makes what is sent to the users' groups arrive at their sessions. May block.
    ///
    /// @param tinyIDs account numbers
    void arrived(Collection<Long> tinyIDs);
}
