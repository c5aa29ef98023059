package im.parley.server;

import im.parley.server.store.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// The apps and secret keys that a data folder keeps in `apps.properties`, a file that only its owner
/// reads: `SDKAppID = key` on each line.
final class AppKeys {
    /// The app of a server that was told of none.
    static final int FIRST_APP = 1_400_000_001;

    private static final int KEY_BYTES = 32; // as long as the hash that HMAC-SHA256 makes with it

    private final Path data;
    private final Path file;

    AppKeys(Path data) {
        this.data = data;
        this.file = data.resolve("apps.properties");
    }

    Path file() {
        return file;
    }

    /// Empty where there is no such file.
    ///
    /// @throws ConfigException if it cannot be read
    Map<Integer, String> load() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException failed) {
            throw new ConfigException("The file " + file + " cannot be read by user " + System.getProperty("user.name")
                    + " (" + failed.getClass().getSimpleName() + ").");
        }
        var apps = new TreeMap<Integer, String>();
        for (var name : properties.stringPropertyNames()) {
            try {
                apps.put(Integer.parseInt(name), properties.getProperty(name).strip());
            } catch (NumberFormatException notAnId) {
                throw new ConfigException("The file " + file + " names an app \"" + name + "\", expected an SDKAppID.");
            }
        }
        return apps;
    }

    /// The same, after making a random key of 64 hexadecimal digits for [#FIRST_APP] where there is none.
    ///
    /// @throws ConfigException if the file cannot be read or written
    Map<Integer, String> loadOrCreate() {
        var known = load();
        if (!known.isEmpty()) {
            return known;
        }
        var random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        try {
            DataFolder.create(data);
            DataFolder.writeSecret(
                    file,
                    "# SDKAppID = secret key. Whoever knows a key can sign in as anybody.\n" + FIRST_APP + " = "
                            + HexFormat.of().formatHex(random) + "\n");
        } catch (IOException failed) {
            throw new ConfigException(DataFolder.whyUnusable(data, failed));
        }
        return load();
    }
}
