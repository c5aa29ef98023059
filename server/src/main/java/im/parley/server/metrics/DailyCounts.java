package im.parley.server.metrics;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What this node has counted of an app since somebody took it to write it down. Counting is an addition. Safe for
/// use by many threads.
public final class DailyCounts {
    private final Map<DailyCount, LongAdder> counts = new EnumMap<>(DailyCount.class);
    private final Set<Long> signedIn = ConcurrentHashMap.newKeySet();

    public DailyCounts() {
        for (var count : DailyCount.values()) {
            counts.put(count, new LongAdder());
        }
    }

    /// @param number not negative
    public void add(DailyCount what, long number) {
        of(what).add(number);
    }

    private LongAdder of(DailyCount what) {
        return Objects.requireNonNull(counts.get(what));
    }

    /// A user signed in.
    public void signedIn(long tinyID) {
        add(DailyCount.SIGN_INS, 1);
        signedIn.add(tinyID);
    }

    /// What was counted since the last call; what is 0 is left out.
    public Map<DailyCount, Long> take() {
        var taken = new EnumMap<DailyCount, Long>(DailyCount.class);
        counts.forEach((what, count) -> {
            long number = count.sumThenReset();
            if (number != 0) {
                taken.put(what, number);
            }
        });
        return taken;
    }

    /// Who signed in since the last call, in order.
    public Collection<Long> takeSignedIn() {
        var users = signedIn.stream().sorted().toList();
        users.forEach(signedIn::remove);
        return users;
    }

    /// Gives back what was taken and not written down.
    public void giveBack(Map<DailyCount, Long> taken, Collection<Long> users) {
        taken.forEach(this::add);
        signedIn.addAll(users);
    }
}
