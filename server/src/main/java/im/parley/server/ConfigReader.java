package im.parley.server;

import im.parley.server.ConfigSource.Value;
import im.parley.server.assist.AssistConfig;
import im.parley.server.moderation.ModerationConfig;
import im.parley.server.push.PushConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts a [ServerConfig] together: flags before environment before file before defaults. Of repeatable keys
/// every source counts, and the strongest wins where two name the same app or setting.
final class ConfigReader {
    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "[::1]", "0:0:0:0:0:0:0:1");

    private final List<ConfigSource> sources; // strongest first

    private ConfigReader(List<ConfigSource> sources) {
        this.sources = sources;
    }

    /// Finds the configuration file: the given one, or `parley.conf` in the data folder where there is one.
    ///
    /// @param file from `--config` or `PARLEY_CONFIG`; null for none
    /// @throws ConfigException if a file was given that is not there, or one cannot be understood
    static ConfigReader of(ConfigSource flags, ConfigSource environment, @Nullable Path file) {
        var early = new ConfigReader(List.of(flags, environment));
        if (file != null) {
            if (!Files.exists(file)) {
                throw new ConfigException("The configuration file " + file + " does not exist.");
            }
            return new ConfigReader(List.of(flags, environment, ConfigSource.file(file)));
        }
        var usual = early.data().resolve("parley.conf");
        if (!Files.exists(usual)) {
            return early;
        }
        var found = ConfigSource.file(usual);
        if (found.values().containsKey(ConfigKey.DATA)) {
            throw new ConfigException("The file " + usual
                    + " cannot move the data folder it lies in; give --data or name" + " the file with --config.");
        }
        return new ConfigReader(List.of(flags, environment, found));
    }

    /// @param kept apps of the data folder; they count when no other source names any
    /// @throws ConfigException if a value cannot be used
    ServerConfig read(Map<Integer, String> kept) {
        var host = text(ConfigKey.HOST);
        var apps = apps();
        return new ServerConfig(
                host,
                number(ConfigKey.PORT),
                data(),
                apps.isEmpty() ? kept : apps,
                text(ConfigKey.ADMIN),
                find(ConfigKey.POSTGRES).map(Value::text).orElse(null),
                find(ConfigKey.NATS).map(Value::text).orElse(null),
                find(ConfigKey.S3).map(Value::text).orElse(null),
                find(ConfigKey.NODE).map(Value::text).orElseGet(ConfigReader::newNodeName),
                publicUrl(),
                find(ConfigKey.DEV).map(ConfigReader::yesOrNo).orElse(isLoopback(host)),
                new ServerConfig.Limits(
                        number(ConfigKey.FRAMES_PER_SECOND),
                        number(ConfigKey.FRAME_BURST),
                        number(ConfigKey.MAX_PENDING_BYTES),
                        time(ConfigKey.HEARTBEAT),
                        time(ConfigKey.LOGIN_TIMEOUT)),
                new AssistConfig(
                        find(ConfigKey.TRANSLATION).map(Value::text).orElse(null),
                        find(ConfigKey.TRANSLATION_KEY).map(Value::text).orElse(null),
                        find(ConfigKey.SPEECH).map(Value::text).orElse(null),
                        find(ConfigKey.SPEECH_KEY).map(Value::text).orElse(null),
                        text(ConfigKey.SPEECH_MODEL)),
                new ModerationConfig(
                        find(ConfigKey.MODERATION).map(Value::text).orElse(null),
                        find(ConfigKey.MODERATION_KEY).map(Value::text).orElse(null),
                        text(ConfigKey.MODERATION_MODEL)),
                new PushConfig(
                        find(ConfigKey.PUSH_HOOK).map(Value::text).orElse(null),
                        find(ConfigKey.PUSH_HOOK_SECRET).map(Value::text).orElse(null),
                        find(ConfigKey.PUSH_FCM).map(Value::text).orElse(null),
                        find(ConfigKey.PUSH_APNS).map(Value::text).orElse(null)),
                settings());
    }

    /// The data folder, absolute.
    Path data() {
        try {
            return Path.of(text(ConfigKey.DATA)).toAbsolutePath().normalize();
        } catch (InvalidPathException broken) {
            throw new ConfigException("data is not the name of a folder: " + broken.getReason() + ".");
        }
    }

    int port() {
        return number(ConfigKey.PORT);
    }

    /// Where clients find the server, without a slash at the end; null where nothing says so.
    @Nullable
    String publicUrl() {
        return find(ConfigKey.PUBLIC_URL).map(ConfigReader::webAddress).orElse(null);
    }

    /// User ID of the administrator.
    String admin() {
        return text(ConfigKey.ADMIN);
    }

    /// The apps that flags, environment or file name.
    Map<Integer, String> apps() {
        return merge(ConfigKey.APP, value -> {
            var parts = value.text().split(":", 2);
            try {
                if (parts.length == 2) {
                    return Map.entry(Integer.parseInt(parts[0].strip()), parts[1].strip());
                }
            } catch (NumberFormatException notAnId) {
                // said below
            }
            throw new ConfigException(
                    value.origin() + " is not of the form SDKAppID:KEY, such as 1400000001:0123456789abcdef.");
        });
    }

    String log() {
        var log = text(ConfigKey.LOG);
        if (!Set.of("text", "json").contains(log)) {
            throw new ConfigException("log is \"" + log + "\", expected text or json.");
        }
        return log;
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.matches("127(\\.\\d{1,3}){3}");
    }

    private Map<String, String> settings() {
        return merge(ConfigKey.SET, value -> {
            var parts = value.text().split("=", 2);
            if (parts.length < 2 || parts[0].isBlank()) {
                throw new ConfigException(value.origin() + " is \"" + value.text()
                        + "\", expected KEY=VALUE such as login.maxWebInstances=3.");
            }
            return Map.entry(parts[0].strip(), parts[1].strip());
        });
    }

    private <K> Map<K, String> merge(ConfigKey key, Function<Value, Map.Entry<K, String>> parse) {
        var merged = new HashMap<K, String>();
        for (var source : sources.reversed()) {
            for (var value : source.values().getOrDefault(key, List.of())) {
                var entry = parse.apply(value);
                merged.put(entry.getKey(), entry.getValue());
            }
        }
        return merged;
    }

    private Optional<Value> find(ConfigKey key) {
        return sources.stream()
                .flatMap(source -> Stream.ofNullable(source.values().get(key)))
                .map(List::getLast)
                .findFirst();
    }

    private Value get(ConfigKey key) {
        return find(key).orElseGet(() -> new Value(String.valueOf(key.standard()), key.id()));
    }

    private String text(ConfigKey key) {
        return get(key).text();
    }

    private int number(ConfigKey key) {
        var value = get(key);
        try {
            return Integer.parseInt(value.text());
        } catch (NumberFormatException notANumber) {
            throw new ConfigException(value.origin() + " is \"" + value.text() + "\", expected a whole number.");
        }
    }

    private Duration time(ConfigKey key) {
        var value = get(key);
        return Durations.parse(value.text())
                .orElseThrow(() -> new ConfigException(value.origin() + " is \"" + value.text()
                        + "\", expected a time such as 500ms, 30s, 5m or 2h."));
    }

    private static boolean yesOrNo(Value value) {
        return switch (value.text()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new ConfigException(value.origin() + " is \"" + value.text() + "\", expected true or false.");
        };
    }

    private static String webAddress(Value value) {
        var address = value.text().replaceFirst("/+$", "");
        if (!address.matches("https?://[^\\s/]+(/\\S*)?")) {
            throw new ConfigException(value.origin() + " is \"" + value.text()
                    + "\", expected an address such as https://chat.example.org.");
        }
        return address;
    }

    /// Different for each start, since two servers of one name would take each other's sessions for their
    /// own.
    static String newNodeName() {
        var suffix = Integer.toHexString(ThreadLocalRandom.current().nextInt(0x100000, 0x1000000));
        try {
            var host = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9-]+", "-");
            return host.substring(0, Math.min(host.length(), 50)) + "-" + suffix;
        } catch (UnknownHostException nameless) {
            return "node-" + suffix;
        }
    }
}
