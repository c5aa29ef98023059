package im.parley.server;

import im.parley.server.bus.BusException;
import im.parley.server.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The commands: reads flags, and says in one sentence what is wrong with them or with what they lead to.
final class CommandLineTool {
    /// A server that was started.
    ///
    /// @param port it listens on
    /// @param close stops it in order
    record Running(int port, Runnable close) {}

    static final String SERVER = "--server";

    private static final String START = "start";
    private static final String USERSIG = "usersig";
    private static final String REINDEX = "reindex";
    private static final String CONSOLE = "console";

    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, String> environment;
    private final Function<ServerConfig, Running> launcher;

    CommandLineTool(
            PrintWriter out,
            PrintWriter err,
            Map<String, String> environment,
            Function<ServerConfig, Running> launcher) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.launcher = launcher;
    }

    /// @return the exit status: 0, or 1 after a failure, or 2 after flags that are not understood
    int run(String... args) {
        var commandLine = new CommandLine(spec()).setUsageHelpAutoWidth(true);
        var words = args.length == 0 || args[0].startsWith("-") && !isHelp(args[0]) ? prepend(START, args) : args;
        try {
            var parsed = commandLine.parseArgs(words);
            var command = parsed.subcommand();
            var asked = parsed.asCommandLineList().getLast();
            if (command == null || asked.isUsageHelpRequested()) {
                asked.usage(out);
                return 0;
            }
            return run(command);
        } catch (ParameterException misunderstood) {
            err.println(misunderstood.getMessage() + "; --help lists the flags.");
            return 2;
        }
    }

    private int run(ParseResult command) {
        var verbose = command.hasMatchedOption("--verbose");
        try {
            var name = command.commandSpec().name();
            var flags = flags(command);
            if (!name.equals(START)) {
                flags.remove(ConfigKey.APP); // there it may come without its key
            }
            var reader = ConfigReader.of(
                    ConfigSource.flags(flags), ConfigSource.environment(environment), configFile(command));
            switch (name) {
                case USERSIG -> new UserSigCommand(reader, out).run(command);
                case REINDEX -> new ReindexCommand(reader, out).run(command);
                case CONSOLE -> new ConsoleCommand(reader, out).run(command);
                default -> {
                    System.setProperty(LogConfigurator.FORM, reader.log());
                    System.setProperty(LogConfigurator.LEVEL, verbose ? "debug" : "info");
                    new StartCommand(reader, out, err, launcher).run();
                }
            }
            return 0;
        } catch (ConfigException | StoreException | BusException explained) {
            fail(explained.getMessage(), explained, verbose);
        } catch (RuntimeException unforeseen) {
            var cause = unforeseen.getMessage() == null ? unforeseen.toString() : unforeseen.getMessage();
            fail(cause, unforeseen, verbose);
        }
        return 1;
    }

    private void fail(@Nullable String sentence, RuntimeException failure, boolean verbose) {
        err.println("parley: " + sentence);
        if (verbose) {
            failure.printStackTrace(err);
        }
    }

    private @Nullable Path configFile(ParseResult command) {
        String flag = command.matchedOptionValue("--config", null);
        var name = flag == null ? environment.getOrDefault("PARLEY_CONFIG", "") : flag;
        return name.isBlank() ? null : Path.of(name);
    }

    private static Map<ConfigKey, List<String>> flags(ParseResult command) {
        var flags = new EnumMap<ConfigKey, List<String>>(ConfigKey.class);
        for (var key : ConfigKey.values()) {
            var option = command.matchedOption(key.flag());
            if (option != null && !option.stringValues().isEmpty()) {
                flags.put(key, key == ConfigKey.DEV ? List.of(option.getValue().toString()) : option.stringValues());
            }
        }
        return flags;
    }

    private static CommandSpec spec() {
        var spec = CommandSpec.create().name("parley").addOption(help());
        spec.usageMessage().description("A chat server that a team runs itself.");
        return spec.addSubcommand(START, startSpec())
                .addSubcommand(USERSIG, UserSigCommand.spec())
                .addSubcommand(REINDEX, ReindexCommand.spec())
                .addSubcommand(CONSOLE, ConsoleCommand.spec());
    }

    private static CommandSpec startSpec() {
        var spec =
                CommandSpec.create().addOption(help()).addOption(configOption()).addOption(verbose());
        spec.usageMessage().description("Starts the server and runs until it is told to stop.");
        for (var key : ConfigKey.values()) {
            spec.addOption(option(key));
        }
        return spec;
    }

    /// Of commands about one app.
    static OptionSpec appOption() {
        return OptionSpec.builder("--app")
                .type(String.class)
                .paramLabel("ID[:KEY]")
                .description("Which app; without a key, one that the data folder or the configuration knows.")
                .build();
    }

    /// Of commands that have to do with a running server.
    static OptionSpec serverOption(String description) {
        return OptionSpec.builder(SERVER)
                .type(String.class)
                .paramLabel("URL")
                .description(description)
                .build();
    }

    /// What [#serverOption] says, without a slash at the end.
    ///
    /// @throws ConfigException if that is no address
    static String server(ParseResult command, String byDefault) {
        String server = command.matchedOptionValue(SERVER, byDefault);
        if (!server.matches("https?://\\S+")) {
            throw new ConfigException(
                    SERVER + " is \"" + server + "\", expected an address such as http://127.0.0.1:8080.");
        }
        return server.replaceFirst("/+$", "");
    }

    static OptionSpec option(ConfigKey key) {
        var text = key.description().replace("`", "") + (key.standard() == null ? "" : " Default: " + key.standard());
        var option = OptionSpec.builder(key.flag()).description(text.replace("%", "%%"));
        if (key == ConfigKey.DEV) {
            return option.type(Boolean.class).negatable(true).build();
        }
        var repeated = key.repeatable();
        return option.paramLabel(key.placeholder())
                .type(repeated ? List.class : String.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .build();
    }

    static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this text.")
                .build();
    }

    static OptionSpec verbose() {
        return OptionSpec.builder("--verbose")
                .description("Logs details, and where in the program a failure happened.")
                .build();
    }

    static OptionSpec configOption() {
        return OptionSpec.builder("--config")
                .type(String.class)
                .paramLabel("FILE")
                .description("Configuration file; parley.conf in the data folder is read without being named.")
                .build();
    }

    private static boolean isHelp(String word) {
        return word.equals("-h") || word.equals("--help");
    }

    private static String[] prepend(String word, String[] words) {
        var all = new ArrayList<>(List.of(words));
        all.addFirst(word);
        return all.toArray(String[]::new);
    }
}
