package im.parley.server.statistics;

import im.parley.server.group.GroupDirectory;
import im.parley.server.message.SentCounts;
import im.parley.server.metrics.DailyCount;
import im.parley.server.metrics.DailyCounts;
import im.parley.server.store.Background;
import im.parley.server.users.AccountDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is known of each of an app's last days. Safe for use by many threads.
public final class Statistics implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Statistics.class);

    /// Days that are told: today and those before it.
    public static final int DAYS = 30;

    private static final Duration WRITE_EVERY = Duration.ofSeconds(30);
    private static final Duration READ_EVERY = Duration.ofMinutes(5);

    /// How long a message or an account may take from getting its time to being seen by others.
    private static final Duration LATE = Duration.ofMinutes(5);

    /// Of the log, so that what one transaction counts stays small after a long stop.
    private static final Duration AT_ONCE = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final DailyCounts counts;
    private final IntSupplier online;
    private final Supplier<ZoneOffset> offset;
    private final Clock clock;

    /// @param counts of this node
    /// @param online how many are signed in on all nodes
    /// @param offset when days begin
    public Statistics(Jdbi jdbi, DailyCounts counts, IntSupplier online, Supplier<ZoneOffset> offset, Clock clock) {
        this.jdbi = jdbi;
        this.counts = counts;
        this.online = online;
        this.offset = offset;
        this.clock = clock;
    }

    public void start(Background background) {
        background.every(WRITE_EVERY, "statistics-write", this::writeOrLater);
        background.every(READ_EVERY, "statistics-read", this::readOrLater);
    }

    /// What is known of a day.
    ///
    /// @param counts what is missing is 0, or of what there was at the end of the day: not known
    public record Day(LocalDate date, Map<DailyCount, Long> counts) {}

    /// Today and the days before, as far as anything was counted then, the newest first. What this node has counted
    /// is among it.
    public List<Day> days() {
        writeOrLater();
        var zone = offset.get();
        var today = today(zone);
        var first = today.minusDays(DAYS - 1L);
        return jdbi.withHandle(handle -> {
            var since = date(DayTable.state(handle).since(), zone);
            var known = DayTable.days(handle, first, today.plusDays(1));
            var days = new ArrayList<Day>();
            for (var day = today; !day.isBefore(first) && !day.isBefore(since); day = day.minusDays(1)) {
                days.add(new Day(day, known.getOrDefault(day, Map.of())));
            }
            return days;
        });
    }

    private LocalDate today(ZoneOffset zone) {
        return date(clock.millis(), zone);
    }

    private static LocalDate date(long millis, ZoneOffset zone) {
        return Instant.ofEpochMilli(millis).atOffset(zone).toLocalDate();
    }

    private void writeOrLater() {
        try {
            write();
        } catch (RuntimeException later) {
            log.warn("statistics are written later: {}", later.getMessage());
        }
    }

    /// Writes down what this node has counted.
    void write() {
        var day = today(offset.get());
        var taken = counts.take();
        var users = counts.takeSignedIn();
        try {
            jdbi.useTransaction(handle -> {
                DayTable.add(handle, day, taken);
                DayTable.mark(handle, day, users, DayTable.SIGNED_IN);
                DayTable.raise(handle, day, DailyCount.MOST_ONLINE, online.getAsInt());
            });
        } catch (RuntimeException failed) {
            counts.giveBack(taken, users);
            throw failed;
        }
    }

    private void readOrLater() {
        try {
            read();
        } catch (RuntimeException later) {
            log.warn("the log is counted later: {}", later.getMessage());
        }
    }

    /// Counts what is new in the log and among the accounts, unless another node is at it.
    void read() {
        var zone = offset.get();
        long until = clock.millis() - LATE.toMillis();
        while (jdbi.inTransaction(handle -> DayTable.lock(handle) && readOn(handle, until, zone))) {
            log.debug("there is more to count");
        }
    }

    /// @return whether there is more
    private static boolean readOn(Handle handle, long until, ZoneOffset zone) {
        long from = DayTable.state(handle).seen();
        if (from >= until) {
            return false;
        }
        var day = date(from, zone);
        long midnight = day.plusDays(1).atStartOfDay().toInstant(zone).toEpochMilli();
        long to = Math.min(Math.min(until, midnight), from + AT_ONCE.toMillis());
        count(handle, day, from, to);
        DayTable.seen(handle, to);
        if (to == until) {
            DayTable.set(
                    handle,
                    day,
                    Map.of(
                            DailyCount.ACCOUNTS,
                            AccountDirectory.total(handle),
                            DailyCount.GROUPS,
                            GroupDirectory.total(handle)));
            DayTable.close(handle, day);
            DayTable.forget(handle, day.minusDays(DAYS));
        }
        return to < until;
    }

    private static void count(Handle handle, LocalDate day, long from, long to) {
        var sums = new EnumMap<DailyCount, Long>(DailyCount.class);
        var toUsers = new ArrayList<Long>();
        var intoGroups = new ArrayList<Long>();
        for (var sender : SentCounts.bySender(handle, from, to)) {
            sums.merge(DailyCount.MESSAGES_TO_USERS, sender.toUsers(), Long::sum);
            sums.merge(DailyCount.MESSAGES_INTO_GROUPS, sender.intoGroups(), Long::sum);
            if (sender.toUsers() > 0) {
                toUsers.add(sender.tinyID());
            }
            if (sender.intoGroups() > 0) {
                intoGroups.add(sender.tinyID());
            }
        }
        sums.put(DailyCount.ACCOUNTS_MADE, AccountDirectory.made(handle, from, to));
        DayTable.add(handle, day, sums);
        DayTable.mark(handle, day, toUsers, DayTable.WROTE_TO_USERS);
        DayTable.mark(handle, day, intoGroups, DayTable.WROTE_INTO_GROUPS);
        DayTable.markGroups(handle, day, SentCounts.groups(handle, from, to));
    }

    /// Writes down what is left.
    @Override
    public void close() {
        writeOrLater();
    }
}
