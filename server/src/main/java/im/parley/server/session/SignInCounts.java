package im.parley.server.session;

import im.parley.protocol.session.Platform;
import im.parley.server.metrics.DailyCounts;
import java.util.List;

/// Counts who signs in.
public final class SignInCounts implements SessionListener {
    private final DailyCounts counts;

    public SignInCounts(DailyCounts counts) {
        this.counts = counts;
    }

    @Override
    public void began(Session session, List<Platform> leaving) {
        counts.signedIn(session.tinyID());
    }

    @Override
    public void ended(Session session, Ending how) {
        // only beginnings are counted
    }

    @Override
    public void orphaned(List<Orphan> sessions) {
        // nor these
    }
}
