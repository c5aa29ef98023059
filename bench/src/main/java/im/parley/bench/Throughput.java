package im.parley.bench;

import im.parley.bench.CpuSample.CpuUse;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeoutException;

/// What a closed loop carried through in a span of time.
///
/// @param count messages
/// @param cpu what they cost
record Throughput(ClosedLoop.Count count, CpuUse cpu) {
    static final long RAMP_MILLIS = 2000;
    static final int IN_FLIGHT = 8;
    static final int PAIRS = 200;
    static final int TEXT_BYTES = 200;

    /// Messages a second that were both acked and delivered.
    double perSecond() {
        return Math.min(count.acked(), count.delivered()) / cpu.seconds();
    }

    /// Messages per CPU-second of server and PostgreSQL.
    double perCpuSecond() {
        return Math.min(count.acked(), count.delivered()) / cpu.system();
    }

    /// Warms up, measures once and waits until all has arrived.
    ///
    /// @param first whether the server has not been driven before
    static Throughput measure(Settings settings, EventLoop loop, List<Pair> pairs, CpuSample.Pids pids, boolean first)
            throws InterruptedException, TimeoutException {
        var load = new ClosedLoop(loop, pairs);
        load.start(IN_FLIGHT);
        if (first) {
            WarmUp.await(settings, pids);
        } else {
            Thread.sleep(RAMP_MILLIS); // until the load is even
        }
        var countBefore = load.count();
        var cpuBefore = CpuSample.take(pids);
        Thread.sleep(settings.span().toMillis()); // the load runs meanwhile
        var count = load.count().since(countBefore);
        var cpu = CpuSample.take(pids).since(cpuBefore);
        load.stop();
        if (count.acked() == 0 || count.refused() > 0) {
            throw new TimeoutException(count.acked() + " messages were acked and " + count.refused() + " refused");
        }
        return new Throughput(count, cpu);
    }

    static final String[] COLUMNS = {
        "run", "msg/s acked+delivered", "msg per CPU-s", "server cores", "PostgreSQL cores", "generator cores", "others"
    };

    void addTo(Table table, String run) {
        var cores = cpu.cores();
        table.row(run, perSecond(), perCpuSecond(), cores[0], cores[1], cores[2], cores[3]);
    }
}
