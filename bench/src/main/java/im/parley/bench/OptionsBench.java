package im.parley.bench;

import java.util.ArrayList;
import java.util.List;

/// What receipts and extensions cost a send that asks for them: the load of [C2cBench], plain and with both in
/// turns on one server, so that what else the machine does touches both.
final class OptionsBench implements Benchmark {
    @Override
    public String name() {
        return "options";
    }

    @Override
    public String about() {
        return "the load of c2c, plain and asking for receipts and extensions in turns: CPU of one over the other";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var table = report.table(
                "C2C as above, in turns plain and with needReadReceipt and isSupportExtension", Throughput.COLUMNS);
        try (var target = Target.open(settings)) {
            var client = target.client();
            var plain = ChatPair.open(client, "plain", Throughput.PAIRS, Throughput.TEXT_BYTES, false);
            var asking = ChatPair.open(client, "asking", Throughput.PAIRS, Throughput.TEXT_BYTES, true);
            var loop = target.network().loop();
            var without = new ArrayList<Throughput>();
            var with = new ArrayList<Throughput>();
            for (int run = 1; run <= settings.runs(); run++) {
                without.add(Throughput.measure(settings, loop, plain, target.pids(), run == 1));
                without.getLast().addTo(table, "plain " + run);
                with.add(Throughput.measure(settings, loop, asking, target.pids(), false));
                with.getLast().addTo(table, "asking " + run);
            }
            var plainly = Medians.of(without, Throughput::perCpuSecond);
            var asked = Medians.of(with, Throughput::perCpuSecond);
            report.value("plainPerCpuSecond", plainly);
            report.value("askingPerCpuSecond", asked);
            report.value("costOfAsking", plainly / asked);
            for (List<Pair> pairs : List.of(plain, asking)) {
                pairs.forEach(Pair::close);
            }
        }
        return report;
    }
}
