package im.parley.server;

import java.io.PrintWriter;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `start`: configuration, first secret, server, and a few lines that say where everything is.
final class StartCommand {
    private final ConfigReader reader;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Function<ServerConfig, CommandLineTool.Running> launcher;

    StartCommand(
            ConfigReader reader,
            PrintWriter out,
            PrintWriter err,
            Function<ServerConfig, CommandLineTool.Running> launcher) {
        this.reader = reader;
        this.out = out;
        this.err = err;
        this.launcher = launcher;
    }

    /// Returns when the server runs; it stops in order when the process is asked to end.
    void run() {
        var keys = new AppKeys(reader.data());
        var named = reader.apps();
        var config = reader.read(named.isEmpty() ? keys.loadOrCreate() : named);
        if (config.dev() && !ConfigReader.isLoopback(config.host())) {
            err.println("parley: development mode on " + config.host()
                    + " lets everybody who reaches this address sign in as alice or bob.");
        }
        var running = launcher.apply(config);
        Runtime.getRuntime().addShutdownHook(new Thread(running.close(), "shutdown"));
        print(config, running.port(), named.isEmpty() ? keys.file().toString() : "given in the configuration");
    }

    private void print(ServerConfig config, int port, String secret) {
        var apps = config.apps().keySet().stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        out.println("Parley is ready.");
        out.println("  chat page    " + address(config, port) + "/");
        if (config.dev()) {
            out.println("               development mode: sign in as alice or bob with one click");
        }
        out.println("  data folder  " + config.data());
        out.println("  secret key   " + secret + " (SDKAppID " + apps + ")");
        out.println("  Ctrl+C stops the server.");
        out.flush();
    }

    private static String address(ServerConfig config, int port) {
        if (config.publicUrl() != null) {
            return config.publicUrl();
        }
        var host = config.host();
        var everywhere = host.equals("0.0.0.0") || host.equals("::");
        var name = everywhere || host.equals("127.0.0.1") || host.equals("::1") ? "localhost" : host;
        return "http://" + (name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name) + ":" + port;
    }
}
