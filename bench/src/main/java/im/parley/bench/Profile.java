package im.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Flight recordings of the server while it is measured.
final class Profile {
    private Profile() {}

    static void start(Settings settings, CpuSample.Pids pids, String name) throws IOException, InterruptedException {
        if (settings.profile()) {
            jcmd(pids.server(), "JFR.start", "name=" + name, "settings=profile");
        }
    }

    static void stop(Settings settings, CpuSample.Pids pids, String name) throws IOException, InterruptedException {
        if (settings.profile()) {
            Files.createDirectories(settings.results());
            var file = settings.results().resolve(name + ".jfr").toAbsolutePath();
            jcmd(pids.server(), "JFR.stop", "name=" + name, "filename=" + file);
            System.out.println("flight recording: " + file);
        }
    }

    /// Asks the Java process something.
    static String jcmd(long pid, String... command) throws IOException, InterruptedException {
        var all = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        all.addAll(List.of(command));
        return ChildProcess.run(all);
    }
}
