package im.parley.server;

import im.parley.protocol.UserSig;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `console`: prints an address that opens the operator's console, signed in. What comes after `#` browsers keep to
/// themselves, so that no proxy or log has it.
final class ConsoleCommand {
    private static final Duration VALIDITY = Duration.ofHours(1);

    private final ConfigReader reader;
    private final PrintWriter out;

    ConsoleCommand(ConfigReader reader, PrintWriter out) {
        this.reader = reader;
        this.out = out;
    }

    static CommandSpec spec() {
        var spec = CommandSpec.create().addOption(CommandLineTool.help()).addOption(CommandLineTool.configOption());
        spec.usageMessage()
                .description(
                        "Prints an address that opens the operator's console. It signs in as the administrator, for an"
                                + " hour: give it to nobody.");
        spec.addOption(CommandLineTool.appOption());
        spec.addOption(CommandLineTool.serverOption(
                "Address of the server as browsers know it. Default: public-url, or this machine, at the port of the"
                        + " configuration."));
        for (var key : new ConfigKey[] {ConfigKey.DATA, ConfigKey.PORT, ConfigKey.PUBLIC_URL, ConfigKey.ADMIN}) {
            spec.addOption(CommandLineTool.option(key));
        }
        return spec.addOption(CommandLineTool.verbose());
    }

    void run(ParseResult command) {
        var app = AppChoice.of(reader, command.matchedOptionValue("--app", ""));
        var usual = Objects.requireNonNullElse(reader.publicUrl(), "http://localhost:" + reader.port());
        var server = CommandLineTool.server(command, usual);
        var signature = UserSig.mint(app.id(), app.key(), reader.admin(), Instant.now(), VALIDITY);
        out.println(server + "/console/#app=" + app.id() + "&sig=" + signature);
        out.flush();
    }
}
