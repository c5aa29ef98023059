package im.parley.server.bus;

import im.parley.protocol.FreePort;
import im.parley.server.process.PipeThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// A real nats-server on a free loopback port, for tests. It can be stopped and started again on the same
/// port.
public final class NatsServerProcess implements AutoCloseable {
    private final int port;
    private Process process;

    private NatsServerProcess(int port) {
        this.port = port;
        this.process = launch(port);
    }

    public static NatsServerProcess start() {
        return new NatsServerProcess(FreePort.find());
    }

    /// As `--nats` takes it.
    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    /// Kills it.
    public void stop() {
        process.destroyForcibly().onExit().join();
    }

    /// Starts it again after [#stop()].
    public void restart() {
        process = launch(port);
    }

    @Override
    public void close() {
        stop();
    }

    private static Process launch(int port) {
        try {
            var process = new ProcessBuilder(program(), "-a", "127.0.0.1", "-p", Integer.toString(port))
                    .redirectErrorStream(true)
                    .start();
            var ready = new CompletableFuture<Boolean>();
            PipeThreads.start("nats-output", () -> read(process, ready));
            if (!ready.join()) {
                throw new IllegalStateException("nats-server did not start");
            }
            return process;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void read(Process process, CompletableFuture<Boolean> ready) {
        try (var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            output.lines().filter(line -> line.contains("Server is ready")).forEach(line -> ready.complete(true));
        } catch (IOException | UncheckedIOException closed) {
            ready.complete(false);
        } finally {
            ready.complete(false);
        }
    }

    /// Debian puts it where a user's PATH does not look.
    private static String program() {
        return Stream.of("/usr/sbin/nats-server", "/usr/local/bin/nats-server", "/usr/bin/nats-server")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse("nats-server");
    }
}
