package im.parley.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.conversation.ReceiveOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class DoNotDisturbTest {
    private static final int DAY = 86_400;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
                .map(ZoneId::of);
    }

    /// Any second of a year in which clocks change.
    @Provide
    Arbitrary<Instant> moments() {
        var first = Instant.parse("2026-01-01T00:00:00Z");
        return Arbitraries.integers().between(0, 365 * DAY - 1).map(first::plusSeconds);
    }

    private static DoNotDisturb quiet(long start, long end, boolean isDaily, @Nullable ZoneId zone) {
        return new DoNotDisturb(new ReceiveOption(
                Types.MSG_REMIND_ACPT_NOT_NOTE, start, end, isDaily, zone == null ? null : zone.getId()));
    }

    /// From an hour of a day in spring on.
    private static DoNotDisturb daily(ZoneId zone, LocalTime from, int seconds) {
        var start = ZonedDateTime.of(LocalDate.of(2026, 3, 1), from, zone).toEpochSecond();
        return quiet(start, start + seconds, true, zone);
    }

    @Property(tries = 300)
    @Rule("setAllReceiveMessageOpt#2")
    void each_day_has_its_quiet_time_at_the_same_hour(
            @ForAll("zones") ZoneId zone,
            @ForAll("moments") Instant now,
            @ForAll @IntRange(max = DAY - 1) int from,
            @ForAll @IntRange(max = DAY - 1) int seconds) {
        var option = daily(zone, LocalTime.ofSecondOfDay(from), seconds);

        // said as the user would: it is quiet if it began at that hour, today or before, and is not over yet
        var local = now.atZone(zone);
        var expected = List.of(0, 1, 2).stream()
                .map(ago -> ZonedDateTime.of(local.toLocalDate().minusDays(ago), LocalTime.ofSecondOfDay(from), zone))
                .anyMatch(begin ->
                        !begin.isAfter(local) && Duration.between(begin, local).toSeconds() < seconds);

        assertThat(option.isQuietAt(now)).isEqualTo(expected);
    }

    @Property(tries = 200)
    void without_a_zone_days_have_24_hours(
            @ForAll("moments") Instant start,
            @ForAll @IntRange(max = DAY - 1) int seconds,
            @ForAll @IntRange(max = DAY - 1) int later,
            @ForAll @IntRange(min = -400, max = 400) int days) {
        var option = quiet(start.getEpochSecond(), start.getEpochSecond() + seconds, true, null);

        assertThat(option.isQuietAt(start.plusSeconds(later + (long) days * DAY)))
                .isEqualTo(later < seconds);
    }

    @Property(tries = 200)
    @Rule("setAllReceiveMessageOpt#3")
    void a_whole_day_that_repeats_goes_on_for_ever(
            @ForAll("moments") Instant start, @ForAll("moments") Instant now, @ForAll("zones") ZoneId zone) {
        var option = quiet(start.getEpochSecond(), start.getEpochSecond() + DAY, true, zone);

        assertThat(option.isQuietAt(now)).isEqualTo(!now.isBefore(start));
    }

    @Property(tries = 200)
    @Rule("setAllReceiveMessageOpt#4")
    void once_is_from_its_start_to_its_end(
            @ForAll("moments") Instant start,
            @ForAll("moments") Instant now,
            @ForAll @IntRange(max = 10 * DAY) int seconds) {
        var option = quiet(start.getEpochSecond(), start.getEpochSecond() + seconds, false, null);

        assertThat(option.isQuietAt(now)).isEqualTo(!now.isBefore(start) && now.isBefore(start.plusSeconds(seconds)));
    }

    @Property(tries = 50)
    @Rule("setAllReceiveMessageOpt#6")
    void who_ended_it_is_never_left_alone(@ForAll("moments") Instant start, @ForAll("moments") Instant now) {
        var option = new DoNotDisturb(new ReceiveOption(
                Types.MSG_REMIND_ACPT_AND_NOTE, start.getEpochSecond(), start.getEpochSecond() + DAY, true, null));

        assertThat(option.isQuietAt(now)).isFalse();
    }

    @Example
    void a_night_goes_over_midnight_and_over_the_change_of_clocks() {
        var night = daily(BERLIN, LocalTime.of(22, 0), 8 * 3600);

        assertThat(night.isQuietAt(berlin("2026-03-28T21:59:59"))).isFalse();
        assertThat(night.isQuietAt(berlin("2026-03-28T22:00:00"))).isTrue();
        assertThat(night.isQuietAt(berlin("2026-03-29T00:00:00"))).isTrue();
        assertThat(night.isQuietAt(berlin("2026-03-29T06:59:59"))).isTrue(); // this night had no third hour
        assertThat(night.isQuietAt(berlin("2026-03-29T07:00:00"))).isFalse();
        assertThat(night.isQuietAt(berlin("2026-07-01T22:00:00"))).isTrue();
        assertThat(night.isQuietAt(berlin("2026-07-01T21:59:59"))).isFalse();
        assertThat(night.isQuietAt(berlin("2026-10-25T04:59:59"))).isTrue(); // and this one two of them
        assertThat(night.isQuietAt(berlin("2026-10-25T05:00:00"))).isFalse();
    }

    @Example
    void an_hour_that_a_day_does_not_have_is_the_next() {
        var hour = daily(BERLIN, LocalTime.of(2, 30), 3600);

        assertThat(hour.isQuietAt(berlin("2026-03-29T03:29:59"))).isFalse();
        assertThat(hour.isQuietAt(berlin("2026-03-29T03:30:00"))).isTrue();
        assertThat(hour.isQuietAt(berlin("2026-03-30T02:30:00"))).isTrue();
    }

    @Example
    void a_zone_that_nobody_knows_is_none() {
        var start = Instant.parse("2026-03-01T10:00:00Z").getEpochSecond();
        var option = new DoNotDisturb(
                new ReceiveOption(Types.MSG_REMIND_ACPT_NOT_NOTE, start, start + 60, true, "Mars/Olympus"));

        assertThat(option.isQuietAt(Instant.parse("2026-08-01T10:00:59Z"))).isTrue();
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
