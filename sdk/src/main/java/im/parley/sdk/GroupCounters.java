package im.parley.sdk;

import im.parley.protocol.group.AddToCounter;
import im.parley.protocol.group.CountersChanged;
import im.parley.protocol.group.GetCounters;
import im.parley.protocol.group.GroupCounter;
import im.parley.protocol.group.SetCounters;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// Counters of groups. Which versions were told is kept, so that what was overtaken on its way is not told
/// after.
final class GroupCounters implements GroupCounterApi {
    private static final String GATE = "group.counters";
    private static final Duration WINDOW = Duration.ofSeconds(5); // general#9
    private static final int CALLS = 20;
    private static final Duration MAX_AGE = Duration.ofSeconds(30); // getGroupCounters#4

    private final SerialExecutor work;
    private final Readiness readiness;
    private final Self self;
    private final Link link;
    private final Emitter emitter;
    private final Duration timeout;
    private final RateLimit writes = new RateLimit("changes of counters", CALLS, WINDOW, System::nanoTime);
    private final RateLimit reads = new RateLimit("getGroupCounters", CALLS, WINDOW, System::nanoTime);
    private final Map<String, Map<String, Long>> told = new HashMap<>(); // versions; of the executor alone, as the next
    private final Map<String, Known> known = new HashMap<>(); // by groupID

    /// The newest that was heard of a group's counters, of all of them since they were last read.
    private static final class Known {
        final Map<String, GroupCounter> newest = new TreeMap<>();
        boolean isRead;
        long readAt; // System.nanoTime

        boolean isFresh() {
            return isRead && System.nanoTime() - readAt < MAX_AGE.toNanos();
        }

        boolean isOlderThan(GroupCounter counter) {
            var heard = newest.get(counter.key());
            return heard == null || heard.version() < counter.version();
        }

        void hear(GroupCounter counter) {
            newest.merge(counter.key(), counter, (old, now) -> now.version() > old.version() ? now : old);
        }
    }

    GroupCounters(SerialExecutor work, Readiness readiness, Self self, Link link, Emitter emitter, Duration timeout) {
        this.work = work;
        this.readiness = readiness;
        this.self = self;
        this.link = link;
        this.emitter = emitter;
        this.timeout = timeout;
    }

    @Override
    public CompletableFuture<Map<String, Long>> setGroupCounters(String groupID, Map<String, Long> counters) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            Params.present("counters", counters).forEach((key, value) -> {
                Params.text("a key of counters", key);
                Params.present("counters." + key, value);
            });
            Params.that(!counters.isEmpty(), "counters", counters, "1 or more");
            var wanted = Map.copyOf(counters);
            return work.answer(() -> {
                self.checkEnabled(GATE);
                writes.take();
                return link.call(new SetCounters(groupID, wanted), timeout).thenApply(result -> {
                    result.counters().forEach(counter -> tell(groupID, counter));
                    return byKey(result.counters());
                });
            });
        });
    }

    @Override
    public CompletableFuture<Events.GroupCounter> increaseGroupCounter(String groupID, String key, long value) {
        return readiness.guard(() -> add(groupID, key, value));
    }

    @Override
    public CompletableFuture<Events.GroupCounter> decreaseGroupCounter(String groupID, String key, long value) {
        return readiness.guard(() -> {
            Params.that(value > Long.MIN_VALUE, "value", value, "more than the smallest number");
            return add(groupID, key, -value);
        });
    }

    private CompletableFuture<Events.GroupCounter> add(String groupID, String key, long value) {
        Params.text("groupID", groupID);
        Params.text("key", key);
        return work.answer(() -> {
            self.checkEnabled(GATE);
            writes.take();
            // not asked again on the next connection: it might be counted twice
            return link.callOnSocket(new AddToCounter(groupID, key, value), timeout)
                    .thenApply(result -> {
                        tell(groupID, result.counter());
                        return event(groupID, result.counter());
                    });
        });
    }

    @Override
    public CompletableFuture<Map<String, Long>> getGroupCounters(String groupID, List<String> keyList) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var keys = Params.list("keyList", keyList);
            return work.answer(() -> {
                self.checkEnabled(GATE);
                reads.take();
                return newest(groupID).thenApply(now -> {
                    var wanted = byKey(now.newest.values());
                    if (!keys.isEmpty()) {
                        wanted.keySet().retainAll(keys);
                    }
                    return wanted;
                });
            });
        });
    }

    private CompletableFuture<Known> newest(String groupID) {
        var cached = known.get(groupID);
        if (cached != null && cached.isFresh()) {
            return CompletableFuture.completedFuture(cached);
        }
        return link.call(new GetCounters(groupID, List.of()), timeout).thenApply(result -> {
            var read = known.computeIfAbsent(groupID, id -> new Known());
            if (read.isRead) { // what is newer has changed unheard
                result.counters().stream().filter(read::isOlderThan).forEach(counter -> tell(groupID, counter));
            }
            result.counters().forEach(read::hear);
            read.isRead = true;
            read.readAt = System.nanoTime();
            return read;
        });
    }

    /// Reads again what was read, and may have changed while nobody was listening. Where that fails, the next call
    /// tries again.
    void catchUp() {
        known.forEach((groupID, read) -> {
            if (read.isRead) {
                read.readAt = System.nanoTime() - MAX_AGE.toNanos();
                newest(groupID);
            }
        });
    }

    void changed(CountersChanged push) {
        push.counters().forEach(counter -> tell(push.groupID(), counter));
    }

    /// Somebody else signs in.
    void clear() {
        told.clear();
        known.clear();
    }

    /// The user is out of a group.
    void forget(String groupID) {
        told.remove(groupID);
        known.remove(groupID);
    }

    private void tell(String groupID, GroupCounter counter) {
        known.computeIfAbsent(groupID, id -> new Known()).hear(counter);
        var versions = told.computeIfAbsent(groupID, id -> new HashMap<>());
        if (versions.getOrDefault(counter.key(), 0L) < counter.version()) {
            versions.put(counter.key(), counter.version());
            emitter.emit(Events.GROUP_COUNTER_UPDATED, event(groupID, counter));
        }
    }

    private static Events.GroupCounter event(String groupID, GroupCounter counter) {
        return new Events.GroupCounter(groupID, counter.key(), counter.value());
    }

    private static Map<String, Long> byKey(Collection<GroupCounter> counters) {
        var values = new TreeMap<String, Long>();
        counters.forEach(counter -> values.put(counter.key(), counter.value()));
        return values;
    }
}
