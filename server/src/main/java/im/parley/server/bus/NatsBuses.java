package im.parley.server.bus;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This process's connection to NATS, shared by the buses of all its apps. It comes back by itself whenever
/// it breaks; what is published in between is dropped and counted, and every node that may miss something
/// is told. Safe for use by many threads.
public final class NatsBuses implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NatsBuses.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    /// Envelopes that may wait to be written; beyond that they are dropped rather than anybody made to
    /// wait.
    private static final int MAX_OUTGOING = 100_000;

    private final Connection connection;
    private final String id;
    private final Duration heartbeat;
    private final Map<Integer, NatsBus> apps = new ConcurrentHashMap<>();
    private final AtomicLong dropped;
    private final AtomicLong breaks = new AtomicLong();
    private final ScheduledExecutorService clock;

    private NatsBuses(Connection connection, String id, Duration heartbeat, AtomicLong dropped) {
        this.connection = connection;
        this.id = id;
        this.heartbeat = heartbeat;
        this.dropped = dropped;
        this.clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("bus-heartbeat").daemon().factory());
    }

    /// Connects, and from then on stays connected.
    ///
    /// @param url one or several, separated by commas, such as `nats://user:password@host:4222`
    /// @param node this server's name
    /// @throws BusException if none of them answers now
    public static NatsBuses connect(String url, String node) {
        return connect(url, node, HEARTBEAT);
    }

    /// @param heartbeat time between heartbeats; a node that misses three counts as dead
    static NatsBuses connect(String url, String node, Duration heartbeat) {
        var dropped = new AtomicLong();
        try {
            var connection = Nats.connect(options(url, node, dropped));
            var id = node + '/' + Long.toHexString(ThreadLocalRandom.current().nextLong());
            var buses = new NatsBuses(connection, id, heartbeat, dropped);
            connection.addConnectionListener(buses.watch());
            buses.clock.scheduleAtFixedRate(
                    buses::beat, heartbeat.toMillis(), heartbeat.toMillis(), TimeUnit.MILLISECONDS);
            return buses;
        } catch (IOException refused) {
            throw new BusException("Cannot connect to NATS at " + display(url) + "."); // the cause quotes passwords
        } catch (IllegalArgumentException broken) {
            throw new BusException("The NATS URL " + display(url) + " is not of the form nats://host:port.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BusException("Interrupted while connecting to NATS.");
        }
    }

    /// The bus of one app; later calls return the same.
    public Bus app(int sdkAppID) {
        return apps.computeIfAbsent(sdkAppID, app -> new NatsBus(this, connection, "parley." + app + '.', heartbeat));
    }

    /// Envelopes for other nodes that were not sent, because NATS was away or too slow.
    public long dropped() {
        return dropped.get();
    }

    /// Whether NATS is connected now.
    public boolean connected() {
        return connection.getStatus() == Connection.Status.CONNECTED;
    }

    /// Says goodbye to the other nodes, writes what is pending and disconnects. Repeatable.
    @Override
    public void close() {
        clock.shutdownNow();
        apps.values().forEach(NatsBus::close);
        try {
            if (connected()) {
                connection.flush(Duration.ofSeconds(2));
            }
            connection.close();
        } catch (TimeoutException away) {
            log.debug("NATS did not answer at the end");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Never blocks, never throws: what cannot go out now is dropped.
    void publish(String subject, byte[] message) {
        if (!connected()) {
            dropped.incrementAndGet();
            return;
        }
        try {
            connection.publish(subject, message);
        } catch (IllegalStateException breaking) {
            dropped.incrementAndGet();
        }
    }

    /// This node, in this run of it.
    String id() {
        return id;
    }

    /// How often envelopes of this node were lost or may have been.
    long losses() {
        return dropped.get() + breaks.get();
    }

    private void beat() {
        try {
            apps.values().forEach(NatsBus::beat);
        } catch (RuntimeException unforeseen) {
            log.error("Heartbeat failed", unforeseen); // and must not end the ones to come
        }
    }

    private ConnectionListener watch() {
        return (source, event) -> {
            switch (event) {
                case DISCONNECTED -> {
                    breaks.incrementAndGet();
                    log.warn("NATS is gone; trying to reconnect.");
                }
                case RESUBSCRIBED -> {
                    log.info("NATS is back.");
                    awaitServer(); // from here on nothing more is missed
                    apps.values().forEach(NatsBus::reconnected);
                }
                default -> log.debug("NATS: {}", event);
            }
        };
    }

    /// Waits until NATS has seen everything said so far.
    ///
    /// @return whether it has
    boolean awaitServer() {
        try {
            if (connected()) {
                connection.flush(Duration.ofSeconds(2));
                return true;
            }
        } catch (TimeoutException | IllegalStateException away) {
            log.debug("NATS does not answer: {}", away.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static Options options(String url, String node, AtomicLong dropped) {
        return new Options.Builder()
                .server(url)
                .connectionName(node)
                .noEcho() // this node's own envelopes reach it directly
                .connectionTimeout(Duration.ofSeconds(3))
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(200))
                .reconnectBufferSize(0)
                .pingInterval(Duration.ofSeconds(5))
                .maxMessagesInOutgoingQueue(MAX_OUTGOING)
                .discardMessagesWhenOutgoingQueueFull()
                .errorListener(new ErrorListener() {
                    @Override
                    public void messageDiscarded(Connection connection, Message message) {
                        dropped.incrementAndGet();
                    }
                })
                .build();
    }

    /// Without user and password.
    private static String display(String url) {
        return url.replaceAll("//[^@/,]*@", "//");
    }
}
