package im.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the figures were measured on.
final class Machine {
    private static final int KIB_PER_GIB = 1024 * 1024;

    private Machine() {}

    /// Processor, cores, memory, kernel, load average and Java.
    static Map<String, Object> describe() throws IOException {
        var machine = new LinkedHashMap<String, Object>();
        machine.put("cpu", field("/proc/cpuinfo", "model name"));
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put(
                "memoryGiB", Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / KIB_PER_GIB);
        machine.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("loadAverage", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        machine.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        return machine;
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
