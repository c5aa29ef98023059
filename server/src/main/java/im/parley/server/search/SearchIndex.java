package im.parley.server.search;

import im.parley.server.message.MessageFeed;
import im.parley.server.message.MessageFeed.After;
import im.parley.server.message.MessageFeed.Entry;
import im.parley.server.message.MessageFeed.Head;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Brings the index's tables up to the log, a batch of timelines in one transaction. Nodes share the work: a
/// timeline's cursor is locked while it is followed.
final class SearchIndex {
    /// Most messages of one batch, so that its transaction is short.
    static final int MAX_MESSAGES = 512;

    private static final int FEWEST_OF_EACH = 10;

    /// @param open timelines that are not done yet: there is more of them, or another node is at them
    /// @param messages how many were looked at
    record Followed(Set<Long> open, int messages) {}

    private SearchIndex() {}

    /// Follows these timelines, as far as one batch goes. To be called in a transaction.
    static Followed follow(Handle handle, Collection<Long> conversations) {
        var cursors = lock(handle, conversations);
        var open = new HashSet<>(conversations);
        open.removeAll(cursors.keySet());
        // before the messages are read: what the heads say is there will be found
        var heads = MessageFeed.heads(handle, cursors.keySet());
        var ended = new HashSet<>(cursors.keySet());
        ended.removeAll(heads.keySet());
        forget(handle, ended);
        cursors.keySet().retainAll(heads.keySet());
        open.retainAll(MessageFeed.heads(handle, open).keySet());
        if (cursors.isEmpty()) {
            return new Followed(open, 0);
        }
        int each = Math.max(MAX_MESSAGES / cursors.size(), FEWEST_OF_EACH);
        var stored = MessageFeed.stored(handle, positions(cursors.values(), Cursor::sequence), each);
        var withChanges = cursors.values().stream()
                .filter(cursor -> cursor.change() < head(heads, cursor).lastChange())
                .toList();
        var changed = MessageFeed.changed(handle, positions(withChanges, Cursor::change), each);
        var passages = new PassageStore(handle, heads);
        passages.write(by(stored), changed);
        var unclear = passages.clear(cursors.values().stream()
                .filter(cursor -> cursor.cleared() < head(heads, cursor).cleared())
                .map(Cursor::conversation)
                .toList());
        open.addAll(unclear);
        open.addAll(advance(handle, cursors, heads, unclear, by(stored), by(changed), each));
        return new Followed(open, stored.size() + changed.size());
    }

    /// A group was dismissed: its messages are gone, and it with them.
    private static void forget(Handle handle, Set<Long> ended) {
        if (ended.isEmpty()) {
            return;
        }
        for (var table : List.of("search_passage", "search_cursor")) {
            handle.createUpdate("DELETE FROM " + table + " WHERE conversation_id = ANY (:ids)")
                    .bind("ids", ended.toArray(Long[]::new))
                    .execute();
        }
    }

    private static Head head(Map<Long, Head> heads, Cursor cursor) {
        return Objects.requireNonNull(heads.get(cursor.conversation()));
    }

    /// The cursors of those timelines that no other node is following now.
    private static Map<Long, Cursor> lock(Handle handle, Collection<Long> conversations) {
        var ids = conversations.stream().sorted().toArray(Long[]::new);
        handle.createUpdate("""
                        INSERT INTO search_cursor (conversation_id)
                        SELECT id FROM unnest(:ids) AS wanted (id)
                        WHERE NOT EXISTS (SELECT FROM search_cursor WHERE conversation_id = id)
                        ORDER BY id
                        ON CONFLICT DO NOTHING
                        """).bind("ids", ids).execute();
        return handle
                .createQuery("""
                        SELECT conversation_id, sequence, change, cleared FROM search_cursor
                        WHERE conversation_id = ANY (:ids) FOR UPDATE SKIP LOCKED
                        """)
                .bind("ids", ids)
                .map((row, context) -> new Cursor(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .stream()
                .collect(Collectors.toMap(Cursor::conversation, Function.identity()));
    }

    private static List<After> positions(Collection<Cursor> cursors, ToLongFunction<Cursor> position) {
        return cursors.stream()
                .map(cursor -> new After(cursor.conversation(), position.applyAsLong(cursor)))
                .toList();
    }

    private static Map<Long, List<Entry>> by(List<Entry> entries) {
        return entries.stream().collect(Collectors.groupingBy(Entry::conversation));
    }

    /// @param unclear timelines of which the index still has what was cleared
    /// @return timelines of which there is more
    private static Set<Long> advance(
            Handle handle,
            Map<Long, Cursor> cursors,
            Map<Long, Head> heads,
            Set<Long> unclear,
            Map<Long, List<Entry>> stored,
            Map<Long, List<Entry>> changed,
            int each) {
        var open = new HashSet<Long>();
        var moved = new ArrayList<Cursor>();
        for (var cursor : cursors.values()) {
            var head = head(heads, cursor);
            var fresh = stored.getOrDefault(cursor.conversation(), List.of());
            var changes = changed.getOrDefault(cursor.conversation(), List.of());
            if (fresh.size() == each || changes.size() == each) {
                open.add(cursor.conversation());
            }
            // where all was read, rows that are no longer in the log do not hold the cursor back
            moved.add(new Cursor(
                    cursor.conversation(),
                    last(fresh, Entry::sequence, each, Math.max(cursor.sequence(), head.lastSequence())),
                    last(changes, Entry::change, each, Math.max(cursor.change(), head.lastChange())),
                    unclear.contains(cursor.conversation()) ? cursor.cleared() : head.cleared()));
        }
        handle.createUpdate("""
                        UPDATE search_cursor c
                        SET sequence = moved.sequence, change = moved.change, cleared = moved.cleared
                        FROM unnest(:ids, :sequences, :changes, :cleared) AS moved (id, sequence, change, cleared)
                        WHERE c.conversation_id = moved.id
                        """)
                .bind("ids", Numbers.of(moved, Cursor::conversation))
                .bind("sequences", Numbers.of(moved, Cursor::sequence))
                .bind("changes", Numbers.of(moved, Cursor::change))
                .bind("cleared", Numbers.of(moved, Cursor::cleared))
                .execute();
        return open;
    }

    private static long last(List<Entry> entries, ToLongFunction<Entry> counter, int each, long whenAll) {
        long last = entries.stream().mapToLong(counter).max().orElse(0);
        return entries.size() == each ? last : Math.max(last, whenAll);
    }

    /// How far the index has followed a timeline.
    ///
    /// @param cleared messages up to this sequence are out of the index
    private record Cursor(long conversation, long sequence, long change, long cleared) {}
}
