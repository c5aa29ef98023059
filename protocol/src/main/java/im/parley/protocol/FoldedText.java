package im.parley.protocol;

import java.text.Normalizer;
import java.util.Arrays;

/// A text as words are looked for in it: differences of upper and lower case, of full and half width and of how
/// accents are put together are gone (Unicode's NFKC), and so are invisible characters that only format. Keeps
/// where in the original each character came from. Immutable.
///
/// Works cluster by cluster, a character with the marks that follow it, so that it takes time in proportion to
/// the text's length, whatever the text.
public final class FoldedText {
    /// Characters of a cluster at most: putting many marks in order takes the square of their number.
    private static final int LONGEST_CLUSTER = 32;

    private static final char FIRST_SPECIAL = 0x80;
    private static final char FIRST_MARK = 0x300;
    private static final char SOFT_HYPHEN = 0xad;
    private static final char FIRST_IDEOGRAPH = 0x4e00;
    private static final char LAST_IDEOGRAPH = 0x9fff;

    private final String original;
    private final StringBuilder folded;
    private int[] starts; // of each folded character's cluster in the original

    private FoldedText(String original) {
        this.original = original;
        this.folded = new StringBuilder(original.length());
        this.starts = new int[original.length()];
    }

    public static FoldedText of(String text) {
        var result = new FoldedText(text);
        int at = 0;
        while (at < text.length()) {
            char first = text.charAt(at);
            boolean isAlone = at + 1 == text.length() || isBase(text.charAt(at + 1));
            if (first < FIRST_SPECIAL && isAlone) {
                result.add(first >= 'A' && first <= 'Z' ? (char) (first + 'a' - 'A') : first, at);
                at++;
            } else if (isIdeograph(first) && (isAlone || isIdeograph(text.charAt(at + 1)))) {
                result.add(first, at);
                at++;
            } else {
                int end = clusterEnd(text, at);
                result.addCluster(at, end);
                at = end;
            }
        }
        return result;
    }

    /// The folded text.
    public static String fold(String text) {
        return of(text).toString();
    }

    /// Whether a character before it stays as it is, as far as can be said quickly.
    private static boolean isBase(char character) {
        return character < FIRST_MARK && character != SOFT_HYPHEN;
    }

    private static boolean isIdeograph(char character) {
        return character >= FIRST_IDEOGRAPH && character <= LAST_IDEOGRAPH;
    }

    private static int clusterEnd(String text, int start) {
        int at = start + Character.charCount(text.codePointAt(start));
        for (int i = 1; i < LONGEST_CLUSTER && at < text.length(); i++) {
            int next = text.codePointAt(at);
            if (!continues(next)) {
                break;
            }
            at += Character.charCount(next);
        }
        return at;
    }

    /// Whether it may become one character with what is before it, or is invisible.
    private static boolean continues(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT -> true;
            default ->
                character >= 0x1160 && character <= 0x11ff // vowels and finals of Hangul
                        || character == 0xff9e // voiced marks of half-width Katakana
                        || character == 0xff9f;
        };
    }

    private void addCluster(int start, int end) {
        var visible = new StringBuilder(end - start);
        original.substring(start, end)
                .codePoints()
                .filter(character -> Character.getType(character) != Character.FORMAT)
                .forEach(visible::appendCodePoint);
        var small = new StringBuilder(end - start);
        Normalizer.normalize(visible, Normalizer.Form.NFKC)
                .codePoints()
                // by way of the upper case, so that the two small sigmas become one
                .map(character -> Character.toLowerCase(Character.toUpperCase(character)))
                .forEach(small::appendCodePoint);
        Normalizer.normalize(small, Normalizer.Form.NFC).chars().forEach(character -> add((char) character, start));
    }

    private void add(char character, int start) {
        int length = folded.length();
        if (length == starts.length) {
            starts = Arrays.copyOf(starts, Math.max(16, 2 * length));
        }
        starts[length] = start;
        folded.append(character);
    }

    /// Where the cluster begins in the original that this folded character came from.
    public int start(int index) {
        return starts[index];
    }

    /// Where the cluster ends in the original that this folded character came from.
    public int end(int index) {
        int next = index + 1;
        while (next < folded.length() && starts[next] == starts[index]) {
            next++;
        }
        return next == folded.length() ? original.length() : starts[next];
    }

    /// The folded text; not to be written to.
    public CharSequence folded() {
        return folded;
    }

    /// The folded text.
    @Override
    public String toString() {
        return folded.toString();
    }
}
