package im.parley.server;

import im.parley.protocol.UserSig;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `usersig`: prints a signature with which a user signs in, and nothing else.
final class UserSigCommand {
    private static final String STANDARD_VALIDITY = "180d";

    private final ConfigReader reader;
    private final PrintWriter out;

    UserSigCommand(ConfigReader reader, PrintWriter out) {
        this.reader = reader;
        this.out = out;
    }

    static CommandSpec spec() {
        var spec = CommandSpec.create().addOption(CommandLineTool.help()).addOption(CommandLineTool.configOption());
        spec.usageMessage().description("Prints a UserSig, the signature with which a user signs in.");
        spec.addOption(OptionSpec.builder("--user")
                .type(String.class)
                .paramLabel("USER")
                .required(true)
                .description("User ID: 1 to 32 bytes.")
                .build());
        spec.addOption(OptionSpec.builder("--expire")
                .type(String.class)
                .paramLabel("TIME")
                .description("How long it is valid: 90s, 10m, 2h or 30d, at least 1s. Default: " + STANDARD_VALIDITY)
                .build());
        spec.addOption(CommandLineTool.appOption());
        return spec.addOption(CommandLineTool.option(ConfigKey.DATA)).addOption(CommandLineTool.verbose());
    }

    void run(ParseResult command) {
        String user = command.matchedOptionValue("--user", "");
        if (!user.matches("[!-~]{1,32}")) {
            throw new ConfigException("--user is \"" + user + "\", expected 1 to 32 printable ASCII characters.");
        }
        String expire = command.matchedOptionValue("--expire", STANDARD_VALIDITY);
        var validity = Durations.parse(expire)
                .filter(time -> time.compareTo(Duration.ofSeconds(1)) >= 0)
                .orElseThrow(() ->
                        new ConfigException("--expire is \"" + expire + "\", expected a time such as 2h or 30d."));
        var app = AppChoice.of(reader, command.matchedOptionValue("--app", ""));
        out.println(UserSig.mint(app.id(), app.key(), user, Instant.now(), validity));
        out.flush();
    }
}
