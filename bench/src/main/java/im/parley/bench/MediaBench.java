package im.parley.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// How fast files go up and down, beside the least that a file server can do on this machine in the same run,
/// and whether the server's memory stays the same meanwhile.
final class MediaBench implements Benchmark {
    private static final int CONNECTIONS = 4;
    private static final int FILE_MIB = 32;
    private static final int FILES = 32;
    private static final double MIB = 1 << 20;
    private static final long SAMPLE_MILLIS = 50;
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Pattern PORT = Pattern.compile("port (\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    @Override
    public String name() {
        return "media";
    }

    @Override
    public String about() {
        return "files up and down, MB/s, beside a bare socket and file in the same run; memory of the server";
    }

    /// @param seconds it took
    /// @param residentMib most memory that the server's process had
    private record Run(double seconds, double residentMib, CpuSample.CpuUse cpu) {}

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var files = settings.size(FILES, 8);
        var table = report.table(
                String.format(
                        "Files of %d MiB over %d connections, %d each way; safe on the disk before an upload counts",
                        FILE_MIB, CONNECTIONS, files),
                "what",
                "run",
                "MB/s",
                "of the bare one",
                "server cores",
                "PostgreSQL cores",
                "generator cores",
                "others",
                "MB per server CPU-s",
                "resident MiB");
        try (var folder = TempFolder.create("media");
                var network = new Network();
                var server = ParleyServer.start(settings, folder.path().resolve("data"))) {
            var rawFolder = Files.createDirectory(folder.path().resolve("raw"));
            try (var raw = startRaw(settings, rawFolder)) {
                var rawServer = new InetSocketAddress("127.0.0.1", port(raw));
                measure(settings, report, table, files, new Sides(server, network, raw, rawServer, rawFolder));
            }
        }
        return report;
    }

    private record Sides(
            ParleyServer server, Network network, ChildProcess raw, InetSocketAddress rawServer, Path rawFolder) {
        List<FileRoute> bare() throws IOException {
            var routes = new ArrayList<FileRoute>();
            for (int i = 0; i < CONNECTIONS; i++) {
                routes.add(new RawFileRoute(rawServer, new FileBytes((long) (FILE_MIB * MIB))));
            }
            return routes;
        }

        List<FileRoute> chat(Map<Integer, String> uuids) throws Exception {
            var client = server.client(network);
            var routes = new ArrayList<FileRoute>();
            for (int i = 0; i < CONNECTIONS; i++) {
                var user = client.signIn("file" + i).get(1, TimeUnit.MINUTES);
                routes.add(new ChatFileRoute(client, user, new FileBytes((long) (FILE_MIB * MIB)), uuids));
            }
            return routes;
        }

        CpuSample.Pids barePids() {
            return new CpuSample.Pids(raw.pid(), 0);
        }
    }

    /// In turn, so that what else the machine does falls on both. Run 0 warms up.
    private static void measure(Settings settings, Report report, Table table, int files, Sides sides)
            throws Exception {
        var runs = new ConcurrentHashMap<String, List<Double>>();
        for (int run = 0; run <= settings.runs(); run++) {
            var uuids = new ConcurrentHashMap<Integer, String>();
            var bare = sides.bare();
            var chat = sides.chat(uuids);
            var start = run * files; // content that was never sent before
            var bareUp = go(bare, FileRoute::up, start, files, sides.barePids());
            var chatUp = go(chat, FileRoute::up, start, files, sides.server().pids());
            var bareDown = go(bare, FileRoute::down, start, files, sides.barePids());
            var chatDown =
                    go(chat, FileRoute::down, start, files, sides.server().pids());
            for (var route : List.of(bare, chat)) {
                for (var each : route) {
                    each.close();
                }
            }
            RawFileServer.clear(sides.rawFolder(), start + files);
            if (run > 0) {
                add(table, "up, bare", run, files, bareUp, bareUp, runs);
                add(table, "up, Parley", run, files, chatUp, bareUp, runs);
                add(table, "down, bare", run, files, bareDown, bareDown, runs);
                add(table, "down, Parley", run, files, chatDown, bareDown, runs);
            }
        }
        runs.forEach((what, rates) -> report.value(what, Medians.of(rates, rate -> rate)));
        report.remark(
                "An upload is announced, sent, hashed, forced to the disk and taken down in the database; the bare"
                        + " one is written and forced to the disk.");
    }

    private static void add(
            Table table, String what, int run, int files, Run measured, Run bare, Map<String, List<Double>> runs) {
        var megabytes = files * FILE_MIB * MIB / 1e6;
        var cores = measured.cpu().cores();
        var rate = megabytes / measured.seconds();
        table.row(
                what,
                run,
                rate,
                bare.seconds() / measured.seconds(),
                cores[0],
                cores[1],
                cores[2],
                cores[3],
                megabytes / measured.cpu().server(),
                measured.residentMib());
        runs.computeIfAbsent(what + ", MB/s", first -> new ArrayList<>()).add(rate);
        runs.computeIfAbsent(what + ", resident MiB", first -> new ArrayList<>())
                .add(measured.residentMib());
    }

    private interface Move {
        void one(FileRoute route, int number) throws IOException, InterruptedException;
    }

    /// Moves all the files, each route the next one that is left.
    private static Run go(List<FileRoute> routes, Move move, int start, int files, CpuSample.Pids pids)
            throws Exception {
        var next = new AtomicInteger(start);
        var before = CpuSample.take(pids);
        var begun = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(routes.size())) {
            var moving = new ArrayList<Future<?>>();
            for (var route : routes) {
                moving.add(threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < start + files; i = next.getAndIncrement()) {
                        move.one(route, i);
                    }
                    return null;
                }));
            }
            var most = resident(pids.server());
            while (!moving.stream().allMatch(Future::isDone)) {
                most = Math.max(most, resident(pids.server()));
                Thread.sleep(SAMPLE_MILLIS); // the files move meanwhile
            }
            for (var moved : moving) {
                moved.get();
            }
            var seconds = (System.nanoTime() - begun) / 1e9;
            return new Run(seconds, most, CpuSample.take(pids).since(before));
        }
    }

    private static double resident(long pid) throws IOException {
        var status = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
        return status.find() ? Long.parseLong(status.group(1)) / 1024.0 : 0;
    }

    private static ChildProcess startRaw(Settings settings, Path folder) throws IOException, InterruptedException {
        var log = Files.createTempFile(settings.results(), "raw-files-", ".log");
        var raw = ChildProcess.start(
                log,
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RawFileServer.class.getName(),
                        folder.toString()));
        raw.await(
                "the bare file server's port",
                START_LIMIT,
                () -> PORT.matcher(raw.output()).find());
        return raw;
    }

    private static int port(ChildProcess raw) throws IOException {
        var port = PORT.matcher(raw.output());
        if (!port.find()) {
            throw new IOException("the bare file server names no port");
        }
        return Integer.parseInt(port.group(1));
    }
}
