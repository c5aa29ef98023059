package im.parley.server.fanout;

import im.parley.server.bus.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was not handed out because its receivers only want to hear what calls them, until they are told of the newest
/// of it (`setMessageRemindType#7`). Safe for use by many threads; never blocks.
final class KeptBack {
    private static final byte[] RECEIVED = "{\"event\":\"message.received\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] KEPT_BACK = "{\"event\":\"message.keptBack\"".getBytes(StandardCharsets.UTF_8);

    private final Supplier<Duration> interval;
    private final LongSupplier nanoTime;
    private final Map<Long, Kept> byTimeline = new ConcurrentHashMap<>();

    /// @param interval between two that a timeline is told of
    /// @param nanoTime like [System#nanoTime]
    KeptBack(Supplier<Duration> interval, LongSupplier nanoTime) {
        this.interval = interval;
        this.nanoTime = nanoTime;
    }

    /// Of one timeline; changed while its entry is locked.
    private static final class Kept {
        final long since;
        final Set<Long> users = new HashSet<>();

        @Nullable
        Envelope newest;

        Kept(long since) {
            this.since = since;
        }
    }

    /// What some users are to be told.
    ///
    /// @param envelope of the newest message, to be told as kept back
    record Due(Envelope envelope, Collection<Long> users) {}

    /// A member does not get a message. What has no place in the timeline, or is for some members only, leaves nothing
    /// to be told of.
    void add(Envelope.Talk talk, Envelope envelope, long tinyID) {
        var reach = envelope.reach();
        if (reach == null || reach.sequence() == Long.MAX_VALUE) {
            return;
        }
        byTimeline.compute(talk.timeline(), (timeline, known) -> {
            var kept = known == null ? new Kept(nanoTime.getAsLong()) : known;
            kept.newest = envelope;
            kept.users.add(tinyID);
            return kept;
        });
    }

    /// What has waited for long enough.
    List<Due> due() {
        if (byTimeline.isEmpty()) {
            return List.of();
        }
        long before = nanoTime.getAsLong() - interval.get().toNanos();
        var due = new ArrayList<Due>();
        for (var timeline : byTimeline.keySet()) {
            byTimeline.computeIfPresent(timeline, (key, kept) -> {
                if (kept.since - before > 0 || kept.newest == null) {
                    return kept;
                }
                due.add(new Due(toldOf(kept.newest), kept.users));
                return null;
            });
        }
        return due;
    }

    /// Both pushes carry the message, encoded once.
    private static Envelope toldOf(Envelope newest) {
        var push = newest.body();
        var told = new byte[KEPT_BACK.length + push.length - RECEIVED.length];
        System.arraycopy(KEPT_BACK, 0, told, 0, KEPT_BACK.length);
        System.arraycopy(push, RECEIVED.length, told, KEPT_BACK.length, push.length - RECEIVED.length);
        return new Envelope(newest.to(), Envelope.PUSH, null, told, newest.reach());
    }
}
