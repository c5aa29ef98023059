package im.parley.server.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every bus does.
interface BusContract {
    AtomicLong NEXT_USER = new AtomicLong(1000);

    /// A node's bus of the app under test, fresh for each test and not started; several nodes where the bus
    /// connects several.
    Bus bus();

    /// Another node's bus of the same app, not started; the same one where the bus has only one node.
    Bus otherBus();

    default Recorder start(Bus bus) {
        var recorder = new Recorder();
        bus.start(recorder);
        return recorder;
    }

    static Address user() {
        return new Address.User(NEXT_USER.incrementAndGet());
    }

    static Envelope envelope(Address to, String text) {
        return new Envelope(to, Envelope.PUSH, null, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Publishes on one node and reads on the other until everything before has arrived too.
    static void settle(Bus from, Bus at, Recorder recorder) throws InterruptedException {
        var mark = user();
        at.join(mark);
        from.publish(List.of(envelope(mark, "mark")));
        assertThat(recorder.next()).isEqualTo("mark");
    }

    @Test
    default void a_node_gets_what_it_publishes_itself_to_an_address_it_joined() throws InterruptedException {
        var bus = bus();
        var got = start(bus);
        var ann = user();
        bus.join(ann);
        bus.publish(List.of(envelope(ann, "hi")));
        assertThat(got.next()).isEqualTo("hi");
    }

    @Test
    default void another_node_gets_what_is_published_after_it_joined() throws InterruptedException {
        var here = bus();
        var there = otherBus();
        start(here);
        var got = start(there);
        var ann = user();
        there.join(ann);
        here.publish(List.of(envelope(ann, "hi")));
        assertThat(got.next()).isEqualTo("hi");
    }

    @Test
    default void many_addresses_are_joined_together() throws InterruptedException {
        var here = bus();
        var there = otherBus();
        start(here);
        var got = start(there);
        var user = new Address.Status(7);
        there.join(List.of(user(), user));
        there.join(List.of(user)); // once more changes nothing
        here.publish(List.of(envelope(user, "hi")));
        assertThat(got.next()).isEqualTo("hi");
        settle(here, there, got);
        assertThat(got.isEmpty()).isTrue();
    }

    @Test
    default void everything_of_an_envelope_arrives() throws InterruptedException {
        var here = bus();
        var there = otherBus();
        start(here);
        var got = start(there);
        var ann = user();
        there.join(ann);
        var sent = new Envelope(ann, "session.kick", "instance-1", new byte[] {0, -1, 127});
        here.publish(List.of(sent));
        var received = got.nextEnvelope();
        assertThat(received.to()).isEqualTo(ann);
        assertThat(received.kind()).isEqualTo("session.kick");
        assertThat(received.exceptInstance()).isEqualTo("instance-1");
        assertThat(received.body()).containsExactly(0, -1, 127);
    }

    @Test
    default void nobody_gets_what_goes_to_addresses_they_did_not_join_or_left() throws InterruptedException {
        var here = bus();
        var there = otherBus();
        start(here);
        var got = start(there);
        var left = user();
        there.join(left);
        there.leave(left);
        here.publish(List.of(envelope(user(), "to somebody else"), envelope(left, "to one who left")));
        settle(here, there, got);
        assertThat(got.isEmpty()).isTrue();
    }

    @Test
    default void joining_twice_delivers_once() throws InterruptedException {
        var here = bus();
        var there = otherBus();
        start(here);
        var got = start(there);
        var ann = user();
        there.join(ann);
        there.join(ann);
        here.publish(List.of(envelope(ann, "once")));
        assertThat(got.next()).isEqualTo("once");
        settle(here, there, got);
        assertThat(got.isEmpty()).isTrue();
    }

    @Test
    default void everyone_reaches_every_node_that_joined_it() throws InterruptedException {
        var here = bus();
        var there = otherBus();
        var got = start(here);
        var gotThere = there.equals(here) ? got : start(there);
        here.join(new Address.Everyone());
        there.join(new Address.Everyone());
        here.publish(List.of(envelope(new Address.Everyone(), "news")));
        assertThat(got.next()).isEqualTo("news");
        if (!there.equals(here)) {
            assertThat(gotThere.next()).isEqualTo("news");
        }
    }

    @Test
    default void one_publishers_envelopes_to_one_address_arrive_in_order() throws InterruptedException {
        var here = bus();
        var there = otherBus();
        start(here);
        var got = start(there);
        var ann = user();
        there.join(ann);
        for (int batch = 0; batch < 50; batch++) {
            var first = batch * 20;
            here.publish(IntStream.range(first, first + 20)
                    .mapToObj(i -> envelope(ann, "" + i))
                    .toList());
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(got.next()).isEqualTo("" + i);
        }
    }
}
