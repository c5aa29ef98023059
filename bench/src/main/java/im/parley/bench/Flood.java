package im.parley.bench;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// Some members of a room write at a fixed rate each, whatever becomes of it; counts what each of them is answered.
final class Flood implements RoomMember.Listener {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SETTLE_SECONDS = 10;

    private final EventLoop loop;
    private final List<RoomMember> members;
    private final int writers;
    // written by the event loop alone
    private final AtomicLongArray sent;
    private final AtomicLongArray taken;
    private final AtomicLongArray refused;
    private final AtomicLong deliveries = new AtomicLong();
    private volatile boolean running;

    /// @param writers how many of them write, the first ones
    Flood(EventLoop loop, List<RoomMember> members, int writers) {
        this.loop = loop;
        this.members = members;
        this.writers = writers;
        sent = new AtomicLongArray(writers);
        taken = new AtomicLongArray(writers);
        refused = new AtomicLongArray(writers);
        members.forEach(member -> member.listener(this));
    }

    /// Writes for so long and then waits a while for what is under way.
    void run(int perSecond, Duration span) throws InterruptedException {
        running = true;
        loop.execute(() -> tick(System.nanoTime(), NANOS_PER_SECOND / perSecond));
        Thread.sleep(span.toMillis()); // the flood goes on meanwhile
        running = false;
        Thread.sleep(TimeUnit.SECONDS.toMillis(SETTLE_SECONDS)); // nothing tells when the last has arrived
    }

    private void tick(long due, long interval) {
        if (!running) {
            return;
        }
        for (int i = 0; i < writers; i++) {
            members.get(i).send(due);
            members.get(i).flush();
            sent.incrementAndGet(i);
        }
        var next = due + interval;
        loop.schedule(() -> tick(next, interval), next - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    long sent(int writer) {
        return sent.get(writer);
    }

    long taken(int writer) {
        return taken.get(writer);
    }

    long refused(int writer) {
        return refused.get(writer);
    }

    long unanswered(int writer) {
        return sent.get(writer) - taken.get(writer) - refused.get(writer);
    }

    long deliveries() {
        return deliveries.get();
    }

    @Override
    public void acked(RoomMember member, boolean stored) {
        (stored ? taken : refused).incrementAndGet(members.indexOf(member));
    }

    @Override
    public void received(RoomMember member, long stamp) {
        deliveries.lazySet(deliveries.getPlain() + 1);
    }

    @Override
    public void lost(RoomMember member) {
        throw new IllegalStateException("the server closed a connection");
    }
}
