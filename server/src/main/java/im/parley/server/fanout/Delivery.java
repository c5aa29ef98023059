package im.parley.server.fanout;

import im.parley.protocol.session.Resync;
import im.parley.server.bus.Envelope;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.Frame;
import im.parley.server.operation.Outbox;
import im.parley.server.session.Sessions;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes pushes to the sessions of users on this node. Safe for use by many threads.
final class Delivery {
    private final Sessions sessions;
    private final Metrics metrics;

    Delivery(Sessions sessions, Metrics metrics) {
        this.sessions = sessions;
        this.metrics = metrics;
    }

    boolean isHere(long tinyID) {
        return !sessions.of(tinyID).isEmpty();
    }

    /// Adds an envelope's push for these users.
    void add(Envelope envelope, Collection<Long> tinyIDs, Outbox outbox) {
        add(List.of(envelope), tinyIDs, outbox);
    }

    /// Adds the pushes of several envelopes for the same users, as one write to each session: those without an
    /// instance that is left out share the same bytes.
    void add(List<Envelope> envelopes, Collection<Long> tinyIDs, Outbox outbox) {
        Frame all = null;
        int delivered = 0;
        for (long tinyID : tinyIDs) {
            for (var session : sessions.of(tinyID)) {
                var instance = session.instanceID();
                if (isLeftOut(envelopes, instance)) {
                    var some = envelopes.stream()
                            .filter(envelope -> !instance.equals(envelope.exceptInstance()))
                            .toList();
                    if (!some.isEmpty()) {
                        outbox.add(session.connection(), frame(some));
                    }
                    delivered += some.size();
                } else {
                    if (all == null) {
                        all = frame(envelopes);
                    }
                    outbox.add(session.connection(), all);
                    delivered += envelopes.size();
                }
            }
        }
        metrics.delivered(delivered);
    }

    private static boolean isLeftOut(List<Envelope> envelopes, String instanceID) {
        for (int i = 0; i < envelopes.size(); i++) { // a loop: this runs once for each receiver
            if (instanceID.equals(envelopes.get(i).exceptInstance())) {
                return true;
            }
        }
        return false;
    }

    private static Frame frame(List<Envelope> envelopes) {
        return Frame.of(envelopes.stream().map(Envelope::body).toList());
    }

    /// Tells sessions that they may have missed something.
    ///
    /// @param tinyIDs null: all
    void resync(@Nullable Collection<Long> tinyIDs) {
        var frame = Frame.of(Frame.pushText(new Resync()));
        var outbox = new Outbox();
        if (tinyIDs == null) {
            sessions.forEach(session -> outbox.add(session.connection(), frame));
        } else {
            tinyIDs.forEach(user -> sessions.of(user).forEach(session -> outbox.add(session.connection(), frame)));
        }
        outbox.send();
    }
}
