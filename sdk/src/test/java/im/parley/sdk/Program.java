package im.parley.sdk;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.parley.protocol.Operation;
import im.parley.server.process.PipeThreads;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/// A Java program of its own that has the SDK and what it depends on, and nothing else.
final class Program implements AutoCloseable {
    /// The SDK and what it depends on, as folders of classes or jars.
    static final List<Path> PATHS = Stream.of(
                    Chat.class, Operation.class, ObjectMapper.class, JsonParser.class, JsonProperty.class, Logger.class)
            .map(Program::placeOf)
            .toList();

    private static final long PATIENCE = 60; // seconds; a JVM starts, and compiles, on a machine that does much else

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    /// @param command what comes after `java`
    Program(List<String> command) {
        var all = new ArrayList<String>();
        all.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        all.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8"));
        all.addAll(command);
        try {
            process = new ProcessBuilder(all).redirectErrorStream(true).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        PipeThreads.start("program-output", () -> {
            try (var output = process.inputReader(StandardCharsets.UTF_8)) {
                output.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException ended) {
                lines.add("its output broke off: " + ended.getMessage());
            }
        });
    }

    /// A file of `samples/`, as its reader starts it.
    static Program sample(String file, List<String> arguments) {
        var command = new ArrayList<>(List.of("-cp", path(), "../samples/" + file));
        command.addAll(arguments);
        return new Program(command);
    }

    /// The SDK's class path.
    static String path() {
        return joined(PATHS.stream());
    }

    /// Where classes lie, as a class path.
    static String pathOf(Class<?>... types) {
        return joined(Stream.of(types).map(Program::placeOf));
    }

    private static String joined(Stream<Path> paths) {
        return paths.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /// Waits until it prints a line.
    void awaitLine(String expected) {
        try {
            String line;
            do {
                line = lines.poll(PATIENCE, TimeUnit.SECONDS);
                if (line == null) {
                    fail("'" + expected + "' was not printed, but " + seen);
                }
                seen.add(line);
            } while (!line.equals(expected));
        } catch (InterruptedException interrupted) {
            fail("interrupted", interrupted);
        }
    }

    /// What it has printed that nobody has waited for.
    String rest() {
        var rest = new ArrayList<String>();
        lines.drainTo(rest);
        return String.join("\n", rest);
    }

    /// Gives it a line to read.
    void type(String line) {
        try {
            var input = process.outputWriter(StandardCharsets.UTF_8);
            input.write(line + "\n");
            input.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Waits for its end.
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            fail("it goes on, after " + seen);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
