package im.parley.server.fanout;

import im.parley.protocol.session.Resync;
import im.parley.server.bus.Envelope;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.Connection;
import im.parley.server.operation.Frame;
import im.parley.server.operation.Outbox;
import im.parley.server.session.Session;
import im.parley.server.session.Sessions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes pushes to the sessions of users on this node. Safe for use by many threads.
final class Delivery {
    // how pushes begin
    private static final byte[] OF_MESSAGES = "{\"event\":\"message.".getBytes(StandardCharsets.UTF_8);
    private static final byte[] LEFT = "{\"event\":\"group.left\"".getBytes(StandardCharsets.UTF_8);

    private final Sessions sessions;
    private final Reminders reminders;
    private final Metrics metrics;

    Delivery(Sessions sessions, Reminders reminders, Metrics metrics) {
        this.sessions = sessions;
        this.reminders = reminders;
        this.metrics = metrics;
    }

    boolean isHere(long tinyID) {
        return !sessions.of(tinyID).isEmpty();
    }

    /// Adds an envelope's push for these users.
    void add(Envelope envelope, Collection<Long> tinyIDs, Outbox outbox) {
        add(List.of(envelope), tinyIDs, outbox);
    }

    /// Adds the pushes of several envelopes for the same users, as one write to each session: those without
    /// an instance that is left out share the same bytes.
    void add(List<Envelope> envelopes, Collection<Long> tinyIDs, Outbox outbox) {
        Frame all = null;
        int delivered = 0;
        var mayBeUnwanted = envelopes.stream().anyMatch(reminders::concerns);
        for (long tinyID : tinyIDs) {
            for (var session : sessions.of(tinyID)) {
                if (isLeftOut(envelopes, session, mayBeUnwanted)) {
                    var some = envelopes.stream()
                            .filter(envelope -> !isLeftOut(envelope, session, mayBeUnwanted))
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

    /// Adds what guests may hear of several envelopes.
    void addToGuests(List<Envelope> envelopes, Collection<Connection> guests, Outbox outbox) {
        if (guests.isEmpty()) {
            return;
        }
        var audible = envelopes.stream().filter(Delivery::isForGuests).toList();
        if (!audible.isEmpty()) {
            var frame = frame(audible);
            guests.forEach(guest -> outbox.add(guest, frame));
            metrics.delivered(audible.size() * guests.size());
        }
    }

    /// What is said, also that something is taken back; and that the room is no more.
    private static boolean isForGuests(Envelope envelope) {
        return startsWith(envelope.body(), OF_MESSAGES) || startsWith(envelope.body(), LEFT);
    }

    private static boolean startsWith(byte[] push, byte[] beginning) {
        return push.length >= beginning.length
                && Arrays.equals(push, 0, beginning.length, beginning, 0, beginning.length);
    }

    private boolean isLeftOut(List<Envelope> envelopes, Session session, boolean mayBeUnwanted) {
        for (int i = 0; i < envelopes.size(); i++) { // a loop: this runs once for each receiver
            if (isLeftOut(envelopes.get(i), session, mayBeUnwanted)) {
                return true;
            }
        }
        return false;
    }

    private boolean isLeftOut(Envelope envelope, Session session, boolean mayBeUnwanted) {
        return session.instanceID().equals(envelope.exceptInstance())
                || mayBeUnwanted && reminders.keepsFrom(envelope, session.tinyID(), session.userID());
    }

    private static Frame frame(List<Envelope> envelopes) {
        return envelopes.size() == 1
                ? Frame.of(envelopes.getFirst().body())
                : Frame.of(envelopes.stream().map(Envelope::body).toList());
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
