package im.parley.server.gateway;

/// Well-formedness of UTF-8 as Unicode defines it: shortest forms, no surrogates, nothing above U+10FFFF.
final class Utf8 {
    private Utf8() {}

    static boolean isValid(byte[] text) {
        int i = 0;
        while (i < text.length) {
            int lead = text[i++];
            if (lead >= 0) {
                continue;
            }
            int following = following(lead & 0xff);
            if (following == 0 || i + following > text.length || !isSecond(lead & 0xff, text[i] & 0xff)) {
                return false;
            }
            for (int last = i + following; i < last; i++) {
                if ((text[i] & 0xc0) != 0x80) {
                    return false;
                }
            }
        }
        return true;
    }

    /// How many bytes must follow; 0 if none starts like this.
    private static int following(int lead) {
        if (lead < 0xc2 || lead > 0xf4) {
            return 0;
        }
        return lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    }

    /// The second byte decides whether a long form was needed and whether the code point exists.
    private static boolean isSecond(int lead, int second) {
        return switch (lead) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
    }
}
