package im.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A process that this one started. Its output goes to a file. Stopped with all it started when closed, and
/// when this process ends before that.
final class ChildProcess implements AutoCloseable {
    private static final long POLL_MILLIS = 10;
    private static final int SHOWN_LINES = 20;
    private final Process process;
    private final Path log;
    private final Thread stopper = new Thread(this::end, "stop-child");

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(stopper);
    }

    /// @param log where output and errors go
    /// @param environment added to this process's own
    static ChildProcess start(Path log, Map<String, String> environment, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        return new ChildProcess(builder.start(), log);
    }

    /// Runs a command to its end.
    ///
    /// @return what it printed
    /// @throws IOException when it fails or takes longer than a minute
    static String run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader reader = process.inputReader()) {
            var output = reader.readAllAsString();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end within a minute");
            }
            if (process.exitValue() != 0) {
                throw new IOException(command + " failed with " + process.exitValue() + ": " + output);
            }
            return output;
        }
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    /// What it has printed so far.
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Waits for a condition.
    ///
    /// @throws IOException with the last lines of output when the process ends or the time is over before
    void await(String what, Duration limit, BooleanSupplier condition) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                var lines = output().lines().toList();
                throw new IOException((process.isAlive() ? "waited in vain for " : "ended before ") + what + ":\n"
                        + String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /// Asks it to end (SIGTERM), kills it after 20 s, and whatever it leaves behind.
    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(stopper);
    }

    private void end() {
        var descendants = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        descendants.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }
}
