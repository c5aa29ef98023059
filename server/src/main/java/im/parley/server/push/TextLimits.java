package im.parley.server.push;

/// How much text a vendor takes. A vendor that counts a Chinese character twice counts here whatever is not written
/// in an alphabet twice, punctuation of texts and emoji included: shorter than the vendor's limit does no harm.
///
/// @param title longest title
/// @param text longest text
/// @param wide what a Chinese character counts as, 1 or 2
record TextLimits(int title, int text, int wide) {
    static final TextLimits NONE = new TextLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, 1);

    static final String ELLIPSIS = "…";

    private static final int HANGUL_FIRST = 0x1100;
    private static final int HANGUL_LAST = 0x11ff;
    private static final int PUNCTUATION_FIRST = 0x2000;
    private static final int PUNCTUATION_LAST = 0x206f;
    private static final int EAST_ASIAN_FIRST = 0x2e80;

    String title(String whole) {
        return cut(whole, title);
    }

    String text(String whole) {
        return cut(whole, text);
    }

    /// The text, or as many of its characters as fit before an ellipsis. No character is cut in two.
    private String cut(String whole, int most) {
        if (length(whole) <= most) {
            return whole;
        }
        long left = most - length(ELLIPSIS);
        int end = 0;
        while (end < whole.length()) {
            int character = whole.codePointAt(end);
            left -= count(character);
            if (left < 0) {
                break;
            }
            end += Character.charCount(character);
        }
        return whole.substring(0, end) + ELLIPSIS;
    }

    private long length(String text) {
        return text.codePoints().mapToLong(this::count).sum();
    }

    private int count(int character) {
        return isWide(character) ? wide : 1;
    }

    static boolean isWide(int character) {
        return character >= EAST_ASIAN_FIRST
                || (character >= HANGUL_FIRST && character <= HANGUL_LAST)
                || (character >= PUNCTUATION_FIRST && character <= PUNCTUATION_LAST);
    }
}
