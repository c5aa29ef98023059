package im.parley.bench;

import java.util.ArrayList;

/// How many messages go through, durable, from 200 senders to 200 receivers.
final class C2cBench implements Benchmark {
    @Override
    public String name() {
        return "c2c";
    }

    @Override
    public String about() {
        return "200 senders → 200 receivers, 200-byte text, 8 in flight each: messages/s and per CPU-second";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var table = report.table(
                "C2C, durable, acked and delivered: 200 senders → 200 receivers, 200 bytes, 8 in flight each",
                Throughput.COLUMNS);
        try (var target = Target.open(settings)) {
            var pairs = ChatPair.open(target.client(), "c2c", Throughput.PAIRS, Throughput.TEXT_BYTES);
            var loop = target.network().loop();
            var results = new ArrayList<Throughput>();
            for (int run = 1; run <= settings.runs(); run++) {
                if (run == settings.runs()) {
                    StatementCost.reset(target);
                    Profile.start(settings, target.pids(), name());
                }
                var result = Throughput.measure(settings, loop, pairs, target.pids(), run == 1);
                result.addTo(table, "run " + run);
                results.add(result);
            }
            report.value("messagesPerSecond", Medians.of(results, Throughput::perSecond));
            report.value("messagesPerCpuSecond", Medians.of(results, Throughput::perCpuSecond));
            table.row(
                    "median",
                    Medians.of(results, Throughput::perSecond),
                    Medians.of(results, Throughput::perCpuSecond),
                    Medians.of(
                            results,
                            result -> result.cpu().server() / result.cpu().seconds()),
                    Medians.of(
                            results,
                            result -> result.cpu().postgres() / result.cpu().seconds()),
                    Medians.of(
                            results,
                            result -> result.cpu().generator() / result.cpu().seconds()),
                    Medians.of(
                            results,
                            result -> result.cpu().others() / result.cpu().seconds()));
            StatementCost.report(report, target);
            Profile.stop(settings, target.pids(), name());
            pairs.forEach(Pair::close);
        }
        return report;
    }
}
