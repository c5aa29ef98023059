package im.parley.server.fanout;

import im.parley.server.bus.Envelope;
import java.util.ArrayList;
import java.util.List;

/// Envelopes of one large group that wait to be written together: a flush costs a socket the same however much it
/// writes. The first after a pause goes at once; what follows within the interval goes at its end. Its owner
/// locks it.
final class Gathering {
    /// From this many receivers on it is worth a delay.
    static final int RECEIVERS = 256;

    static final long INTERVAL_MILLIS = 50;

    private List<Envelope> waiting = new ArrayList<>();
    private boolean scheduled;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// @return whether it is to go at once, followed by a look in [#INTERVAL_MILLIS] at what came after it
    boolean add(Envelope envelope) {
        if (!scheduled) {
            scheduled = true;
            return true;
        }
        waiting.add(envelope);
        return false;
    }

    /// What has gathered; when it is nothing, the pause has begun, else there is another look to come.
    List<Envelope> take() {
        var gathered = waiting;
        scheduled = !gathered.isEmpty();
        waiting = new ArrayList<>();
        return gathered;
    }
}
