package im.parley.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.server.settings.Settings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Service `settings`: what operators can change while the server runs. Effective at once on every node.
final class SettingsCommands {
    private static final String SERVICE = "settings";

    private SettingsCommands() {}

    static void addTo(RestTable.Area<Settings> table) {
        table.on(SERVICE, "get", Get.class, SettingsCommands::get)
                .on(SERVICE, "set", Change.class, SettingsCommands::set);
    }

    /// @param keys absent or empty: all
    record Get(@Nullable List<String> keys) {}

    /// @param settings values by key
    record Values(Map<String, JsonNode> settings) {}

    /// @param settings values by key; null returns a setting to its default
    record Change(@Nullable Map<String, JsonNode> settings) {}

    private static Values get(Settings settings, Get request) {
        return new Values(settings.values(request.keys() == null ? List.of() : request.keys()));
    }

    private static Nothing set(Settings settings, Change request) {
        var values = request.settings();
        if (values == null || values.isEmpty()) {
            throw ErrorCode.JSON_PARSE_ERROR.because("Settings is missing or empty");
        }
        settings.set(values);
        return Nothing.INSTANCE;
    }
}
