package im.parley.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Entry point of the command line: `start` (also without a name), `usersig` and `reindex`.
public final class ServerMain {
    private ServerMain() {}

    public static void main(String[] args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var status = new CommandLineTool(out, err, Map.copyOf(System.getenv()), ServerMain::launch).run(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static CommandLineTool.Running launch(ServerConfig config) {
        var server = Server.start(config);
        return new CommandLineTool.Running(server.port(), server::close);
    }
}
