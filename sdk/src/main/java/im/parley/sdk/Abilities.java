package im.parley.sdk;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What an app may ask of the chat without a user: log level, plugins, experimental calls. Safe for use by
/// many threads.
final class Abilities {
    private static final int NO_LOGS = 4;

    private final Log log;
    private final Map<String, Object> plugins = new ConcurrentHashMap<>();

    Abilities(Log log) {
        this.log = log;
    }

    void setLogLevel(int level) {
        Params.that(level >= 0 && level <= NO_LOGS, "level", level, "0 to 4");
        log.level(level);
    }

    void registerPlugin(Map<String, Object> added) {
        Params.present("options", added).forEach((name, plugin) -> {
            Params.text("plugin name", name);
            plugins.put(name, Params.present("plugin " + name, plugin));
            log.info("registered plugin " + name);
        });
    }

    CompletableFuture<Map<String, Object>> call(String name, @Nullable Object param) {
        return CompletableFuture.completedFuture(
                switch (Params.present("name", name)) {
                    case "canIUseModule" -> Map.of("enabled", true);
                    // the abilities one can ask for (receipts, status, translation …) are not in this version
                    case "isCommercialAbilityEnabled" -> Map.of("enabled", false);
                    default -> Map.of();
                });
    }
}
