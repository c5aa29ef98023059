package im.parley.server.store;

import im.parley.server.process.PipeThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A child process that runs one of PostgreSQL's programs. What it prints goes to the log; the last lines
/// are kept to explain a failure.
final class PostgresProcess {
    private static final Logger log = LoggerFactory.getLogger(PostgresProcess.class);
    private static final String READY = "database system is ready to accept connections";
    private static final int KEPT_LINES = 30;

    private final Process process;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final ConcurrentLinkedDeque<String> lines = new ConcurrentLinkedDeque<>();
    private final Thread reader;

    private PostgresProcess(Process process) {
        this.process = process;
        this.reader = PipeThreads.start("postgres-output", this::read);
    }

    /// @param folder where it starts; the program and its user must get there
    static PostgresProcess start(List<String> command, Path folder) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C"); // messages are read below
        return new PostgresProcess(builder.start());
    }

    /// Waits until the database answers or the process ends.
    ///
    /// @return whether it answers
    boolean awaitReady() {
        return ready.join();
    }

    /// Waits until the process has ended and everything it printed was read.
    ///
    /// @return its exit value
    int awaitEnd() throws InterruptedException {
        var exit = process.waitFor();
        reader.join(1000); // children that outlive it keep its output open
        return exit;
    }

    long id() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        process.destroyForcibly();
    }

    /// Whether it printed something that contains the text.
    boolean said(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    /// The reason it gave for ending.
    String lastWords() {
        var serious = lines.stream()
                .filter(line -> line.matches("(?s).*(FATAL|PANIC|ERROR|error):.*"))
                .toList();
        return serious.isEmpty() ? String.valueOf(lines.peekLast()) : serious.getLast();
    }

    private void read() {
        try (var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                keep(line);
            }
        } catch (IOException closed) {
            log.debug("output of PostgreSQL ended: {}", closed.toString());
        } finally {
            ready.complete(false);
        }
    }

    private void keep(String line) {
        lines.add(line);
        if (lines.size() > KEPT_LINES) {
            lines.poll();
        }
        if (line.contains("PANIC:") || line.startsWith("WARNING:")) {
            log.warn("{}", line);
        } else {
            log.debug("{}", line);
        }
        if (line.contains(READY)) {
            ready.complete(true);
        }
    }
}
