package im.parley.bench;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/// Offers a fixed number of messages a second, whatever the server makes of it, and measures each from the
/// moment when it was due to the moment when it arrived. A message that leaves late because the generator
/// or the server was busy counts with its whole delay, so nothing is left out by coordination.
final class OpenLoop implements Pair.Listener {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LONGEST_NANOS = 60 * NANOS_PER_SECOND;
    private static final int DRAIN_POLLS = 100;
    private static final long DRAIN_POLL_MILLIS = 100;

    private final EventLoop loop;
    private final List<Pair> pairs;
    private final long interval;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Histogram latencies = new Histogram(LONGEST_NANOS, 3);
    private volatile long measureFrom = Long.MAX_VALUE;
    private volatile long measureUntil = Long.MAX_VALUE;
    private volatile boolean running = true;
    private long due;
    private int turn;

    /// @param perSecond how many messages to offer, all pairs together
    OpenLoop(EventLoop loop, List<Pair> pairs, int perSecond) {
        this.loop = loop;
        this.pairs = pairs;
        interval = NANOS_PER_SECOND / perSecond;
        pairs.forEach(pair -> pair.listener(this));
    }

    void start() {
        due = System.nanoTime();
        loop.execute(this::tick);
    }

    /// Takes messages that are due from now on into the result.
    void measure() {
        measureFrom = System.nanoTime();
    }

    /// Messages offered so far.
    long sent() {
        return sent.get();
    }

    /// Ends the measurement: messages due later are not counted.
    void endMeasurement() {
        measureUntil = System.nanoTime();
    }

    /// Sends no more, waits until everything has arrived.
    ///
    /// @return nanoseconds from due to received
    /// @throws TimeoutException when after 10 s something is missing or was refused
    Histogram stop() throws InterruptedException, TimeoutException {
        running = false;
        Thread.sleep(DRAIN_POLL_MILLIS);
        for (int i = 0; i < DRAIN_POLLS && received.get() != sent.get(); i++) {
            Thread.sleep(DRAIN_POLL_MILLIS);
        }
        if (received.get() != sent.get() || lost.get() > 0) {
            throw new TimeoutException(sent + " messages were sent, " + refused + " refused and " + received
                    + " delivered, " + lost + " connections were closed by the server");
        }
        return latencies;
    }

    private void tick() {
        if (!running) {
            return;
        }
        for (var now = System.nanoTime(); due <= now; due += interval) {
            var pair = pairs.get(turn);
            turn = (turn + 1) % pairs.size();
            pair.send(due);
            pair.flush();
            sent.lazySet(sent.getPlain() + 1);
        }
        loop.schedule(this::tick, due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void acked(Pair pair, boolean stored) {
        if (!stored) {
            refused.incrementAndGet();
        }
    }

    @Override
    public void received(Pair pair, long stamp) {
        received.lazySet(received.getPlain() + 1);
        if (stamp >= measureFrom && stamp < measureUntil) {
            latencies.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - stamp));
        }
    }

    @Override
    public void lost(Pair pair) {
        lost.incrementAndGet();
    }
}
