package im.parley.server.group;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.group.CountOnline;
import im.parley.server.operation.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/// How many members of groups are signed in. Each is counted once in a while, however many ask.
final class OnlineCounts {
    private static final int MAX_CACHED = 50_000;
    /// Keeps one statement's array below 100 KB.
    private static final int MAX_BATCH = 10_000;

    private final Jdbi jdbi;
    private final OnlineUsers online;
    private final Cache<Long, Integer> ordinary;
    private final Cache<Long, Integer> live;

    OnlineCounts(Jdbi jdbi, OnlineUsers online, Clock clock) {
        this.jdbi = jdbi;
        this.online = online;
        // The SDKs ask once in 60 s, in live rooms once in 5: twice that is as old as a number gets.
        this.ordinary = cache(Duration.ofSeconds(30), clock);
        this.live = cache(Duration.ofSeconds(5), clock);
    }

    private static Cache<Long, Integer> cache(Duration age, Clock clock) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_CACHED)
                .expireAfterWrite(age)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    CountOnline.Result count(Caller caller, CountOnline request) {
        var group = jdbi.withHandle(handle -> {
            var found = GroupQueries.find(handle, request.groupID());
            return GroupStore.member(handle, found.id(), caller.tinyID()).map(member -> found);
        });
        return new CountOnline.Result(
                group.map(found -> (found.type().isLive() ? live : ordinary).get(found.id(), this::count))
                        .orElse(0));
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
