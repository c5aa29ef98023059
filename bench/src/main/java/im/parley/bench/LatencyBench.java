package im.parley.bench;

import java.util.List;
import org.HdrHistogram.Histogram;

/// How long a message takes from the moment it was due to be sent until its receiver has it.
final class LatencyBench implements Benchmark {
    private static final int[] RATES = {2000, 5000};
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String about() {
        return "send → received at 2,000 and 5,000 messages/s offered: p50, p99, p99.9";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var table = report.table(
                "Latency from due to received, open loop (no coordinated omission), milliseconds",
                "offered msg/s",
                "measured",
                "p50",
                "p90",
                "p99",
                "p99.9",
                "max",
                "server cores",
                "PostgreSQL cores",
                "generator cores",
                "others");
        try (var target = Target.open(settings)) {
            var pairs = ChatPair.open(target.client(), "lat", Throughput.PAIRS, Throughput.TEXT_BYTES);
            var warmUp = new ClosedLoop(target.network().loop(), pairs);
            warmUp.start(1);
            WarmUp.await(settings, target.pids());
            warmUp.stop();
            for (int rate : RATES) {
                for (int run = 1; run <= settings.runs(); run++) {
                    measure(settings, target, pairs, rate, run, table, report);
                }
            }
            pairs.forEach(Pair::close);
        }
        return report;
    }

    private static void measure(
            Settings settings, Target target, List<Pair> pairs, int rate, int run, Table table, Report report)
            throws Exception {
        var load = new OpenLoop(target.network().loop(), pairs, rate);
        load.start();
        Thread.sleep(Throughput.RAMP_MILLIS); // until the load is even
        var before = CpuSample.take(target.pids());
        load.measure();
        Thread.sleep(settings.span().toMillis()); // the load runs meanwhile
        load.endMeasurement();
        var cores = CpuSample.take(target.pids()).since(before).cores();
        var times = load.stop();
        table.row(
                rate,
                times.getTotalCount(),
                millis(times, 50),
                millis(times, 90),
                millis(times, 99),
                millis(times, 99.9),
                millis(times, 100),
                cores[0],
                cores[1],
                cores[2],
                cores[3]);
        report.value("at" + rate + "run" + run + "p50Millis", millis(times, 50));
        report.value("at" + rate + "run" + run + "p99Millis", millis(times, 99));
        report.value("at" + rate + "run" + run + "p999Millis", millis(times, 99.9));
    }

    static double millis(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
}
