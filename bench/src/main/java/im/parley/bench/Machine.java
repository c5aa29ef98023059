package im.parley.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// What the figures were measured on.
final class Machine {
    private static final int KIB_PER_GIB = 1024 * 1024;
    private static final int SORTED_NUMBERS = 100_000;
    private static final int SPANS = 5;
    private static final long SPAN_NANOS = 100_000_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private Machine() {}

    /// Processor, cores, memory, kernel, load average, Java and how fast a core is.
    static Map<String, Object> describe() throws IOException {
        var machine = new LinkedHashMap<String, Object>();
        machine.put("cpu", field("/proc/cpuinfo", "model name"));
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put(
                "memoryGiB", Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / KIB_PER_GIB);
        machine.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("loadAverage", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        machine.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        machine.put("sortsPerCpuSecond", Math.round(sortsPerCpuSecond()));
        return machine;
    }

    /// How fast a core is, whatever else runs: shared machines of one name differ by a factor of four. One thread
    /// sorts the same 100,000 numbers again and again; the best of some spans counts.
    private static double sortsPerCpuSecond() {
        var numbers = new Random(1).longs(SORTED_NUMBERS).toArray();
        var clock = ManagementFactory.getThreadMXBean();
        double best = 0;
        for (int span = 0; span < SPANS; span++) {
            int sorts = 0;
            long from = clock.getCurrentThreadCpuTime();
            long spent;
            do {
                Arrays.sort(numbers.clone());
                sorts++;
                spent = clock.getCurrentThreadCpuTime() - from;
            } while (spent < SPAN_NANOS);
            best = Math.max(best, sorts / (spent / NANOS_PER_SECOND));
        }
        return best;
    }

    private static String field(String file, String name) throws IOException {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        }
    }
}
