package im.parley.server.fanout;

import im.parley.server.bus.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Envelopes of one large group that wait to be written together: a flush costs a socket the same however much it
/// writes. The first after a pause goes at once; what follows waits for the end of an interval that begins when the
/// sockets have what went before. So where writing takes long, as to thousands, more gathers, and the event loops are
/// never given more than they can write. Its owner locks it.
final class Gathering {
    /// From this many receivers on it is worth a delay.
    static final int RECEIVERS = 256;

    private static final long INTERVAL_MILLIS = 50;

    private List<Envelope> waiting = new ArrayList<>();
    private boolean scheduled;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// @return whether it is to go at once, followed by a [#look] at what came after it
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

    /// Has a look taken after the interval, unless the node stops.
    static void look(ScheduledExecutorService timer, Runnable look) {
        try {
            timer.schedule(look, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            // nobody is connected any more
        }
    }
}
