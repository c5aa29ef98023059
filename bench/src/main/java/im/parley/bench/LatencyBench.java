package im.parley.bench;

/// How long a message takes from the moment it was due to be sent until its receiver has it.
final class LatencyBench implements Benchmark {
    static final String TITLE = "Latency from due to received, open loop (no coordinated omission), milliseconds";

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
        var table = report.table(TITLE, Latency.columns("msg"));
        try (var target = Target.open(settings)) {
            var pairs = ChatPair.open(target.client(), "lat", Throughput.PAIRS, Throughput.TEXT_BYTES);
            var loop = target.network().loop();
            Latency.warmUp(settings, loop, pairs, target.pids());
            try (var database = target.database()) {
                if (database != null) {
                    LogSegments.recycle(database);
                }
            }
            for (int rate : Latency.RATES) {
                for (int run = 1; run <= settings.runs(); run++) {
                    var latency = Latency.measure(settings, loop, pairs, target.pids(), rate);
                    latency.addTo(table, "run " + run);
                    report.value("at" + rate + "run" + run + "p50Millis", latency.millis(50));
                    report.value("at" + rate + "run" + run + "p99Millis", latency.millis(99));
                    report.value("at" + rate + "run" + run + "p999Millis", latency.millis(99.9));
                }
            }
            pairs.forEach(Pair::close);
        }
        return report;
    }
}
