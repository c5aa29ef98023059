package im.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Memory of a Java process after a full garbage collection, in bytes.
///
/// @param resident all of its pages that are in memory
/// @param residentHeap those of them that belong to the Java heap, used or not
/// @param liveHeap what the reachable objects take
record MemorySample(long resident, long residentHeap, long liveHeap) {
    private static final Pattern HEAP_ADDRESS = Pattern.compile("0x[0-9a-f]{9,}");
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) .*");
    private static final int KIB = 1024;

    /// Collects garbage there, twice, and looks.
    static MemorySample take(long pid) throws IOException, InterruptedException {
        Profile.jcmd(pid, "GC.run");
        var histogram = Profile.jcmd(pid, "GC.class_histogram"); // counts what a second collection leaves
        var total = histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IOException("no total in the class histogram"));
        var live = Long.parseLong(total.strip().split("\\s+")[2]);
        return read(Files.readString(Path.of("/proc/" + pid + "/smaps")), Profile.jcmd(pid, "GC.heap_info"), live);
    }

    /// @param smaps text of `/proc/<pid>/smaps`
    /// @param heapInfo what `jcmd GC.heap_info` says: the heap lies between the lowest and the highest
    ///     address it names
    static MemorySample read(String smaps, String heapInfo, long live) {
        var addresses = HEAP_ADDRESS
                .matcher(heapInfo)
                .results()
                .mapToLong(match -> Long.parseUnsignedLong(match.group().substring(2), 16))
                .summaryStatistics();
        long resident = 0;
        long heap = 0;
        var inHeap = false;
        for (var line : smaps.lines().toList()) {
            var mapping = MAPPING.matcher(line);
            if (mapping.matches()) {
                var start = Long.parseUnsignedLong(mapping.group(1), 16);
                inHeap = start >= addresses.getMin() && start < addresses.getMax();
            } else if (line.startsWith("Rss:")) {
                var bytes = Long.parseLong(line.replaceAll("\\D", "")) * KIB;
                resident += bytes;
                heap += inHeap ? bytes : 0;
            }
        }
        return new MemorySample(resident, heap, live);
    }

    /// Pages outside the heap: threads, buffers, compiled code, the JVM itself.
    long residentNative() {
        return resident - residentHeap;
    }
}
