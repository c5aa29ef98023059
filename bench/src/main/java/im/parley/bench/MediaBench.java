package im.parley.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// How fast files go up and down, beside a [PlainFileServer] in the same run, and whether the server's memory stays
/// the same, also with many at once.
final class MediaBench implements Benchmark {
    private static final int CONNECTIONS = 4;
    private static final int MANY_CONNECTIONS = 50;
    private static final int FILE_MB = 100;
    private static final long FILE_BYTES = FILE_MB * 1_000_000L;
    private static final int FILES = 12;
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
        return "files up and down, MB/s, beside a plain file server on Vert.x in the same run; memory with 50 at once";
    }

    /// @param seconds it took
    /// @param residentMib most memory that the server's process had
    private record Run(double seconds, double residentMib, CpuSample.CpuUse cpu) {}

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var files = settings.size(FILES, CONNECTIONS);
        var table = report.table(
                String.format(
                        "Files of %d MB over %d connections, %d each way, or all at once over %d; safe on the disk before an upload counts",
                        FILE_MB, CONNECTIONS, files, MANY_CONNECTIONS),
                "what",
                "run",
                "MB/s",
                "of the plain one",
                "server cores",
                "PostgreSQL cores",
                "generator cores",
                "others",
                "MB per server CPU-s",
                "resident MiB");
        try (var folder = TempFolder.create("media");
                var network = new Network();
                var server = ParleyServer.start(settings, folder.path().resolve("data"))) {
            var plainFolder = Files.createDirectory(folder.path().resolve("plain"));
            try (var plain = startPlain(settings, plainFolder)) {
                var sides =
                        new Sides(server, network, plain, new InetSocketAddress("127.0.0.1", port(plain)), plainFolder);
                measure(settings, report, table, files, sides);
                measureMany(settings, report, table, sides);
            }
        }
        return report;
    }

    private record Sides(
            ParleyServer server, Network network, ChildProcess plain, InetSocketAddress plainServer, Path plainFolder) {
        List<FileRoute> plain(int connections) throws IOException {
            var routes = new ArrayList<FileRoute>();
            for (int i = 0; i < connections; i++) {
                routes.add(new PlainFileRoute(plainServer, new FileBytes(FILE_BYTES)));
            }
            return routes;
        }

        List<FileRoute> chat(int connections) throws Exception {
            var client = server.client(network);
            var uuids = new ConcurrentHashMap<Integer, String>();
            var routes = new ArrayList<FileRoute>();
            for (int i = 0; i < connections; i++) {
                var user = client.signIn("file" + i).get(1, TimeUnit.MINUTES);
                routes.add(new ChatFileRoute(client, user, new FileBytes(FILE_BYTES), uuids));
            }
            return routes;
        }

        CpuSample.Pids plainPids() {
            return new CpuSample.Pids(plain.pid(), 0);
        }

        /// Lets go of what was brought to the plain server.
        void clear() throws IOException {
            try (var files = Files.list(plainFolder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /// In turn, so that what else the machine does falls on both. Run 0 warms up.
    private static void measure(Settings settings, Report report, Table table, int files, Sides sides)
            throws Exception {
        var runs = new TreeMap<String, List<Double>>();
        for (int run = 0; run <= settings.runs(); run++) {
            var plain = sides.plain(CONNECTIONS);
            var chat = sides.chat(CONNECTIONS);
            var start = run * files; // content that was never sent before
            var plainUp = go(plain, FileRoute::up, start, files, sides.plainPids());
            var chatUp = go(chat, FileRoute::up, start, files, sides.server().pids());
            var plainDown = go(plain, FileRoute::down, start, files, sides.plainPids());
            var chatDown =
                    go(chat, FileRoute::down, start, files, sides.server().pids());
            close(plain);
            close(chat);
            sides.clear();
            if (run > 0) {
                add(table, "up, plain", run, files, plainUp, plainUp, runs);
                add(table, "up, Parley", run, files, chatUp, plainUp, runs);
                add(table, "down, plain", run, files, plainDown, plainDown, runs);
                add(table, "down, Parley", run, files, chatDown, plainDown, runs);
            }
        }
        runs.forEach((what, rates) -> report.value(what, Medians.of(rates, rate -> rate)));
        report.remark(
                "An upload is announced, sent, hashed, forced to the disk and taken down in the database; the plain"
                        + " one is written and forced to the disk.");
    }

    /// Twice, to see whether memory goes on growing.
    private static void measureMany(Settings settings, Report report, Table table, Sides sides) throws Exception {
        var files = settings.size(MANY_CONNECTIONS, 2 * CONNECTIONS);
        var runs = new TreeMap<String, List<Double>>();
        for (int run = 1; run <= 2; run++) {
            var start = (settings.runs() + run) * Math.max(FILES, MANY_CONNECTIONS);
            var plain = sides.plain(files);
            var chat = sides.chat(files);
            var plainUp = go(plain, FileRoute::up, start, files, sides.plainPids());
            var chatUp = go(chat, FileRoute::up, start, files, sides.server().pids());
            var plainDown = go(plain, FileRoute::down, start, files, sides.plainPids());
            var chatDown =
                    go(chat, FileRoute::down, start, files, sides.server().pids());
            close(plain);
            close(chat);
            sides.clear();
            add(table, "all at once up, plain", run, files, plainUp, plainUp, runs);
            add(table, "all at once up, Parley", run, files, chatUp, plainUp, runs);
            add(table, "all at once down, plain", run, files, plainDown, plainDown, runs);
            add(table, "all at once down, Parley", run, files, chatDown, plainDown, runs);
        }
        runs.forEach((what, values) -> report.value(what, values.getLast()));
    }

    private static void close(List<FileRoute> routes) throws IOException {
        for (var route : routes) {
            route.close();
        }
    }

    private static void add(
            Table table, String what, int run, int files, Run measured, Run plain, Map<String, List<Double>> runs) {
        var megabytes = files * (double) FILE_MB;
        var cores = measured.cpu().cores();
        var rate = megabytes / measured.seconds();
        table.row(
                what,
                run,
                rate,
                plain.seconds() / measured.seconds(),
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

    private static ChildProcess startPlain(Settings settings, Path folder) throws IOException, InterruptedException {
        var log = Files.createTempFile(settings.results(), "plain-files-", ".log");
        var plain = ChildProcess.start(
                log,
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlainFileServer.class.getName(),
                        folder.toString()));
        plain.await(
                "the plain file server's port",
                START_LIMIT,
                () -> PORT.matcher(plain.output()).find());
        return plain;
    }

    private static int port(ChildProcess plain) throws IOException {
        var port = PORT.matcher(plain.output());
        if (!port.find()) {
            throw new IOException("the plain file server names no port");
        }
        return Integer.parseInt(port.group(1));
    }
}
