package im.parley.server.search;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Timelines that the index is behind of, and when each is worth a visit: once enough of its messages have gathered,
/// or the first has waited long enough. A visit costs the database about as much as several messages. Meanwhile
/// [SearchTail] finds what waits.
///
/// Any thread may [#tell]; all else is the indexer's thread alone.
final class Backlog {
    /// Messages or changes of one timeline that are worth a visit.
    static final int GATHERED = 16;

    /// A timeline that has waited for so long is visited by the next look around at the latest.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<Long, Integer> told = new ConcurrentHashMap<>();
    private final LinkedHashMap<Long, Gathering> gathering = new LinkedHashMap<>(); // the one that waits longest first
    private final LinkedHashSet<Long> due = new LinkedHashSet<>();
    private final LongSupplier nanoTime;

    /// @param nanoTime a clock as [System#nanoTime]
    Backlog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Gathering(int messages, long since) {
        Gathering and(int more) {
            return new Gathering(messages + more, since);
        }
    }

    /// One more message was stored or changed.
    ///
    /// @return whether it is the first of its timeline that the indexer has not heard of
    boolean tell(long conversation) {
        return told.merge(conversation, 1, Integer::sum) == 1;
    }

    /// Whether nothing is due and nothing new was told.
    boolean isIdle() {
        return due.isEmpty() && told.isEmpty();
    }

    /// These are to be visited soon.
    void found(Collection<Long> conversations) {
        due.addAll(conversations);
    }

    /// Timelines that are due, the one that was due first first.
    ///
    /// @param most how many at most
    List<Long> due(int most) {
        gather();
        gathering.keySet().removeAll(due);
        return due.stream().limit(most).toList();
    }

    private void gather() {
        long now = nanoTime.getAsLong();
        for (var conversation : List.copyOf(told.keySet())) {
            // before its messages are read: what comes later is told again
            var messages = told.remove(conversation);
            if (messages != null && !due.contains(conversation)) {
                var all = gathering
                        .getOrDefault(conversation, new Gathering(0, now))
                        .and(messages);
                if (all.messages() >= GATHERED) {
                    due.add(conversation);
                } else {
                    gathering.put(conversation, all);
                }
            }
        }
        for (var waiting = gathering.entrySet().iterator(); waiting.hasNext(); ) {
            var oldest = waiting.next();
            if (now - oldest.getValue().since() < PATIENCE.toNanos()) {
                return;
            }
            due.add(oldest.getKey());
        }
    }

    /// These were visited.
    ///
    /// @param open those of which there is more
    void visited(Collection<Long> conversations, Collection<Long> open) {
        conversations.forEach(due::remove);
        due.addAll(open);
    }
}
