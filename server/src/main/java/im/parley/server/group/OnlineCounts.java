package im.parley.server.group;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.group.CountOnline;
import im.parley.server.operation.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/// How many members of groups are signed in. Each is counted once in a while, however many ask.
final class OnlineCounts {
    private static final int MAX_CACHED = 50_000;
    /// Keeps one statement's array below 100 KB.
    private static final int MAX_BATCH = 10_000;

    /// The SDKs ask once in 60 s: a number gets half as old again.
    private static final Duration COUNTED_FOR = Duration.ofSeconds(30);

    private final Jdbi jdbi;
    private final Groups groups;
    private final OnlineUsers online;
    private final Cache<Long, Integer> counts;

    OnlineCounts(Jdbi jdbi, Groups groups, OnlineUsers online, Clock clock) {
        this.jdbi = jdbi;
        this.groups = groups;
        this.online = online;
        this.counts = Caffeine.newBuilder()
                .maximumSize(MAX_CACHED)
                .expireAfterWrite(COUNTED_FOR)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    CountOnline.Result count(Caller caller, CountOnline request) {
        var group = jdbi.withHandle(handle -> {
            var found = GroupQueries.find(handle, request.groupID());
            boolean isIn = found.type().isLive()
                    ? groups.isIn(found, caller.tinyID())
                    : GroupStore.member(handle, found.id(), caller.tinyID()).isPresent();
            return Optional.of(found).filter(it -> isIn);
        });
        return new CountOnline.Result(group.map(this::count).orElse(0));
    }

    /// The same for an administrator, who need not be in.
    int countIn(String groupID) {
        return count(jdbi.withHandle(handle -> GroupQueries.find(handle, groupID)));
    }

    private int count(StoredGroup group) {
        return group.type().isLive() ? groups.count(group) : counts.get(group.id(), this::count);
    }

    private int count(long group) {
        List<Long> everybody = jdbi.withHandle(handle -> GroupStore.everybody(handle, group));
        int count = 0;
        for (int first = 0; first < everybody.size(); first += MAX_BATCH) {
            count += online.among(everybody.subList(first, Math.min(first + MAX_BATCH, everybody.size())))
                    .size();
        }
        return count;
    }
}
