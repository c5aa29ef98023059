package im.parley.server.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.server.rest.RestTable;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Setting;
import im.parley.server.settings.SettingForm;
import im.parley.server.settings.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `console/describe_settings`: what there is to set, from the list that the server itself has.
final class SettingDescriptions {
    private SettingDescriptions() {}

    static void addTo(RestTable.Area<Settings> table) {
        table.on(ConsoleCommands.SERVICE, "describe_settings", Ask.class, (settings, ask) -> describe(settings));
    }

    /// An empty body.
    record Ask() {}

    record Descriptions(List<Description> settings) {}

    /// @param area what of the server it is about: the first part of the key
    /// @param meaning what it decides
    /// @param range what may be given, in words
    /// @param byDefault its value while nothing else is stored
    record Description(
            String key,
            String area,
            Form form,
            String meaning,
            String range,
            @JsonProperty("Default") JsonNode byDefault,
            JsonNode value) {}

    /// How it is edited. What a kind does not have is absent.
    ///
    /// @param kind `switch`, `number`, `choice`, `several` (of the options, with commas between), `text`, `secret`,
    ///     `list` (of texts) or `object`
    /// @param isZeroToo whether 0 may be given although it is below `min`
    /// @param options one of which, or any of which
    /// @param most characters, or elements
    record Form(
            String kind,
            @Nullable Integer min,
            @Nullable Integer max,
            @Nullable Boolean isZeroToo,
            @Nullable List<String> options,
            @Nullable Integer most) {
        private static Form of(SettingForm form) {
            return switch (form) {
                case SettingForm.Switch() -> plain("switch");
                case SettingForm.Number(var min, var max, var zero) -> new Form("number", min, max, zero, null, null);
                case SettingForm.Choice(var options) -> options("choice", options);
                case SettingForm.Several(var options) -> options("several", options);
                case SettingForm.Text(var most) -> atMost("text", most);
                case SettingForm.Secret(var most) -> atMost("secret", most);
                case SettingForm.Items(var most) -> atMost("list", most);
                case SettingForm.Structure() -> plain("object");
            };
        }

        private static Form plain(String kind) {
            return new Form(kind, null, null, null, null, null);
        }

        private static Form options(String kind, List<String> options) {
            return new Form(kind, null, null, null, options, null);
        }

        private static Form atMost(String kind, @Nullable Integer most) {
            return new Form(kind, null, null, null, null, most);
        }
    }

    private static Descriptions describe(Settings settings) {
        var values = settings.values(List.of());
        return new Descriptions(AppSettings.ALL.stream()
                .map(setting -> describe(setting, values.get(setting.key())))
                .toList());
    }

    private static Description describe(Setting<?> setting, @Nullable JsonNode value) {
        var byDefault = setting.defaultJson();
        return new Description(
                setting.key(),
                setting.key().substring(0, setting.key().indexOf('.')),
                Form.of(setting.form()),
                setting.meaning(),
                setting.range(),
                byDefault,
                value == null ? byDefault : value);
    }
}
