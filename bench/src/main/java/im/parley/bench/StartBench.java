package im.parley.bench;

import java.util.ArrayList;

/// How long the server takes until its port answers: the first time, with a new data folder, and then
/// again.
final class StartBench implements Benchmark {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "start → port open, with a new data folder and with an existing one";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var table = report.table("Start → port open, seconds", "run", "new data folder", "existing one");
        var first = new ArrayList<Double>();
        var again = new ArrayList<Double>();
        for (int run = 1; run <= settings.runs(); run++) {
            try (var folder = TempFolder.create("start")) {
                first.add(start(settings, folder));
                again.add(start(settings, folder));
                table.row("run " + run, first.getLast(), again.getLast());
            }
        }
        report.value("newDataFolderSeconds", Medians.of(first, seconds -> seconds));
        report.value("existingDataFolderSeconds", Medians.of(again, seconds -> seconds));
        table.row("median", Medians.of(first, seconds -> seconds), Medians.of(again, seconds -> seconds));
        return report;
    }

    private static double start(Settings settings, TempFolder folder) throws Exception {
        var begun = System.nanoTime();
        try (var network = new Network();
                var server = ParleyServer.start(settings, folder.path().resolve("data"))) {
            server.client(network).connect().get();
            return (System.nanoTime() - begun) / 1e9;
        }
    }
}
