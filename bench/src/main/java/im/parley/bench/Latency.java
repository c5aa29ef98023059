package im.parley.bench;

import im.parley.bench.CpuSample.CpuUse;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/// How long messages took that were offered at a fixed rate.
///
/// @param rate messages a second
/// @param times nanoseconds from due to received
/// @param cpu what they cost
record Latency(int rate, Histogram times, CpuUse cpu) {
    static final int[] RATES = {2000, 5000};

    private static final double NANOS_PER_MILLI = 1e6;

    /// Headings of a table.
    ///
    /// @param what is offered
    static String[] columns(String what) {
        return new String[] {
            "run",
            "offered " + what + "/s",
            "measured",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "max",
            "server cores",
            "PostgreSQL cores",
            "generator cores",
            "others"
        };
    }

    /// Lets compilers work before the first measurement.
    static void warmUp(Settings settings, EventLoop loop, List<Pair> pairs, CpuSample.Pids pids)
            throws InterruptedException, TimeoutException {
        var load = new ClosedLoop(loop, pairs);
        load.start(1);
        WarmUp.await(settings, pids);
        load.stop();
    }

    /// Measures once and waits until all has arrived.
    static Latency measure(Settings settings, EventLoop loop, List<Pair> pairs, CpuSample.Pids pids, int rate)
            throws InterruptedException, TimeoutException {
        var load = new OpenLoop(loop, pairs, rate);
        load.start();
        Thread.sleep(Throughput.RAMP_MILLIS); // until the load is even
        var before = CpuSample.take(pids);
        load.measure();
        Thread.sleep(settings.span().toMillis()); // the load runs meanwhile
        load.endMeasurement();
        var cpu = CpuSample.take(pids).since(before);
        return new Latency(rate, load.stop(), cpu);
    }

    double millis(double percentile) {
        return millis(times, percentile);
    }

    static double millis(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    void addTo(Table table, String run) {
        var cores = cpu.cores();
        table.row(
                run,
                rate,
                times.getTotalCount(),
                millis(50),
                millis(90),
                millis(99),
                millis(99.9),
                millis(100),
                cores[0],
                cores[1],
                cores[2],
                cores[3]);
    }
}
