package im.parley.server.search;

import im.parley.server.message.MessageFeed;
import im.parley.server.message.MessageFeed.After;
import im.parley.server.message.MessageFeed.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What the log has and the index has not yet, of one viewer's timelines: read and compared with the keywords as it
/// is, so that a message can be found once it is stored, however far behind the index may be.
///
/// @param changed messages that the index has as they were, if at all; those that are new to it may be among them
/// @param hits messages that fit
record SearchTail(List<After> changed, List<Entry> hits) {
    /// Most messages that one search reads; with more than these the index is far behind, as after a rebuild began,
    /// and finds the rest as it goes on.
    private static final int MOST = 2_000;

    private static final int MOST_OF_EACH = 200;

    /// @param handle whose transaction sees the log and the index at one moment
    static SearchTail read(Handle handle, SearchQuery query) {
        var behind = behind(handle, query);
        if (behind.isEmpty()) {
            return new SearchTail(List.of(), List.of());
        }
        int each = Math.clamp(MOST / behind.size(), 1, MOST_OF_EACH);
        var stored =
                MessageFeed.stored(handle, behind.stream().map(Behind::sequence).toList(), each);
        var changed = MessageFeed.changed(
                handle,
                behind.stream().filter(Behind::hasChanges).map(Behind::change).toList(),
                each);
        var hits = new LinkedHashMap<After, Entry>();
        for (var entries : List.of(stored, changed)) {
            entries.stream().filter(query::fits).forEach(entry -> hits.put(place(entry), entry));
        }
        return new SearchTail(changed.stream().map(SearchTail::place).toList(), List.copyOf(hits.values()));
    }

    private static After place(Entry entry) {
        return new After(entry.conversation(), entry.sequence());
    }

    private record Behind(After sequence, After change, boolean hasChanges) {}

    private static List<Behind> behind(Handle handle, SearchQuery query) {
        var found = handle.createQuery("""
                        SELECT head.id, coalesce(c.sequence, 0), coalesce(c.change, 0), head.last_change
                        FROM participant me
                        JOIN conversation head ON head.id = me.conversation_id
                        LEFT JOIN search_cursor c ON c.conversation_id = head.id
                        WHERE me.tiny_id = :viewer AND %s
                            AND (head.last_sequence > coalesce(c.sequence, 0) OR head.last_change > coalesce(c.change, 0))
                        """.formatted(
                                query.conversation() == null
                                        ? "(head.low_user <> 0 OR head.id = ANY (:rooms))"
                                        : "head.id = :conversation"))
                .bind("viewer", query.viewer());
        if (query.conversation() == null) {
            found.bind("rooms", query.rooms().toArray(Long[]::new));
        } else {
            found.bind("conversation", query.conversation());
        }
        return found.map((row, context) -> {
                    long id = row.getLong(1);
                    return new Behind(
                            new After(id, row.getLong(2)),
                            new After(id, row.getLong(3)),
                            row.getLong(4) > row.getLong(3));
                })
                .list();
    }
}
