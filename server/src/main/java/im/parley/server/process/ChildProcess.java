package im.parley.server.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// Runs a program once: bytes in, bytes out, within limits. It gets none of the server's environment but
/// `PATH`.
public final class ChildProcess {
    private static final int COMPLAINT_BYTES = 2000;

    private ChildProcess() {}

    /// Where in the `PATH` a program is, or the program itself if it has a folder.
    public static Optional<Path> find(String program) {
        var folders = program.contains(File.separator) ? Stream.of("") : Stream.of(path().split(File.pathSeparator));
        return folders.map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param input what it reads from its standard input
    /// @param limit it is killed, with all its children, when this time is over
    /// @param maxOutput it is killed when it writes more bytes
    /// @return what it wrote to its standard output
    /// @throws ChildProcessException if it did not end in time and with status 0
    public static byte[] run(List<String> command, byte[] input, Duration limit, int maxOutput)
            throws ChildProcessException {
        var name = Path.of(command.getFirst()).getFileName().toString();
        Process process;
        try {
            process = start(new ProcessBuilder(command));
        } catch (IOException failed) {
            throw new ChildProcessException(name + " cannot be started: " + failed.getMessage());
        }
        var late = new AtomicBoolean();
        var done = new CountDownLatch(1);
        var watch = Thread.startVirtualThread(() -> late.set(killLate(process, done, limit)));
        var pipes = PipeThreads.named(name);
        var taken = CompletableFuture.runAsync(() -> write(process, input), pipes);
        var complaint = CompletableFuture.supplyAsync(() -> complaint(process.getErrorStream()), pipes);
        try {
            var output = CompletableFuture.supplyAsync(() -> read(process.getInputStream(), maxOutput), pipes)
                    .join();
            if (output.length > maxOutput) {
                throw new ChildProcessException(name + " wrote more than " + maxOutput + " bytes");
            }
            int status = process.waitFor();
            done.countDown();
            watch.join();
            taken.join();
            if (late.get()) {
                throw new ChildProcessException(name + " took longer than " + limit.toSeconds() + " s");
            }
            if (status != 0) {
                throw new ChildProcessException(name + " ended with status " + status + ": " + complaint.join());
            }
            return output;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ChildProcessException(name + " was interrupted");
        } finally {
            kill(process);
            done.countDown();
        }
    }

    /// Starts a program in an environment with a `PATH` only.
    public static Process start(ProcessBuilder builder) throws IOException {
        var environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of("PATH", path(), "LC_ALL", "C.UTF-8"));
        return builder.start();
    }

    /// Ends it and its children, at once. Repeatable.
    public static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String path() {
        return System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    private static void write(Process process, byte[] input) {
        try (var in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException stopped) {
            // it has ended: its status tells
        }
    }

    /// @return one byte more than `max` if there are so many
    private static byte[] read(InputStream output, int max) {
        try {
            return output.readNBytes(max + 1);
        } catch (IOException killed) {
            return new byte[0];
        }
    }

    private static String complaint(InputStream errors) {
        try (errors) {
            var start = new String(errors.readNBytes(COMPLAINT_BYTES), StandardCharsets.UTF_8).strip();
            errors.transferTo(OutputStream.nullOutputStream()); // or the child waits for somebody to read
            return start;
        } catch (IOException stopped) {
            return "";
        }
    }

    private static boolean killLate(Process process, CountDownLatch done, Duration limit) {
        try {
            if (done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        kill(process);
        return true;
    }
}
