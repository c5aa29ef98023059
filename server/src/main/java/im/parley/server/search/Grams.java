package im.parley.server.search;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// The parts of a folded text that the index knows. Whatever is part of a text, its parts are among the text's:
/// no part depends on what is around it.
///
/// Parts are pairs of neighbours of which at least one is a Chinese, Japanese or Korean character, and triples
/// of neighbours none of which is. Where neither begins at a character, since the word ends there, what is left of
/// the word is a part: so that by the beginning of parts every single Chinese, Japanese or Korean character and
/// every pair of others can be found, too. What is neither letter nor digit belongs to no part.
final class Grams {
    private static final int TRIPLE = 3;

    private enum Kind {
        NONE,
        CJK,
        OTHER
    }

    private final int[] characters;
    private final Kind[] kinds;

    private Grams(String folded) {
        characters = folded.codePoints().toArray();
        kinds = new Kind[characters.length];
        for (int i = 0; i < characters.length; i++) {
            kinds[i] = kind(characters[i]);
        }
    }

    /// Adds all parts of a text.
    static void addTo(Collection<String> parts, String folded) {
        var grams = new Grams(folded);
        for (int i = 0; i < grams.characters.length; i++) {
            int length = grams.length(i);
            if (length > 0) {
                parts.add(grams.part(i, length));
            } else if (grams.kinds[i] == Kind.CJK) {
                parts.add(grams.part(i, 1));
            } else if (grams.areOther(i, 2)) {
                parts.add(grams.part(i, 2));
            }
        }
    }

    /// Parts that every text has in which the keyword is.
    static Set<String> of(String keyword) {
        var grams = new Grams(keyword);
        var parts = new LinkedHashSet<String>();
        for (int i = 0; i < grams.characters.length; i++) {
            int length = grams.length(i);
            if (length > 0) {
                parts.add(grams.part(i, length));
            }
        }
        return parts;
    }

    /// Beginnings of parts, of which every text with the keyword has each at least once. Of use for keywords that
    /// have no parts.
    static Set<String> beginnings(String keyword) {
        var grams = new Grams(keyword);
        var beginnings = new LinkedHashSet<String>();
        for (int i = 0; i < grams.characters.length; i++) {
            if (grams.kinds[i] == Kind.CJK) {
                beginnings.add(grams.part(i, 1));
            } else if (grams.areOther(i, 2)) {
                beginnings.add(grams.part(i, 2));
            }
        }
        return beginnings;
    }

    /// Characters of the pair or triple that begins here; 0 where none does.
    private int length(int from) {
        if (areOther(from, TRIPLE)) {
            return TRIPLE;
        }
        var isPair = from + 1 < kinds.length
                && kinds[from] != Kind.NONE
                && kinds[from + 1] != Kind.NONE
                && (kinds[from] == Kind.CJK || kinds[from + 1] == Kind.CJK);
        return isPair ? 2 : 0;
    }

    private boolean areOther(int from, int count) {
        if (from + count > kinds.length) {
            return false;
        }
        for (int i = from; i < from + count; i++) {
            if (kinds[i] != Kind.OTHER) {
                return false;
            }
        }
        return true;
    }

    private String part(int from, int length) {
        return new String(characters, from, length);
    }

    private static Kind kind(int character) {
        if (character < 0x80) { // most of what is not Chinese, Japanese or Korean
            return Character.isLetterOrDigit(character) ? Kind.OTHER : Kind.NONE;
        }
        return switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.LETTER_NUMBER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK -> isCjk(character) ? Kind.CJK : Kind.OTHER;
            default -> Kind.NONE;
        };
    }

    private static boolean isCjk(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
            default -> character == 'ー';
        };
    }
}
