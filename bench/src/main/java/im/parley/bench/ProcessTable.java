package im.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What Linux says of processes under `/proc`.
final class ProcessTable {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux this runs on

    private ProcessTable() {}

    /// Seconds of CPU that the process and its children, running and gone, have used; 0 when there is no
    /// such process.
    ///
    /// @param pid 0 for none
    static double cpuOfTree(long pid) {
        if (pid == 0) {
            return 0;
        }
        var root = ProcessHandle.of(pid);
        return cpu(pid, true)
                + root.stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToDouble(child -> cpu(child.pid(), true))
                        .sum();
    }

    /// Seconds of CPU that this process alone has used.
    static double cpuOf(long pid) {
        return pid == 0 ? 0 : cpu(pid, false);
    }

    /// Seconds of CPU that the whole machine has used, and that its host took away from it.
    static double cpuOfMachine() {
        var line = read(Path.of("/proc/stat"));
        if (line == null) {
            return 0;
        }
        // cpu user nice system idle iowait irq softirq steal guest guest_nice
        var ticks = Arrays.stream(line.lines().findFirst().orElseThrow().split(" +"))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
        return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]) / TICKS_PER_SECOND;
    }

    private static double cpu(long pid, boolean withGoneChildren) {
        var stat = read(Path.of("/proc/" + pid + "/stat"));
        return stat == null ? 0 : cpuOfStat(stat, withGoneChildren);
    }

    /// Reads user and system time from a line of `/proc/<pid>/stat`; the second field, the program's name
    /// in brackets, may hold blanks and brackets of its own.
    static double cpuOfStat(String stat, boolean withGoneChildren) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        var ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        if (withGoneChildren) {
            ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /// @return null when the process is gone
    static @Nullable String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException gone) {
            return null;
        } catch (IOException failed) {
            if (String.valueOf(failed.getMessage()).contains("No such process")) {
                return null;
            }
            throw new UncheckedIOException(failed);
        }
    }
}
