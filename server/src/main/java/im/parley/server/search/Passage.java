package im.parley.server.search;

import im.parley.server.message.MessageFeed.Entry;
import im.parley.server.message.MessageFeed.Head;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Some messages in a row of one timeline, all for the same receivers: a row of the index.
///
/// @param first sequence of its first message when it was made; the log may have let go of that since
/// @param messages in the order of their sequences, at least one
/// @param texts what is searched of each, folded; null: it cannot be found
/// @param lexemes of all texts
record Passage(long first, List<Entry> messages, List<@Nullable String> texts, Set<String> lexemes) {
    /// Most messages of a passage. The longer they are, the fewer entries the index has, and the more texts a search
    /// must compare for each that it finds.
    private static final int MAX_MESSAGES = 32;

    /// Characters of text after which a passage ends, so that rows stay small.
    private static final int MAX_CHARACTERS = 4_000;

    /// Between the first and the last message: a passage goes from the index as a whole once its last is too old.
    private static final Duration LONGEST = Duration.ofDays(1);

    /// Makes passages of one timeline's messages.
    ///
    /// @param messages in the order of their sequences
    static List<Passage> cut(Head head, List<Entry> messages) {
        var passages = new ArrayList<Passage>();
        var row = new ArrayList<Entry>();
        int characters = 0;
        for (var message : messages) {
            var isFull = row.size() == MAX_MESSAGES || characters >= MAX_CHARACTERS;
            if (!row.isEmpty() && (isFull || !belong(row, message))) {
                passages.add(of(head, row.getFirst().sequence(), row));
                row.clear();
                characters = 0;
            }
            row.add(message);
            characters += message.payload().length();
        }
        if (!row.isEmpty()) {
            passages.add(of(head, row.getFirst().sequence(), row));
        }
        return passages;
    }

    private static boolean belong(List<Entry> row, Entry next) {
        return next.sequence() == row.getLast().sequence() + 1
                && next.time() - row.getFirst().time() <= LONGEST.toMillis()
                && Objects.equals(row.getLast().receivers(), next.receivers());
    }

    /// @param messages all for the same receivers
    static Passage of(Head head, long first, List<Entry> messages) {
        var texts = new ArrayList<@Nullable String>(messages.size());
        var lexemes = new LinkedHashSet<String>();
        for (var message : messages) {
            var text = SearchableText.isFound(message) ? SearchableText.of(message.type(), message.payload()) : null;
            texts.add(text);
            if (text != null) {
                Lexemes.addTo(lexemes, message, head, text);
            }
        }
        return new Passage(first, List.copyOf(messages), texts, lexemes);
    }

    /// Of the newest message.
    long time() {
        return messages.stream().mapToLong(Entry::time).max().orElseThrow();
    }
}
