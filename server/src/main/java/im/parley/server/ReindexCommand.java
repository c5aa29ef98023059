package im.parley.server;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.UserSig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `reindex`: has a running server make an app's search index anew and waits until it is done. The server does it by
/// itself; whoever stops waiting stops nothing.
final class ReindexCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration RECENT = Duration.ofSeconds(5); // as the server's progress counts them
    private static final Duration VALIDITY = Duration.ofDays(1);

    private final ConfigReader reader;
    private final PrintWriter out;

    ReindexCommand(ConfigReader reader, PrintWriter out) {
        this.reader = reader;
        this.out = out;
    }

    static CommandSpec spec() {
        var spec = CommandSpec.create().addOption(CommandLineTool.help()).addOption(CommandLineTool.configOption());
        spec.usageMessage()
                .description("Makes the search index of an app anew, in a running server and while users chat.");
        spec.addOption(CommandLineTool.appOption());
        spec.addOption(CommandLineTool.serverOption(
                "Address of the server, any node of several. Default: this machine, at the port of the"
                        + " configuration."));
        for (var key : new ConfigKey[] {ConfigKey.DATA, ConfigKey.PORT, ConfigKey.ADMIN}) {
            spec.addOption(CommandLineTool.option(key));
        }
        return spec.addOption(CommandLineTool.verbose());
    }

    /// @throws ConfigException if the server does not answer or refuses
    void run(ParseResult command) {
        var app = AppChoice.of(reader, command.matchedOptionValue("--app", ""));
        var server = CommandLineTool.server(command, "http://127.0.0.1:" + reader.port());
        try (var http = HttpClient.newHttpClient()) {
            var rest = new Rest(http, server, app, reader.admin());
            var progress = rest.call("rebuild");
            long told = -1;
            for (var caughtUp = new CaughtUp(); !caughtUp.with(progress); progress = rest.call("progress")) {
                long indexed = progress.path("Indexed").asLong();
                if (indexed != told) {
                    out.printf(
                            "%,d of %,d messages%n",
                            indexed, progress.path("Messages").asLong());
                    told = indexed;
                }
                Thread.sleep(BETWEEN_LOOKS); // the server works meanwhile
            }
            out.printf(
                    "The search index of app %d is made anew: %,d messages.%n",
                    app.id(), progress.path("Indexed").asLong());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Tells when the index has everything: nothing is missing, or for a while nothing was but what had just come.
    private static final class CaughtUp {
        private long behindAt = System.nanoTime();

        boolean with(JsonNode progress) {
            long missing = progress.path("Messages").asLong()
                    - progress.path("Indexed").asLong();
            if (missing > progress.path("Recent").asLong()) {
                behindAt = System.nanoTime();
            }
            return missing == 0 || System.nanoTime() - behindAt > RECENT.toNanos();
        }
    }

    /// The server's REST API, as the administrator calls it.
    private record Rest(HttpClient http, String server, AppChoice app, String admin) {
        JsonNode call(String command) throws InterruptedException {
            var signature = UserSig.mint(app.id(), app.key(), admin, Instant.now(), VALIDITY);
            var address = URI.create(server + "/v4/search/" + command + "?sdkappid=" + app.id() + "&identifier="
                    + URLEncoder.encode(admin, StandardCharsets.UTF_8) + "&usersig=" + signature
                    + "&random=1&contenttype=json");
            try {
                var request = HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
                var answer = ProtocolJson.mapper()
                        .readTree(http.send(request, BodyHandlers.ofString()).body());
                if (answer.path("ErrorCode").asInt(-1) != 0) {
                    throw new ConfigException("The server at " + server + " refuses: "
                            + answer.path("ErrorCode").asText("no code") + " "
                            + answer.path("ErrorInfo").asText());
                }
                return answer;
            } catch (IOException failed) {
                throw new ConfigException("No Parley server answers at " + server + " ("
                        + failed.getClass().getSimpleName() + "); start it, or name it with " + CommandLineTool.SERVER
                        + ".");
            }
        }
    }
}
