package im.parley.sdk;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What an app may ask of the chat without a user: log level, plugins, experimental calls. Safe for use by
/// many threads.
final class Abilities {
    private static final int NO_LOGS = 4;

    /// What apps ask for by the number of a bit (`compat#4`), and the setting that switches it.
    private static final Map<Long, String> GATES = Map.of(
            1L << 5, ReadReceipts.GATE,
            1L << 7, Statuses.GATE,
            1L << 38, "message.translation",
            1L << 39, "message.speechToText",
            1L << 48, Reactions.GATE);

    private final Log log;
    private final Self self;
    private final Map<String, Object> plugins = new ConcurrentHashMap<>();

    Abilities(Log log, Self self) {
        this.log = log;
        this.self = self;
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
                    case "isCommercialAbilityEnabled" -> Map.of("enabled", isEnabled(param));
                    default -> Map.of();
                });
    }

    private boolean isEnabled(@Nullable Object ability) {
        var gate = ability instanceof Number number ? GATES.get(number.longValue()) : null;
        return gate != null && self.isEnabled(gate);
    }
}
