package im.parley.sdk;

import im.parley.protocol.FreePort;
import im.parley.protocol.JavaProgram;
import im.parley.server.ServerMain;
import im.parley.server.process.PipeThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The real server as a process of its own that tests kill and start again, on the same port and folder.
final class ChildServer implements AutoCloseable {
    private final List<String> command = new ArrayList<>();
    private final int port = FreePort.find();
    private Process process;

    /// @param flags further ones of `parley start`; `{port}` stands for its port
    ChildServer(Path data, String... flags) {
        this(Path.of(System.getProperty("java.io.tmpdir")), data, flags);
    }

    /// @param temporary its folder for temporary files
    ChildServer(Path temporary, Path data, String... flags) {
        command.addAll(JavaProgram.server(
                ServerMain.class,
                port,
                data,
                TestServer.APP + ":" + TestServer.KEY,
                "-Xmx256m",
                "-Djava.io.tmpdir=" + temporary));
        for (var flag : flags) {
            command.add(flag.replace("{port}", Integer.toString(port)));
        }
        start();
    }

    String address() {
        return "ws://127.0.0.1:" + port();
    }

    int port() {
        return port;
    }

    /// Returns when clients can connect.
    void start() {
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var ready = new CompletableFuture<Boolean>();
        var output = new ArrayList<String>();
        PipeThreads.start("server-output", () -> follow(process, output, ready));
        if (!ready.join()) {
            throw new IllegalStateException("the server did not start: " + output);
        }
    }

    /// As `kill -9` does, at any moment.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Kills the database that the server runs.
    void killDatabase() {
        var postgres = process.descendants()
                .filter(child -> isPostgres(child)
                        && child.parent().filter(ChildServer::isPostgres).isEmpty())
                .findFirst();
        postgres.ifPresent(child -> {
            child.destroyForcibly();
            child.onExit().join();
        });
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(Path::of).map(Path::getFileName).equals(Optional.of(Path.of("postgres")));
    }

    private static void follow(Process process, List<String> output, CompletableFuture<Boolean> ready) {
        try (var reader = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                if (line.startsWith("Parley is ready")) {
                    ready.complete(true);
                }
                if (!ready.isDone()) {
                    output.add(line);
                }
            }
        } catch (IOException killed) {
            // what it has said until then is all there is
        } finally {
            ready.complete(false);
        }
    }
}
