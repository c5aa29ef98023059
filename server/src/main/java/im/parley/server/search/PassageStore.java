package im.parley.server.search;

import im.parley.server.message.MessageFeed;
import im.parley.server.message.MessageFeed.Entry;
import im.parley.server.message.MessageFeed.Head;
import im.parley.server.message.MessageFeed.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Writes passages.
///
/// @param heads of all timelines that are written
record PassageStore(Handle handle, Map<Long, Head> heads) {
    /// Most passages that one step of clearing takes away.
    private static final int CLEARED_AT_ONCE = 20_000;

    /// Adds what is new, and makes those passages anew in which messages have changed. What was cleared stays
    /// out, whether the log still has it or not.
    ///
    /// @param stored new messages by their timelines
    void write(Map<Long, List<Entry>> stored, List<Entry> changed) {
        var passages = new ArrayList<Passage>();
        stored.forEach((conversation, messages) -> passages.addAll(Passage.cut(head(conversation), kept(messages))));
        if (!changed.isEmpty()) {
            passages.addAll(again(containing(changed)));
        }
        if (!passages.isEmpty()) {
            insert(passages);
        }
    }

    private List<Entry> kept(List<Entry> messages) {
        return messages.stream()
                .filter(message ->
                        message.sequence() > head(message.conversation()).cleared())
                .toList();
    }

    /// These passages as their messages are now; those of which nothing is left are left out.
    private List<Passage> again(List<Range> ranges) {
        var passages = new ArrayList<Passage>();
        MessageFeed.within(handle, ranges).forEach((range, messages) -> {
            var kept = kept(messages);
            if (!kept.isEmpty()) {
                passages.add(Passage.of(head(range.conversation()), range.first(), kept));
            }
        });
        return passages;
    }

    /// Takes away what was cleared in these timelines.
    ///
    /// @return those of which there is more to take away
    Set<Long> clear(List<Long> conversations) {
        if (conversations.isEmpty()) {
            return Set.of();
        }
        int removed = handle.createUpdate("""
                        DELETE FROM search_passage WHERE ctid = ANY (ARRAY(
                            SELECT p.ctid FROM unnest(:ids, :cleared) AS c (id, sequence)
                            JOIN search_passage p ON p.conversation_id = c.id
                                AND p.first_sequence <= c.sequence AND p.last_sequence <= c.sequence
                            LIMIT :rows))
                        """)
                .bind("ids", conversations.toArray(Long[]::new))
                .bind("cleared", cleared(conversations))
                .bind("rows", CLEARED_AT_ONCE)
                .execute();
        if (removed == CLEARED_AT_ONCE) {
            return Set.copyOf(conversations);
        }
        cutOff(conversations);
        return Set.of();
    }

    private Long[] cleared(List<Long> conversations) {
        return conversations.stream().map(id -> head(id).cleared()).toArray(Long[]::new);
    }

    /// Makes those passages anew of which a part was cleared.
    private void cutOff(List<Long> conversations) {
        var parts = handle.createQuery("""
                        SELECT p.conversation_id, p.first_sequence, p.last_sequence
                        FROM unnest(:ids, :cleared) AS c (id, sequence)
                        JOIN search_passage p ON p.conversation_id = c.id AND p.first_sequence <= c.sequence
                        """)
                .bind("ids", conversations.toArray(Long[]::new))
                .bind("cleared", cleared(conversations))
                .map((row, context) -> new Range(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list();
        if (parts.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        DELETE FROM search_passage p USING unnest(:ids, :firsts) AS part (id, first)
                        WHERE p.conversation_id = part.id AND p.first_sequence = part.first
                        """)
                .bind("ids", parts.stream().map(Range::conversation).toArray(Long[]::new))
                .bind("firsts", parts.stream().map(Range::first).toArray(Long[]::new))
                .execute();
        var passages = again(parts);
        if (!passages.isEmpty()) {
            insert(passages);
        }
    }

    private Head head(long conversation) {
        return Objects.requireNonNull(heads.get(conversation));
    }

    /// The passages that have these messages; those that are only now being added are not among them.
    private List<Range> containing(List<Entry> messages) {
        return handle.createQuery("""
                        SELECT DISTINCT p.conversation_id, p.first_sequence, p.last_sequence
                        FROM unnest(:conversations, :sequences) AS m (conversation, sequence)
                        CROSS JOIN LATERAL (
                            SELECT * FROM search_passage p
                            WHERE p.conversation_id = m.conversation AND p.first_sequence <= m.sequence
                            ORDER BY p.first_sequence DESC LIMIT 1) p
                        WHERE m.sequence <= p.last_sequence
                        """)
                .bind("conversations", Numbers.of(messages, Entry::conversation))
                .bind("sequences", Numbers.of(messages, Entry::sequence))
                .map((row, context) -> new Range(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /// Most changes, such as receipts, leave the texts as they are: then nothing is written.
    private void insert(List<Passage> passages) {
        var batch = handle.prepareBatch("""
                INSERT INTO search_passage AS s (conversation_id, first_sequence, last_sequence, time, sequences, senders,
                    times, types, texts, lexemes)
                VALUES (:conversation, :first, :last, :time, :sequences, :senders, :times, :types, :texts,
                    array_to_tsvector(:lexemes))
                ON CONFLICT (conversation_id, first_sequence) DO UPDATE
                SET sequences = excluded.sequences, senders = excluded.senders, times = excluded.times,
                    types = excluded.types, texts = excluded.texts, lexemes = excluded.lexemes
                WHERE s.texts IS DISTINCT FROM excluded.texts OR s.types <> excluded.types
                """);
        for (var passage : passages) {
            var messages = passage.messages();
            batch.bind("conversation", messages.getFirst().conversation())
                    .bind("first", passage.first())
                    .bind("last", messages.getLast().sequence())
                    .bind("time", passage.time())
                    .bind("sequences", Numbers.of(messages, Entry::sequence))
                    .bind("senders", Numbers.of(messages, Entry::sender))
                    .bind("times", Numbers.of(messages, Entry::time))
                    .bind("types", messages.stream().map(Entry::type).toArray(String[]::new))
                    .bind("texts", passage.texts().toArray(String[]::new))
                    .bind("lexemes", passage.lexemes().toArray(String[]::new))
                    .add();
        }
        batch.execute();
    }
}
