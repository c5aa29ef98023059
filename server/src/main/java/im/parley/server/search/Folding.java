package im.parley.server.search;

import java.text.Normalizer;

/// Makes texts that differ in upper and lower case, full and half width, or in the way that accents are put
/// together, one. Texts and keywords are folded alike, and then one is looked for in the other.
final class Folding {
    private static final int REPLACEMENT = 0xfffd;

    private Folding() {}

    /// The folded text; without what PostgreSQL cannot hold.
    static String fold(String text) {
        var folded = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(character -> {
            if (character == 0 || Character.getType(character) == Character.SURROGATE) {
                folded.appendCodePoint(REPLACEMENT);
            } else {
                // by way of the upper case, so that the two small sigmas become one
                folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(character)));
            }
        });
        return folded.toString();
    }
}
