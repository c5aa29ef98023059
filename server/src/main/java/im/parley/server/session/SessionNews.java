package im.parley.server.session;

import im.parley.protocol.session.Platform;
import im.parley.server.session.SessionListener.Ending;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Tells listeners of each session first that it began, then how it ended, whichever thread comes first. Safe for
/// use by many threads.
final class SessionNews {
    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();

    void add(SessionListener listener) {
        listeners.add(listener);
    }

    void began(Session session, List<Platform> leaving) {
        synchronized (session) {
            listeners.forEach(listener -> listener.began(session, leaving));
            session.announce().ifPresent(how -> tellEnded(session, how));
        }
    }

    /// Nobody is told of a session that never was told of.
    void ended(Session session, Ending how) {
        synchronized (session) {
            if (session.end(how)) {
                tellEnded(session, how);
            }
        }
    }

    void orphaned(List<SessionListener.Orphan> sessions) {
        listeners.forEach(listener -> listener.orphaned(sessions));
    }

    private void tellEnded(Session session, Ending how) {
        listeners.forEach(listener -> listener.ended(session, how));
    }
}
