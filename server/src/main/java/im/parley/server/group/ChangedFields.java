package im.parley.server.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/// Fields that have other values than before, as back ends are told. For use by one thread.
public final class ChangedFields {
    private final Map<String, String> changed = new LinkedHashMap<>();

    /// @param field as back ends name it
    public ChangedFields with(String field, String before, String now) {
        if (!before.equals(now)) {
            changed.put(field, now);
        }
        return this;
    }

    public boolean isEmpty() {
        return changed.isEmpty();
    }

    public void addTo(ObjectNode body) {
        changed.forEach(body::put);
    }
}
