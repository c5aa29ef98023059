package im.parley.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What one place says: the flags, the environment or the configuration file.
///
/// @param values each with the name it has there, for messages; one value, or several of a repeatable key
record ConfigSource(Map<ConfigKey, List<Value>> values) {
    /// @param origin such as `--port` or `port in ./data/parley.conf`
    record Value(String text, String origin) {}

    static final ConfigSource NONE = new ConfigSource(Map.of());

    /// @param flags key → texts in the order they were given
    static ConfigSource flags(Map<ConfigKey, List<String>> flags) {
        var values = new EnumMap<ConfigKey, List<Value>>(ConfigKey.class);
        flags.forEach((key, texts) -> values.put(
                key, texts.stream().map(text -> new Value(text, key.flag())).toList()));
        return new ConfigSource(values);
    }

    /// Several values of a repeatable key are separated by semicolons. An empty variable counts as missing.
    static ConfigSource environment(Map<String, String> environment) {
        var values = new EnumMap<ConfigKey, List<Value>>(ConfigKey.class);
        for (var key : ConfigKey.values()) {
            var text = environment.getOrDefault(key.variable(), "").strip();
            if (!text.isEmpty()) {
                var parts = key.repeatable() ? Stream.of(text.split(";")) : Stream.of(text);
                values.put(
                        key,
                        parts.filter(part -> !part.isBlank())
                                .map(part -> new Value(part.strip(), key.variable()))
                                .toList());
            }
        }
        return new ConfigSource(values);
    }

    /// Java properties; repeatable keys have one line each: `app.1400000001 = KEY`,
    /// `set.login.maxWebInstances = 3`.
    ///
    /// @throws ConfigException if the file cannot be read or holds an unknown key
    static ConfigSource file(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ConfigException("The configuration file " + file + " cannot be read ("
                    + unreadable.getClass().getSimpleName() + ": " + unreadable.getMessage() + ").");
        }
        var values = new EnumMap<ConfigKey, List<Value>>(ConfigKey.class);
        for (var name : new TreeSet<>(properties.stringPropertyNames())) {
            add(values, name, properties.getProperty(name).strip(), file);
        }
        return new ConfigSource(values);
    }

    private static void add(Map<ConfigKey, List<Value>> values, String name, String text, Path file) {
        var origin = name + " in " + file;
        for (var key : List.of(ConfigKey.APP, ConfigKey.SET)) {
            if (name.startsWith(key.id() + ".")) {
                var separator = key == ConfigKey.APP ? ":" : "=";
                values.computeIfAbsent(key, none -> new ArrayList<>())
                        .add(new Value(name.substring(key.id().length() + 1) + separator + text, origin));
                return;
            }
        }
        var key = ConfigKey.of(name)
                .filter(known -> !known.repeatable())
                .orElseThrow(() -> new ConfigException(
                        "Unknown key \"" + name + "\" in " + file + "; docs/config.md lists those there are."));
        values.put(key, List.of(new Value(text, origin)));
    }
}
