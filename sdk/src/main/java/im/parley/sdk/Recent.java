package im.parley.sdk;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is known of the newest messages, by message and by something of it; as many messages as [MessageCache] has.
///
/// @param <V> what is known
final class Recent<V> {
    private final Map<String, Map<String, V>> messages = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, V>> eldest) {
            return size() > MessageCache.SIZE;
        }
    };

    /// May be written to.
    Map<String, V> of(String messageID) {
        return messages.computeIfAbsent(messageID, id -> new HashMap<>());
    }
}
