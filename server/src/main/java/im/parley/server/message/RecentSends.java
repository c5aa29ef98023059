package im.parley.server.message;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The newest sends of this node, so that a quick retry is answered without asking the database. Retries that
/// come later, or to another node, meet the unique index. For the writer thread.
final class RecentSends {
    /// A second at full speed.
    private static final int CAPACITY = 50_000;

    private final Map<Append.Key, Result> results = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Append.Key, Result> eldest) {
            return size() > CAPACITY;
        }
    };

    @Nullable
    Result find(Append.Key key) {
        return results.get(key);
    }

    void remember(Append append, Position position) {
        var content = Flags.isRewritten(append.draft.flags()) ? null : append.draft.contentHash();
        results.put(append.key(), new Result(position, content));
    }

    /// @param contentHash null: it was changed on its way
    record Result(Position position, @Nullable Integer contentHash) {}
}
