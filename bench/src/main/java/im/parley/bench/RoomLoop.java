package im.parley.bench;

import im.parley.bench.CpuSample.CpuUse;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/// Drives a room: some of its members write, with a fixed number of messages in flight each or at a fixed rate all
/// together, and everybody else gets it.
final class RoomLoop implements RoomMember.Listener {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LONGEST_NANOS = 60 * NANOS_PER_SECOND;
    private static final int DRAIN_POLLS = 300;
    private static final long DRAIN_POLL_MILLIS = 100;

    private final EventLoop loop;
    private final List<RoomMember> members;
    private final int writers;
    private final Histogram latencies = new Histogram(LONGEST_NANOS, 3);
    // written by the event loop alone
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acked = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile long measureFrom = Long.MAX_VALUE;
    private volatile boolean running;
    private volatile boolean refilling;
    private long due;
    private int turn;

    RoomLoop(EventLoop loop, List<RoomMember> members, int writers) {
        this.loop = loop;
        this.members = members;
        this.writers = writers;
        members.forEach(member -> member.listener(this));
    }

    /// What happened in a span of time.
    ///
    /// @param messages stored
    /// @param deliveries arrived, one for each member but the writer
    record Result(long messages, long deliveries, CpuUse cpu, Histogram latencies) {
        double deliveriesPerSecond() {
            return deliveries / cpu.seconds();
        }

        double deliveriesPerCpuSecond() {
            return deliveries / cpu.system();
        }
    }

    /// Each writer sends its next message when the one before is answered.
    void startClosed(int inFlight) {
        running = true;
        refilling = true;
        loop.execute(() -> {
            for (int i = 0; i < writers; i++) {
                for (int j = 0; j < inFlight; j++) {
                    send(members.get(i), System.nanoTime());
                }
                members.get(i).flush();
            }
        });
    }

    /// Messages are due at a fixed rate, whatever becomes of those before.
    void startOpen(int perSecond) {
        running = true;
        refilling = false;
        due = System.nanoTime();
        loop.execute(() -> tick(NANOS_PER_SECOND / perSecond));
    }

    private void tick(long interval) {
        if (!running) {
            return;
        }
        for (var now = System.nanoTime(); due <= now; due += interval) {
            var member = members.get(turn);
            turn = (turn + 1) % writers;
            send(member, due);
            member.flush();
        }
        loop.schedule(() -> tick(interval), due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    Result measure(Duration span, CpuSample.Pids pids) throws InterruptedException {
        var messages = acked.get();
        var deliveries = delivered.get();
        var before = CpuSample.take(pids);
        latencies.reset();
        measureFrom = System.nanoTime();
        Thread.sleep(span.toMillis()); // the load runs meanwhile
        measureFrom = Long.MAX_VALUE;
        return new Result(
                acked.get() - messages,
                delivered.get() - deliveries,
                CpuSample.take(pids).since(before),
                latencies.copy());
    }

    /// Sends no more and waits until everything has arrived.
    ///
    /// @throws TimeoutException when after 30 s it has not, or a connection was closed on the way
    void stop() throws InterruptedException, TimeoutException {
        running = false;
        for (int i = 0; i < DRAIN_POLLS && (i == 0 || !isDrained()); i++) {
            Thread.sleep(DRAIN_POLL_MILLIS); // the last sendings end, and nothing tells when all has arrived
        }
        if (!isDrained() || lost.get() > 0 || refused.get() > 0) {
            throw new TimeoutException(sent + " messages were sent, " + acked + " acked, " + refused + " refused, "
                    + delivered + " of " + acked.get() * (members.size() - 1) + " deliveries arrived, " + lost
                    + " connections were closed by the server");
        }
    }

    /// How many messages were stored since the start.
    long acked() {
        return acked.get();
    }

    private boolean isDrained() {
        return acked.get() + refused.get() == sent.get() && delivered.get() == acked.get() * (members.size() - 1);
    }

    private void send(RoomMember member, long stamp) {
        member.send(stamp);
        sent.lazySet(sent.getPlain() + 1);
    }

    @Override
    public void acked(RoomMember member, boolean stored) {
        var counter = stored ? acked : refused;
        counter.lazySet(counter.getPlain() + 1);
        if (running && refilling) {
            send(member, System.nanoTime()); // flushed by the connection when it has read all that is there
        }
    }

    @Override
    public void received(RoomMember member, long stamp) {
        delivered.lazySet(delivered.getPlain() + 1);
        if (stamp >= measureFrom) {
            latencies.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - stamp));
        }
    }

    @Override
    public void lost(RoomMember member) {
        lost.incrementAndGet();
    }
}
