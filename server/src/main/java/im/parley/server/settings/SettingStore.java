package im.parley.server.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// The table `setting`. Safe for use by many threads.
final class SettingStore {
    private final Jdbi jdbi;

    SettingStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Map<String, JsonNode> all() {
        var all = new HashMap<String, JsonNode>();
        jdbi.useHandle(handle -> handle.createQuery("SELECT key, value::text FROM setting")
                .map((row, context) -> Map.entry(row.getString(1), parse(row.getString(2))))
                .forEach(entry -> all.put(entry.getKey(), entry.getValue())));
        return all;
    }

    /// Stores all of them or none. A null of JSON removes the key.
    void put(Map<String, JsonNode> changes, long now) {
        jdbi.useTransaction(handle -> {
            for (var change : changes.entrySet()) {
                if (change.getValue().isNull()) {
                    handle.createUpdate("DELETE FROM setting WHERE key = :key")
                            .bind("key", change.getKey())
                            .execute();
                } else {
                    handle.createUpdate("""
                                    INSERT INTO setting (key, value, updated_at) VALUES (:key, :value::jsonb, :now)
                                    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
                                    """)
                            .bind("key", change.getKey())
                            .bind("value", change.getValue().toString())
                            .bind("now", now)
                            .execute();
                }
            }
        });
    }

    private static JsonNode parse(String json) {
        try {
            return ProtocolJson.mapper().readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("jsonb is always JSON", impossible);
        }
    }
}
