package im.parley.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Types;
import im.parley.server.message.SystemAccount;
import im.parley.server.metrics.DailyCount;
import im.parley.server.metrics.DailyCounts;
import im.parley.server.session.TestClock;
import im.parley.server.statistics.Statistics.Day;
import im.parley.server.store.AppStore;
import im.parley.server.store.TestDatabase;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Days as they are counted. It is eight in the evening where the app is, and twelve o'clock UTC.
class StatisticsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Duration SETTLED = Duration.ofMinutes(6);

    private final AppStore database = TestDatabase.newApp();
    private final TestClock clock = new TestClock();
    private final AtomicInteger online = new AtomicInteger();
    private final AtomicLong sequence = new AtomicLong();
    private final DailyCounts counts = new DailyCounts();
    private final DailyCounts countsOfOther = new DailyCounts();
    private final Statistics node = node(counts);
    private final Statistics otherNode = node(countsOfOther);
    private final long pair = conversation(1L);
    private final long group = conversation(null);

    private Statistics node(DailyCounts counted) {
        return new Statistics(database.jdbi(), counted, online::get, () -> ZoneOffset.ofHours(8), clock);
    }

    @BeforeEach
    void begin() {
        database.jdbi()
                .useHandle(handle ->
                        handle.execute("UPDATE daily_state SET since = ?, seen = ?", clock.millis(), clock.millis()));
    }

    private long conversation(@Nullable Long low) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                                INSERT INTO conversation (low_user, high_user)
                                VALUES (:low, CASE WHEN :low IS NULL THEN NULL ELSE 2 END) RETURNING id
                                """.replace(":low", low == null ? "NULL::bigint" : low.toString()))
                                .mapTo(Long.class)
                                .one());
    }

    private void say(long sender, long conversation, String type) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                                INSERT INTO message (conversation_id, sequence, sender, client_id, time, unread_low,
                                    unread_high, flags, type, payload)
                                VALUES (:conversation, :sequence, :sender, :sequence, :time, 0, 0, 0, :type, '{}')
                                """)
                        .bind("conversation", conversation)
                        .bind("sequence", sequence.incrementAndGet())
                        .bind("sender", sender)
                        .bind("time", clock.millis())
                        .bind("type", type)
                        .execute());
    }

    private void say(long sender, long conversation) {
        say(sender, conversation, Types.MSG_TEXT);
    }

    private void account(String userID) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO account (user_id, created_at) VALUES (?, ?)", userID, clock.millis()));
    }

    private long of(DailyCount what) {
        return of(node.days().getFirst(), what);
    }

    private static long of(Day day, DailyCount what) {
        return day.counts().getOrDefault(what, -1L);
    }

    @Test
    void what_all_nodes_count_adds_up() {
        counts.add(DailyCount.GROUPS_MADE, 2);
        countsOfOther.add(DailyCount.GROUPS_MADE, 3);
        for (long user : new long[] {7, 8, 7}) {
            counts.signedIn(user);
        }
        countsOfOther.signedIn(7);
        otherNode.write();
        online.set(5);
        node.write();
        online.set(4);
        node.write();

        assertThat(node.days()).singleElement().satisfies(day -> {
            assertThat(day.date()).isEqualTo(TODAY);
            assertThat(of(day, DailyCount.GROUPS_MADE)).isEqualTo(5);
            assertThat(of(day, DailyCount.SIGN_INS)).isEqualTo(4);
            assertThat(of(day, DailyCount.USERS_SIGNED_IN)).isEqualTo(2);
            assertThat(of(day, DailyCount.MOST_ONLINE)).isEqualTo(5);
        });
    }

    @Test
    void messages_and_accounts_count_once_whoever_looks_and_however_often() {
        say(1, pair);
        say(1, pair);
        say(1, group);
        say(2, group);
        say(SystemAccount.TINY_ID, group);
        say(2, group, Types.MSG_GRP_TIP);
        account("ann");
        node.read();
        assertThat(of(DailyCount.MESSAGES_TO_USERS)).as("too early").isEqualTo(-1);
        clock.advance(SETTLED);
        counts.signedIn(3);
        node.read();
        otherNode.read();
        clock.advance(SETTLED);
        node.read();

        assertThat(of(DailyCount.MESSAGES_TO_USERS)).isEqualTo(2);
        assertThat(of(DailyCount.MESSAGES_INTO_GROUPS)).isEqualTo(2);
        assertThat(of(DailyCount.SENDERS)).isEqualTo(2);
        assertThat(of(DailyCount.SENDERS_TO_USERS)).isEqualTo(1);
        assertThat(of(DailyCount.SENDERS_INTO_GROUPS)).isEqualTo(2);
        assertThat(of(DailyCount.USERS)).isEqualTo(3);
        assertThat(of(DailyCount.GROUPS_WRITTEN_IN)).isEqualTo(1);
        assertThat(of(DailyCount.ACCOUNTS_MADE)).isEqualTo(1);
        assertThat(of(DailyCount.ACCOUNTS)).isEqualTo(1);
        assertThat(of(DailyCount.GROUPS)).isZero();
    }

    @Test
    void a_day_ends_at_midnight_where_the_app_is_and_is_then_counted_without_names() {
        clock.advance(Duration.ofHours(4).minusSeconds(1));
        say(1, pair);
        clock.advance(Duration.ofSeconds(1));
        say(1, pair);
        say(2, pair);
        clock.advance(SETTLED);
        node.read();

        var days = node.days();
        assertThat(days).extracting(Day::date).containsExactly(TODAY.plusDays(1), TODAY);
        assertThat(of(days.getFirst(), DailyCount.MESSAGES_TO_USERS)).isEqualTo(2);
        assertThat(of(days.getFirst(), DailyCount.SENDERS)).isEqualTo(2);
        assertThat(of(days.getLast(), DailyCount.MESSAGES_TO_USERS)).isEqualTo(1);
        assertThat(of(days.getLast(), DailyCount.SENDERS)).isEqualTo(1);
        var named = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT DISTINCT day FROM daily_user")
                        .mapTo(LocalDate.class)
                        .list());
        assertThat(named).containsExactly(TODAY.plusDays(1));
    }

    @Test
    void thirty_days_are_told_also_those_on_which_nothing_ran() {
        counts.add(DailyCount.GROUPS_MADE, 1);
        node.write();
        clock.advance(Duration.ofDays(29));
        assertThat(node.days()).hasSize(30).last().extracting(Day::date).isEqualTo(TODAY);
        clock.advance(Duration.ofDays(1));
        assertThat(node.days()).hasSize(30).noneMatch(day -> day.counts().containsKey(DailyCount.GROUPS_MADE));
        clock.advance(Duration.ofDays(1));
        node.read();
        var kept = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM daily_count WHERE day = :day")
                        .bind("day", TODAY)
                        .mapTo(Integer.class)
                        .one());
        assertThat(kept).isZero();
    }

    @Test
    void what_cannot_be_written_is_written_later() {
        counts.signedIn(7);
        database.jdbi().useHandle(handle -> handle.execute("ALTER TABLE daily_user RENAME TO gone"));
        assertThatThrownBy(node::write).hasMessageContaining("daily_user");
        database.jdbi().useHandle(handle -> handle.execute("ALTER TABLE gone RENAME TO daily_user"));

        assertThat(of(DailyCount.SIGN_INS)).isEqualTo(1);
        assertThat(of(DailyCount.USERS_SIGNED_IN)).isEqualTo(1);
    }
}
