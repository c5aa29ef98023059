package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final List<Long> out = new ArrayList<>();

    @Test
    void messages_in_order_come_out_as_they_come_in() {
        var timeline = new Timeline(0);

        LongStream.rangeClosed(1, 3).forEach(sequence -> take(timeline.offer(message(sequence))));

        assertThat(out).containsExactly(1L, 2L, 3L);
        assertThat(timeline.hole()).isEmpty();
        assertThat(timeline.known()).isEqualTo(3);
    }

    @Test
    void what_is_known_does_not_come_out_again() {
        var timeline = new Timeline(5);

        take(timeline.offer(message(4)));
        take(timeline.offer(message(5)));

        assertThat(out).isEmpty();
    }

    @Test
    void a_skipped_sequence_holds_the_later_ones_back() {
        var timeline = new Timeline(0);

        take(timeline.offer(message(2)));
        take(timeline.offer(message(4)));
        assertThat(out).isEmpty();
        assertThat(timeline.hole()).contains(new Timeline.Hole(0, 1));

        take(timeline.offer(message(1)));
        assertThat(out).containsExactly(1L, 2L);
        assertThat(timeline.hole()).contains(new Timeline.Hole(2, 3));
    }

    @Test
    void an_own_send_takes_its_place_and_does_not_come_out() {
        var timeline = new Timeline(0);

        take(timeline.taken(2));
        take(timeline.offer(message(3)));
        assertThat(out).isEmpty();

        take(timeline.offer(message(1)));
        assertThat(out).containsExactly(1L, 3L);
    }

    @Test
    void a_pull_fills_the_hole_and_frees_what_waits_behind_it() {
        var timeline = new Timeline(0);
        take(timeline.offer(message(4)));

        take(timeline.fill(List.of(message(1), message(2), message(3)), 3));

        assertThat(out).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void sequences_that_a_complete_pull_lacks_are_not_for_this_user() {
        var timeline = new Timeline(0);
        take(timeline.offer(message(9)));

        take(timeline.fill(List.of(message(7)), 8));

        assertThat(out).containsExactly(7L, 9L);
        assertThat(timeline.hole()).isEmpty();
    }

    @Test
    void a_late_pull_brings_nothing_back() {
        var timeline = new Timeline(0);
        take(timeline.offer(message(2)));
        take(timeline.offer(message(1)));

        take(timeline.fill(List.of(message(1)), 1));

        assertThat(out).containsExactly(1L, 2L);
    }

    /// Whatever is lost, repeated or overtaken on the way: once the holes are pulled, everything came out
    /// once and in order, except what this instance sent itself.
    @Property
    void everything_comes_out_once_and_in_order(
            @ForAll @IntRange(max = 50) int start,
            @ForAll @IntRange(min = 1, max = 60) int count,
            @ForAll @Size(max = 20) Set<@IntRange(min = 1, max = 60) Integer> own,
            @ForAll @Size(max = 30) Set<@IntRange(min = 1, max = 60) Integer> lost,
            @ForAll @IntRange(max = 3) int copies,
            @ForAll long seed) {
        var random = new Random(seed);
        var arriving = new ArrayList<Long>();
        for (int i = 1; i <= count; i++) {
            for (int copy = 0; copy <= copies && !lost.contains(i); copy++) {
                arriving.add((long) start + i);
            }
        }
        Collections.shuffle(arriving, random);
        var timeline = new Timeline(start);
        out.clear();

        for (long sequence : arriving) {
            var mine = own.contains((int) (sequence - start));
            take(mine ? timeline.taken(sequence) : timeline.offer(message(sequence)));
            if (random.nextInt(4) == 0) {
                pull(timeline, start, own, random);
            }
        }
        long end = (long) start + count;
        while (timeline.known() < end) {
            take(timeline.fill(stored(timeline.known(), end, start, own), end));
        }

        assertThat(out)
                .containsExactlyElementsOf(LongStream.rangeClosed(start + 1L, end)
                        .filter(sequence -> !own.contains((int) (sequence - start)))
                        .boxed()
                        .toList());
        assertThat(timeline.hole()).isEmpty();
    }

    /// Asks for the first hole, or only for the beginning of it as where a page is full.
    private void pull(Timeline timeline, int start, Set<Integer> own, Random random) {
        timeline.hole().ifPresent(hole -> {
            var upTo = hole.after() + 1 + random.nextLong(hole.upTo() - hole.after());
            take(timeline.fill(stored(hole.after(), upTo, start, own), upTo));
        });
    }

    /// What the server has; own sends are told apart by whoever pulls, so they are left out here.
    private static List<Message> stored(long after, long upTo, int start, Set<Integer> own) {
        return LongStream.rangeClosed(after + 1, upTo)
                .filter(sequence -> !own.contains((int) (sequence - start)))
                .mapToObj(TimelineTest::message)
                .toList();
    }

    private void take(List<Message> messages) {
        messages.forEach(message -> out.add(message.sequence()));
    }

    private static Message message(long sequence) {
        return new Message(
                new MessageId(1, sequence, sequence),
                Types.CONV_C2C,
                "ann",
                "bob",
                sequence,
                sequence,
                Types.MSG_TEXT,
                RawJson.of("{\"text\":\"hi\"}"),
                sequence,
                null,
                null,
                null,
                0,
                null,
                null,
                false,
                false,
                false,
                false,
                false,
                null,
                0,
                0,
                false,
                false,
                null,
                null);
    }
}
