package im.parley.bench;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Every pair keeps a fixed number of messages in flight: as soon as one is answered, the next is sent.
final class ClosedLoop implements Pair.Listener {
    private static final int DRAIN_POLLS = 300;
    private static final long DRAIN_POLL_MILLIS = 100;

    private final EventLoop loop;
    private final List<Pair> pairs;
    // written by the event loop alone
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acked = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean running;

    ClosedLoop(EventLoop loop, List<Pair> pairs) {
        this.loop = loop;
        this.pairs = pairs;
        pairs.forEach(pair -> pair.listener(this));
    }

    /// Messages so far: stored, arrived, refused by the server.
    record Count(long acked, long delivered, long refused) {
        Count since(Count earlier) {
            return new Count(acked - earlier.acked, delivered - earlier.delivered, refused - earlier.refused);
        }
    }

    void start(int inFlight) {
        running = true;
        loop.execute(() -> {
            for (var pair : pairs) {
                for (int i = 0; i < inFlight; i++) {
                    send(pair);
                }
                pair.flush();
            }
        });
    }

    Count count() {
        return new Count(acked.get(), delivered.get(), refused.get());
    }

    /// Sends no more and waits until everything was answered and everything stored has arrived.
    ///
    /// @throws TimeoutException when after 30 s it has not, or when a connection was closed on the way
    void stop() throws InterruptedException, TimeoutException {
        running = false;
        for (int i = 0; i < DRAIN_POLLS && !isDrained(); i++) {
            Thread.sleep(DRAIN_POLL_MILLIS);
        }
        if (!isDrained() || lost.get() > 0) {
            throw new TimeoutException(sent + " messages were sent, " + acked + " acked, " + refused + " refused and "
                    + delivered + " delivered, " + lost + " connections were closed by the server");
        }
    }

    private boolean isDrained() {
        return acked.get() + refused.get() == sent.get() && delivered.get() == acked.get();
    }

    private void send(Pair pair) {
        pair.send(System.nanoTime());
        sent.lazySet(sent.getPlain() + 1);
    }

    @Override
    public void acked(Pair pair, boolean stored) {
        var counter = stored ? acked : refused;
        counter.lazySet(counter.getPlain() + 1);
        if (running) {
            send(pair); // flushed by the connection when it has read all that is there
        }
    }

    @Override
    public void received(Pair pair, long stamp) {
        delivered.lazySet(delivered.getPlain() + 1);
    }

    @Override
    public void lost(Pair pair) {
        lost.incrementAndGet();
    }
}
