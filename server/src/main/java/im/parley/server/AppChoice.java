package im.parley.server;

import java.util.Map;

/// Which app a command is about.
///
/// @param key its secret
record AppChoice(int id, String key) {
    /// @param flag `ID:KEY`, `ID` of an app that the data folder or the configuration knows, or empty for the
    ///     first of these
    /// @throws ConfigException if there is no such app, or its key is not known
    static AppChoice of(ConfigReader reader, String flag) {
        var known = reader.apps();
        if (known.isEmpty()) {
            known = new AppKeys(reader.data()).load();
        }
        if (flag.isEmpty()) {
            return known.entrySet().stream()
                    .min(Map.Entry.comparingByKey())
                    .map(app -> new AppChoice(app.getKey(), app.getValue()))
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
        return new AppChoice(id, key);
    }
}
