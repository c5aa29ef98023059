package im.parley.server.settings;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ChatException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The values of all settings at one moment. Immutable.
public final class SettingValues {
    /// Every setting at its default.
    static final SettingValues DEFAULTS = new SettingValues(Map.of());

    private static final Logger LOG = LoggerFactory.getLogger(SettingValues.class);

    /// Only those that are not at their default.
    private final Map<Setting<?>, Object> changed;

    private SettingValues(Map<Setting<?>, Object> changed) {
        this.changed = Map.copyOf(changed);
    }

    /// @param stored by key; what this version does not know or does not allow is passed over with a
    ///     warning
    static SettingValues of(Map<String, JsonNode> stored) {
        var changed = new HashMap<Setting<?>, Object>();
        stored.forEach((key, json) -> {
            var setting = AppSettings.BY_KEY.get(key);
            try {
                if (setting == null) {
                    LOG.warn("stored setting {} is not known to this version", key);
                } else {
                    changed.put(setting, setting.read(json));
                }
            } catch (ChatException outOfRange) {
                LOG.warn("stored {}: the default is used", outOfRange.getMessage());
            }
        });
        return new SettingValues(changed);
    }

    /// The value of one setting.
    public <T> T get(Setting<T> setting) {
        @SuppressWarnings("unchecked") // `of` put what this very setting has read
        var value = (T) changed.get(setting);
        return value == null ? setting.byDefault() : value;
    }

    /// The value of one setting as JSON.
    <T> JsonNode json(Setting<T> setting) {
        return setting.write(get(setting));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettingValues that && changed.equals(that.changed);
    }

    @Override
    public int hashCode() {
        return changed.hashCode();
    }
}
