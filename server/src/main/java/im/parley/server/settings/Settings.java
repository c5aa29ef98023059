package im.parley.server.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.settings.ClientConfig;
import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.bus.Envelope;
import im.parley.server.store.Background;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The settings of one app, as they are now. Safe for use by many threads; reading never blocks.
///
/// A change is in effect on this node when [#set] returns, on the others as soon as the bus has brought
/// [#CHANGED], and after 30 seconds in any case (`login#3` allows 5 minutes).
public final class Settings {
    /// The signal to every node that a setting changed; without a body.
    public static final String CHANGED = "settings.changed";

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final Duration MAX_AGE = Duration.ofSeconds(30);

    private final SettingStore store;
    private final Bus bus;
    private final Background background;
    private final Clock clock;
    private final Duration heartbeat;
    private final List<BiConsumer<SettingValues, SettingValues>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile SettingValues current = SettingValues.DEFAULTS;

    /// Reads what is stored.
    ///
    /// @param bus carries [#CHANGED] to the other nodes
    /// @param heartbeat what clients are told of it, see [ClientConfig#heartbeat]
    public Settings(Jdbi jdbi, Bus bus, Background background, Clock clock, Duration heartbeat) {
        this.store = new SettingStore(jdbi);
        this.bus = bus;
        this.background = background;
        this.clock = clock;
        this.heartbeat = heartbeat;
        reload();
    }

    /// Reads them anew every 30 seconds from now on.
    public void start() {
        background.every(MAX_AGE, "settings", this::reloadOrKeep);
    }

    /// The value of one setting.
    public <T> T get(Setting<T> setting) {
        return current.get(setting);
    }

    /// All of them as they are now.
    public SettingValues values() {
        return current;
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#FEATURE_NOT_ENABLED] if the feature is switched off
    public void checkEnabled(Setting<Boolean> gate) {
        if (!get(gate)) {
            throw ErrorCode.FEATURE_NOT_ENABLED.because("setting " + gate.key() + " is off");
        }
    }

    /// What clients are told, by the current settings.
    public ClientConfig clientConfig() {
        return clientConfig(current);
    }

    /// What clients are told, by these settings.
    public ClientConfig clientConfig(SettingValues values) {
        return new ClientConfig(
                (int) heartbeat.toSeconds(),
                Limits.MESSAGE_BYTES,
                Limits.HISTORY_PAGE,
                values.get(AppSettings.MAX_RECENT),
                Stream.concat(
                                AppSettings.GATES.stream().filter(gate -> !values.get(gate)),
                                AppSettings.PROVIDED.stream()
                                        .filter(provided -> values.get(provided) == ProviderPolicy.OFF))
                        .map(Setting::key)
                        .toList(),
                values.get(AppSettings.LOCAL_WORDS));
    }

    /// Called with the values before and after each change, wherever it was made. May block.
    public void onChange(BiConsumer<SettingValues, SettingValues> listener) {
        listeners.add(listener);
    }

    /// The values of these keys.
    ///
    /// @param keys empty for all
    /// @throws im.parley.protocol.ChatException [ErrorCode#JSON_PARSE_ERROR] naming an unknown key
    public Map<String, JsonNode> values(Collection<String> keys) {
        var now = current;
        var values = new LinkedHashMap<String, JsonNode>();
        var wanted = keys.isEmpty() ? AppSettings.ALL.stream().map(Setting::key).toList() : keys;
        wanted.forEach(key -> values.put(key, now.json(known(key))));
        return values;
    }

    /// Changes all of the given settings or, if one of them is refused, none.
    ///
    /// @param changes values by key; JSON's null returns a setting to its default
    /// @throws im.parley.protocol.ChatException [ErrorCode#JSON_PARSE_ERROR] naming key and value
    public void set(Map<String, JsonNode> changes) {
        changes.forEach((key, json) -> {
            var setting = known(key);
            if (!json.isNull()) {
                setting.read(json);
            }
        });
        store.put(new TreeMap<>(changes), clock.millis());
        reload();
        bus.publish(List.of(new Envelope(new Address.Everyone(), CHANGED, null, new byte[0])));
    }

    /// The same with values as they are written on a command line: `5`, `true`, `multi`.
    public void setTexts(Map<String, String> changes) {
        var values = new HashMap<String, JsonNode>();
        changes.forEach((key, text) -> values.put(key, fromText(text)));
        set(values);
    }

    /// Another node or this one changed a setting, or signals may have been lost: reads them anew, on
    /// another thread.
    public void reloadSoon() {
        background.start("settings", this::reloadOrKeep);
    }

    private void reloadOrKeep() {
        try {
            reload();
        } catch (RuntimeException failed) {
            LOG.warn("settings could not be read; the last ones stay in effect", failed);
        }
    }

    private void reload() {
        reading.lock();
        try {
            var before = current;
            var after = SettingValues.of(store.all());
            current = after;
            if (!before.equals(after)) {
                listeners.forEach(listener -> listener.accept(before, after));
            }
        } finally {
            reading.unlock();
        }
    }

    private static Setting<?> known(String key) {
        var setting = AppSettings.BY_KEY.get(key);
        if (setting == null) {
            throw ErrorCode.JSON_PARSE_ERROR.because("there is no setting \"" + key + "\", expected one of "
                    + String.join(
                            ", ", AppSettings.ALL.stream().map(Setting::key).toList()));
        }
        return setting;
    }

    private static JsonNode fromText(String text) {
        try {
            var json = ProtocolJson.mapper().readTree(text);
            return json.isMissingNode() ? TextNode.valueOf(text) : json;
        } catch (JsonProcessingException word) {
            return TextNode.valueOf(text);
        }
    }
}
