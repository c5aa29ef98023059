package im.parley.server.fanout;

import im.parley.server.bus.Envelope;
import im.parley.server.operation.Outbox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The members of one group who have a session on this node, and what is on its way to them. Who uses it holds its
/// lock.
final class LocalGroup {
    static final long UNKNOWN = -1;

    private final Delivery delivery;
    private final Supplier<@Nullable ScheduledExecutorService> timer;
    private final Gathering gathering = new Gathering();
    final Map<Long, Long> joined = new HashMap<>();
    final Set<Long> candidates = new HashSet<>();
    final Set<Long> early = new HashSet<>(); // members since before the bus brought the group here
    final ArrayDeque<Envelope> waiting = new ArrayDeque<>();
    long version;
    boolean loading;

    /// @param timer nothing before the node has started: then nothing is gathered
    LocalGroup(Delivery delivery, Supplier<@Nullable ScheduledExecutorService> timer, long version) {
        this.delivery = delivery;
        this.timer = timer;
        this.version = version;
    }

    boolean isKnown(Envelope envelope) {
        var reach = envelope.reach();
        return reach == null || reach.version() <= version;
    }

    /// How many of these, from the first on, are for members that are known.
    int known(List<Envelope> envelopes) {
        int known = 0;
        while (known < envelopes.size() && isKnown(envelopes.get(known))) {
            known++;
        }
        return known;
    }

    /// What has waited for members that are known now.
    void deliverWaiting() {
        var outbox = new Outbox();
        while (!waiting.isEmpty() && isKnown(waiting.peek())) {
            deliver(waiting.remove(), outbox);
        }
        outbox.send();
    }

    /// Those that came together, as one write to each session.
    void deliver(List<Envelope> together, Outbox outbox) {
        if (isGathered()) {
            together.forEach(envelope -> deliver(envelope, outbox));
        } else {
            write(together, outbox);
        }
    }

    private boolean isGathered() {
        return joined.size() >= Gathering.RECEIVERS || !gathering.isEmpty();
    }

    void deliver(Envelope envelope, Outbox outbox) {
        var later = timer.get();
        if (later != null && isGathered()) {
            if (!gathering.add(envelope)) {
                return;
            }
            lookAgain(later);
        }
        delivery.add(envelope, reached(envelope), outbox);
    }

    private void lookAgain(ScheduledExecutorService later) {
        Gathering.look(later, () -> {
            synchronized (this) {
                writeGathered(() -> lookAgain(later));
            }
        });
    }

    /// @param written called when the sockets have what there was; not where there was nothing
    void writeGathered(Runnable written) {
        var gathered = gathering.take();
        if (!gathered.isEmpty()) {
            var outbox = new Outbox();
            write(gathered, outbox);
            outbox.send(written);
        }
    }

    private void write(List<Envelope> envelopes, Outbox outbox) {
        var latest = newestJoined();
        if (envelopes.stream().allMatch(envelope -> reaches(envelope, latest))) {
            delivery.add(envelopes, joined.keySet(), outbox);
        } else { // somebody joined in between
            envelopes.forEach(envelope -> delivery.add(envelope, reached(envelope), outbox));
        }
    }

    private long newestJoined() {
        return joined.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static boolean reaches(Envelope envelope, long joined) {
        var reach = envelope.reach();
        return reach == null || joined < reach.sequence();
    }

    /// Those whom an envelope reaches. A list of the caller's own.
    List<Long> reached(Envelope envelope) {
        var receivers = new ArrayList<Long>(joined.size());
        joined.forEach((user, since) -> {
            if (reaches(envelope, since)) {
                receivers.add(user);
            }
        });
        return receivers;
    }

    /// Who joined so lately that messages may have passed before this node listened.
    List<Long> newcomers(LocalMembers.Snapshot snapshot) {
        var newcomers = new ArrayList<Long>();
        snapshot.joined().forEach((user, since) -> {
            var known = joined.get(user);
            var isNew = known == null || !known.equals(since) || early.contains(user);
            if (isNew && snapshot.lastSequence() > since + 1) {
                newcomers.add(user);
            }
        });
        return newcomers;
    }
}
