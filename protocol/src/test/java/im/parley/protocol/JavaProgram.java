package im.parley.protocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Commands that start a JVM beside that of the tests, which is killed after seconds: not worth compiling well.
public final class JavaProgram {
    private JavaProgram() {}

    /// A class of the tests'.
    public static List<String> of(Class<?> main, String... arguments) {
        var command = java();
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// The server on the loopback address, to which flags can be added. Where `./parley test` has made both it is
    /// the built jar with its cache of loaded classes, which starts in half the time; else what this test was
    /// compiled with.
    ///
    /// @param main the server's
    /// @param app `SDKAppID:KEY`
    /// @param options for the JVM
    public static List<String> server(Class<?> main, int port, Path data, String app, String... options) {
        var jar = System.getenv("PARLEY_TEST_JAR");
        var command = java();
        command.addAll(List.of(options));
        command.addAll(
                jar == null
                        ? List.of("-cp", System.getProperty("java.class.path"), main.getName())
                        : List.of(
                                "-XX:AOTCache=" + System.getenv("PARLEY_TEST_CACHE"),
                                "-Xlog:aot=off",
                                "-Xlog:cds=off",
                                "-jar",
                                jar));
        command.addAll(List.of("start", "--host", "127.0.0.1", "--port", Integer.toString(port)));
        command.addAll(List.of("--data", data.toString(), "--app", app));
        return command;
    }

    private static List<String> java() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    }
}
