package im.parley.protocol;

import java.lang.Character.UnicodeScript;
import java.util.Optional;

/// A word that is looked for in texts, both folded ([FoldedText]). In alphabets that set words apart (Latin,
/// Greek, Cyrillic, and digits) it is found as a whole word: `ass` is not in `class`. A `*` before or behind it
/// lets it go on there: `cat*` is in `cats`. In all other scripts it is found wherever it stands.
///
/// @param stem folded, not empty
/// @param isOpenBefore whether it may be the end of a longer word
/// @param isOpenBehind whether it may be the beginning of a longer word
public record Word(String stem, boolean isOpenBefore, boolean isOpenBehind) {
    /// Longest word, with its `*`.
    public static final int MAX_BYTES = 64;

    /// @param text such as `spam` or `cat*`
    /// @return empty where nothing is left to look for, or it is too long
    public static Optional<Word> parse(String text) {
        var inner = text.strip();
        boolean isOpenBefore = inner.startsWith("*");
        boolean isOpenBehind = inner.endsWith("*");
        inner = inner.replaceFirst("^\\*+", "").replaceFirst("\\*+$", "");
        var stem = FoldedText.fold(inner);
        return stem.isBlank() || Check.utf8Length(text) > MAX_BYTES
                ? Optional.empty()
                : Optional.of(new Word(stem, isOpenBefore, isOpenBehind));
    }

    /// Whether the word stands there.
    ///
    /// @param folded in which the stem was found
    /// @param begin index of the stem's first character
    public boolean fits(CharSequence folded, int begin) {
        int end = begin + stem.length();
        return (isOpenBefore || !goesOn(folded, begin)) && (isOpenBehind || !goesOn(folded, end));
    }

    /// Whether it is somewhere in the text.
    public boolean isIn(String folded) {
        for (int at = folded.indexOf(stem); at >= 0; at = folded.indexOf(stem, at + 1)) {
            if (fits(folded, at)) {
                return true;
            }
        }
        return false;
    }

    /// Whether there is no boundary of words before this index.
    private static boolean goesOn(CharSequence text, int index) {
        return index > 0
                && index < text.length()
                && isApart(Character.codePointBefore(text, index))
                && isApart(Character.codePointAt(text, index));
    }

    /// Whether it belongs to words that are set apart.
    private static boolean isApart(int character) {
        if (Character.isDigit(character)) {
            return true;
        }
        return Character.isLetter(character)
                && switch (UnicodeScript.of(character)) {
                    case LATIN, GREEK, CYRILLIC -> true;
                    default -> false;
                };
    }
}
