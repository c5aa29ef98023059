package im.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./parley bench [NAME…] [--against ejabberd]`: measures, prints tables and writes JSON beside them.
@Command(
        name = "parley bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures a Parley server: by default a new one with its own PostgreSQL, in a temporary folder.")
public final class BenchMain implements Callable<Integer> {
    private static final List<Benchmark> BENCHMARKS = List.of(
            new C2cBench(),
            new OptionsBench(),
            new LatencyBench(),
            new SigninBench(),
            new IdleBench(),
            new GroupBench(),
            new CommunityBench(),
            new LiveBench(),
            new HistoryBench(),
            new MediaBench(),
            new SearchBench(),
            new StatusBench(),
            new FollowersBench(),
            new CallsBench(),
            new ReadyBench(),
            new StartBench(),
            new WebBench(),
            new PageBench(),
            new RawBench(),
            new BarePathBench());
    private static final Map<String, List<Benchmark>> PEERS =
            Map.of("ejabberd", List.of(new AgainstEjabberd(), new RoomAgainstEjabberd()));
    private static final int DEFAULT_RUNS = 3;
    private static final int HELP_WIDTH = 120;

    @Parameters(paramLabel = "NAME", description = "What to measure; all but --against when nothing is named.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "SERVER",
            description = "Run the c2c and group loads in turn on: ejabberd.")
    private @Nullable String against;

    @Option(names = "--quick", description = "Short runs: whether it works, not how fast it is.")
    private boolean quick;

    @Option(names = "--runs", paramLabel = "N", description = "Measurements of each kind; the median counts (3).")
    private @Nullable Integer runs;

    @Option(names = "--profile", description = "Take a flight recording of the server in the last run of c2c.")
    private boolean profile;

    @Option(names = "--server", paramLabel = "URL", description = "Drive this running server: ws://127.0.0.1:8080.")
    private @Nullable URI server;

    @Option(names = "--server-pid", paramLabel = "PID", description = "Its process, for its CPU and memory.")
    private long serverPid;

    @Option(names = "--postgres-pid", paramLabel = "PID", description = "The first process of its PostgreSQL.")
    private long postgresPid;

    @Option(names = "--app", paramLabel = "ID:SECRET", description = "The app to use; with --server its own.")
    private @Nullable String app;

    @Option(names = "--results", paramLabel = "DIR", description = "Where JSON goes (bench/target/results).")
    private @Nullable Path results;

    /// Ends the process with 0 when everything could be measured, 1 when something failed, 2 for wrong
    /// arguments.
    public static void main(String[] arguments) {
        var command = new CommandLine(new BenchMain());
        var list = new StringBuilder("%nNames:%n");
        BENCHMARKS.forEach(
                benchmark -> list.append(String.format("  %-8s  %s%n", benchmark.name(), benchmark.about())));
        command.setUsageHelpWidth(HELP_WIDTH);
        command.getCommandSpec()
                .usageMessage()
                .footer(list.toString().replace("%", "%%").replace("%%n", "%n"));
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var chosen = choose();
        var settings = settings();
        var machine = Machine.describe();
        System.out.println("On " + machine);
        var failures = 0;
        for (var benchmark : chosen) {
            if (!runOne(benchmark, settings, machine)) {
                failures++;
            }
        }
        return failures == 0 ? 0 : 1;
    }

    private static boolean runOne(Benchmark benchmark, Settings settings, Map<String, Object> machine) {
        var begun = Instant.now();
        System.out.printf("%n== %s: %s%n", benchmark.name(), benchmark.about());
        try {
            var report = benchmark.run(settings);
            System.out.println(report.text());
            System.out.println("  " + Results.write(settings, machine, report, begun));
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception failed) {
            System.err.println(benchmark.name() + " failed: " + failed);
            if (System.getenv("PARLEY_DEBUG") != null) {
                failed.printStackTrace();
            }
            return false;
        }
    }

    private List<Benchmark> choose() {
        var chosen = new ArrayList<Benchmark>();
        for (var name : names) {
            chosen.add(BENCHMARKS.stream()
                    .filter(benchmark -> benchmark.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong("there is no benchmark \"" + name + "\"; --help lists them")));
        }
        if (against != null) {
            var peer = PEERS.get(against);
            if (peer == null) {
                throw wrong("cannot run against \"" + against + "\", only against " + PEERS.keySet());
            }
            chosen.addAll(peer);
        }
        return chosen.isEmpty() ? BENCHMARKS : chosen;
    }

    private Settings settings() {
        if (server != null && app == null) {
            throw wrong("--server needs --app ID:SECRET, an app of that server");
        }
        var home = Path.of(System.getProperty("parley.root", "")).toAbsolutePath();
        return new Settings(
                home,
                results == null ? home.resolve("bench/target/results") : results,
                quick,
                runs == null ? (quick ? 1 : DEFAULT_RUNS) : runs,
                server,
                new CpuSample.Pids(serverPid, postgresPid),
                Settings.AppKey.parse(app == null ? "1400000001:" + UUID.randomUUID() : app),
                profile);
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(new CommandLine(this), message);
    }
}
