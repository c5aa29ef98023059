package im.parley.server.bus;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One app's bus over NATS: a subject for each user who is signed in somewhere, for each of their groups
/// and live rooms, one for all nodes, one for heartbeats. This node gets its own envelopes directly,
/// whether NATS is there or not.
///
/// Envelopes from other nodes arrive on the dispatcher's thread, as many in a batch as have come in
/// meanwhile.
final class NatsBus implements Bus {
    private static final Logger log = LoggerFactory.getLogger(NatsBus.class);
    private static final Pattern NUMBERED = Pattern.compile("(user|group|room|status)\\.(\\d{1,18})");
    private static final int MAX_BATCH = 256;
    /// What may wait for the listener before NATS drops and a gap is reported.
    private static final int MAX_PENDING = 200_000;
    private static final long MAX_PENDING_BYTES = 64L << 20;

    private final InProcessBus local = new InProcessBus();
    private final NatsBuses node;
    private final String prefix;
    private final Peers peers;
    private final Dispatcher dispatcher;
    private final List<Envelope> batch = new ArrayList<>(); // the dispatcher's thread only
    private long droppedBefore; // likewise

    NatsBus(NatsBuses node, Connection connection, String prefix, Duration heartbeat) {
        this.node = node;
        this.prefix = prefix;
        this.peers = new Peers(heartbeat.multipliedBy(3));
        this.dispatcher = connection.createDispatcher(this::receive);
        dispatcher.setPendingLimits(MAX_PENDING, MAX_PENDING_BYTES);
    }

    @Override
    public void start(Listener listener) {
        local.start(listener);
        dispatcher.subscribe(prefix + "nodes");
        beat();
    }

    @Override
    public void publish(List<Envelope> envelopes) {
        for (var envelope : envelopes) {
            node.publish(subject(envelope.to()), EnvelopeCodec.encode(envelope));
        }
        local.publish(envelopes);
    }

    /// Waits for NATS to know, so that nothing published elsewhere after this is missed. If NATS is away,
    /// the gap that is reported when it is back covers it.
    @Override
    public void join(Address address) {
        synchronized (local) {
            if (!local.add(address)) {
                return;
            }
            dispatcher.subscribe(subject(address));
        }
        if (!node.awaitServer() && node.connected()) {
            local.gap();
        }
    }

    /// The same with one wait for all, also for those that another thread is just joining.
    @Override
    public void join(Collection<Address> addresses) {
        synchronized (local) {
            for (var address : addresses) {
                if (local.add(address)) {
                    dispatcher.subscribe(subject(address));
                }
            }
        }
        if (!node.awaitServer() && node.connected()) {
            local.gap();
        }
    }

    @Override
    public void join(Address address, Runnable then) {
        Thread.ofVirtual().name("bus-join").start(() -> {
            join(address);
            then.run();
        });
    }

    @Override
    public void leave(Address address) {
        synchronized (local) {
            if (local.remove(address) && dispatcher.isActive()) {
                dispatcher.unsubscribe(subject(address));
            }
        }
    }

    /// Stops receiving and tells the other nodes that nothing more comes from here.
    @Override
    public void close() {
        node.publish(prefix + "nodes", Peers.goodbye(node.id()));
        local.close();
    }

    /// Tells the other nodes that this one lives, and looks for those that no longer do.
    void beat() {
        node.publish(prefix + "nodes", Peers.heartbeat(node.id(), node.losses()));
        if (node.connected() && peers.forgetSilent(System.nanoTime())) {
            log.warn("Another node fell silent.");
            local.gap();
        }
    }

    /// Whatever was published while the connection was down is missed, here and of this node's elsewhere.
    void reconnected() {
        peers.clear();
        beat();
        local.gap();
    }

    private void receive(Message message) {
        var subject = message.getSubject().substring(prefix.length());
        if (subject.equals("nodes")) {
            if (peers.heard(message.getData(), System.nanoTime())) {
                local.gap();
            }
        } else {
            address(subject)
                    .flatMap(address -> EnvelopeCodec.decode(address, message.getData()))
                    .ifPresentOrElse(
                            batch::add, () -> log.debug("Not an envelope of ours on {}", message.getSubject()));
        }
        if (batch.size() >= MAX_BATCH || dispatcher.getPendingMessageCount() == 0) {
            handOver();
        }
    }

    private void handOver() {
        if (!batch.isEmpty()) {
            var received = List.copyOf(batch);
            batch.clear();
            local.deliver(received);
        }
        var dropped = dispatcher.getDroppedCount();
        if (dropped != droppedBefore) {
            droppedBefore = dropped;
            log.warn("This node is slow: {} events from other nodes were dropped so far.", dropped);
            local.gap();
        }
    }

    private String subject(Address address) {
        return switch (address) {
            case Address.User(var tinyID) -> prefix + "user." + tinyID;
            case Address.Group(var id) -> prefix + "group." + id;
            case Address.Room(var id) -> prefix + "room." + id;
            case Address.Status(var tinyID) -> prefix + "status." + tinyID;
            case Address.Everyone() -> prefix + "all";
        };
    }

    private static Optional<Address> address(String subject) {
        if (subject.equals("all")) {
            return Optional.of(new Address.Everyone());
        }
        var parts = NUMBERED.matcher(subject);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(2));
        return Optional.of(
                switch (parts.group(1)) {
                    case "user" -> new Address.User(number);
                    case "group" -> new Address.Group(number);
                    case "status" -> new Address.Status(number);
                    default -> new Address.Room(number);
                });
    }
}
