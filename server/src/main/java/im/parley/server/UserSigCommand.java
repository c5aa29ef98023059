package im.parley.server;

import im.parley.protocol.UserSig;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
        spec.addOption(OptionSpec.builder("--app")
                .type(String.class)
                .paramLabel("ID[:KEY]")
                .description("App to sign for; without a key, an app that the data folder or the configuration knows.")
                .build());
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
        var app = app(command.matchedOptionValue("--app", ""));
        out.println(UserSig.mint(app.getKey(), app.getValue(), user, Instant.now(), validity));
        out.flush();
    }

    private Map.Entry<Integer, String> app(String flag) {
        var known = reader.apps();
        if (known.isEmpty()) {
            known = new AppKeys(reader.data()).load();
        }
        if (flag.isEmpty()) {
            return known.entrySet().stream()
                    .min(Map.Entry.comparingByKey())
                    .orElseThrow(() -> new ConfigException("No app is known in " + reader.data()
                            + "; start the server first, name its folder with --data, or give --app ID:KEY."));
        }
        var parts = flag.split(":", 2);
        if (!parts[0].matches("[1-9]\\d{0,9}") || Long.parseLong(parts[0]) > Integer.MAX_VALUE) {
            throw new ConfigException("--app is not of the form ID or ID:KEY, with ID from 1 to 2147483647.");
        }
        var id = Integer.parseInt(parts[0]);
        var key = parts.length == 2 ? parts[1] : known.get(id);
        if (key == null || key.isEmpty()) {
            throw new ConfigException(
                    "The key of app " + id + " is not known in " + reader.data() + "; give --app ID:KEY.");
        }
        return Map.entry(id, key);
    }
}
