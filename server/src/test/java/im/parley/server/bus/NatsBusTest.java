package im.parley.server.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Nats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NatsBusTest implements BusContract {
    private static final Duration HEARTBEAT = Duration.ofMillis(200);
    private static final AtomicInteger NEXT_APP = new AtomicInteger(1);
    private static NatsServerProcess server;

    private final int app = NEXT_APP.incrementAndGet();
    private final NatsBuses here = NatsBuses.connect(server.url(), "here", HEARTBEAT);
    private final NatsBuses there = NatsBuses.connect(server.url(), "there", HEARTBEAT);

    @BeforeAll
    static void startServer() {
        server = NatsServerProcess.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @AfterEach
    void disconnect() {
        here.close();
        there.close();
    }

    @Override
    public Bus bus() {
        return here.app(app);
    }

    @Override
    public Bus otherBus() {
        return there.app(app);
    }

    @Test
    void apps_on_one_connection_do_not_hear_each_other() throws InterruptedException {
        var other = there.app(NEXT_APP.incrementAndGet());
        var bus = bus();
        var overheard = start(other);
        start(bus);
        var ann = BusContract.user();
        other.join(ann);
        bus.publish(List.of(BusContract.envelope(ann, "not for you")));
        here.awaitServer();
        other.publish(List.of(BusContract.envelope(ann, "for you")));
        assertThat(overheard.next()).isEqualTo("for you");
        assertThat(overheard.isEmpty()).isTrue();
    }

    @Test
    void a_node_that_falls_silent_leaves_a_gap() throws Exception {
        var got = start(bus());
        try (var dying = Nats.connect(server.url())) {
            dying.publish("parley." + app + ".nodes", Peers.heartbeat("dying/1", 0));
            dying.flush(Duration.ofSeconds(5));
        }
        got.awaitGap();
    }

    @Test
    void a_node_that_stops_in_order_leaves_none() throws InterruptedException {
        var got = start(bus());
        start(otherBus());
        there.close();
        BusContract.settle(bus(), bus(), got);
        assertThat(got.gaps()).isZero();
    }

    @Test
    void a_node_that_lost_envelopes_on_their_way_out_tells_the_others() throws Exception {
        var got = start(bus());
        try (var lossy = Nats.connect(server.url())) {
            lossy.publish("parley." + app + ".nodes", Peers.heartbeat("lossy/1", 3));
            lossy.publish("parley." + app + ".nodes", Peers.heartbeat("lossy/1", 4));
            lossy.publish("parley." + app + ".nodes", Peers.goodbye("lossy/1"));
            lossy.flush(Duration.ofSeconds(5));
        }
        got.awaitGap();
    }

    @Test
    void without_nats_a_node_still_hears_itself_and_catches_up_with_others_afterwards() throws InterruptedException {
        var bus = bus();
        var got = start(bus);
        var gotThere = start(otherBus());
        var ann = BusContract.user();
        bus.join(ann);
        server.stop();
        try {
            bus.publish(List.of(BusContract.envelope(ann, "alone")));
            assertThat(got.next()).isEqualTo("alone");
        } finally {
            server.restart();
        }
        got.awaitGap();
        gotThere.awaitGap();
        otherBus().publish(List.of(BusContract.envelope(ann, "together")));
        assertThat(got.next()).isEqualTo("together");
    }

    @Test
    void bytes_that_are_no_envelope_are_ignored() throws Exception {
        var bus = bus();
        var got = start(bus);
        var ann = BusContract.user();
        bus.join(ann);
        try (var stranger = Nats.connect(server.url())) {
            stranger.publish("parley." + app + ".user." + ((Address.User) ann).tinyID(), new byte[] {9, 9, 9});
            stranger.publish("parley." + app + ".nodes", new byte[] {1, 2});
            stranger.flush(Duration.ofSeconds(5));
        }
        bus.publish(List.of(BusContract.envelope(ann, "real")));
        assertThat(got.next()).isEqualTo("real");
    }

    @Test
    void a_server_that_is_not_there_is_named_without_its_password() {
        assertThatThrownBy(() -> NatsBuses.connect("nats://ann:secret@127.0.0.1:1", "node"))
                .isInstanceOf(BusException.class)
                .hasMessageContaining("Cannot connect to NATS at nats://127.0.0.1:1")
                .hasMessageNotContaining("secret");
    }
}
