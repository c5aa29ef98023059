package im.parley.server.moderation;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import im.parley.protocol.FoldedText;
import im.parley.protocol.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds words in texts, all of them in one pass over the text however many they are. Immutable.
final class WordList {
    static final WordList NONE = new WordList(List.of());

    /// Null without words.
    private final @Nullable AhoCorasickDoubleArrayTrie<List<Entry>> automaton;

    /// @param words see [Word#parse]; others are passed over
    WordList(Collection<String> words) {
        var byStem = new TreeMap<String, List<Entry>>();
        for (var text : words) {
            Word.parse(text)
                    .ifPresent(word -> byStem.computeIfAbsent(word.stem(), stem -> new ArrayList<>())
                            .add(new Entry(text.strip(), word)));
        }
        if (byStem.isEmpty()) {
            automaton = null;
        } else {
            automaton = new AhoCorasickDoubleArrayTrie<>();
            automaton.build(byStem);
        }
    }

    /// @param text as the operator wrote it
    private record Entry(String text, Word word) {}

    boolean isEmpty() {
        return automaton == null;
    }

    /// One of the words that are in the text, as it is in the list.
    Optional<String> find(String text) {
        if (automaton == null) {
            return Optional.empty();
        }
        var folded = FoldedText.of(text).folded();
        var found = new @Nullable String[1];
        automaton.parseText(folded, (int begin, int end, List<Entry> entries) -> {
            found[0] = fitting(entries, folded, begin);
            return found[0] == null;
        });
        return Optional.ofNullable(found[0]);
    }

    private static @Nullable String fitting(List<Entry> entries, CharSequence folded, int begin) {
        for (var entry : entries) {
            if (entry.word().fits(folded, begin)) {
                return entry.text();
            }
        }
        return null;
    }

    /// The text with `*` in place of each character of the words in it.
    String mask(String text) {
        if (automaton == null) {
            return text;
        }
        var folding = FoldedText.of(text);
        var folded = folding.folded();
        var hidden = new BitSet(text.length());
        automaton.parseText(folded, (int begin, int end, List<Entry> entries) -> {
            if (fitting(entries, folded, begin) != null) {
                hidden.set(folding.start(begin), folding.end(end - 1));
            }
            return true;
        });
        return hidden.isEmpty() ? text : mask(text, hidden);
    }

    private static String mask(String text, BitSet hidden) {
        var masked = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (!hidden.get(at)) {
                masked.appendCodePoint(character);
            } else if (!isPartOfOther(character)) {
                masked.append('*');
            }
            at += Character.charCount(character);
        }
        return masked.toString();
    }

    /// Whether it is not seen as a character by itself.
    private static boolean isPartOfOther(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
            default -> false;
        };
    }
}
