package im.parley.server.assist;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import java.util.Collection;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Language tags as apps write them, and what providers call the same languages.
final class Languages {
    /// `zh (cmn-Hans-CN)`: the vendor's name of Mandarin (`convertVoiceToText#5`).
    private static final Pattern WITH_DETAILS = Pattern.compile("([A-Za-z]{2,3}) ?\\([A-Za-z0-9-]+\\)");

    private static final int LONGEST = 35; // of a tag: RFC 5646, 4.4.1
    private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

    private Languages() {}

    /// @throws im.parley.protocol.ChatException with `code`, naming the field and what it is
    static Locale parse(String field, String tag, ErrorCode code) {
        var details = WITH_DETAILS.matcher(tag);
        var plain = details.matches() ? details.group(1) : tag;
        try {
            if (plain.length() <= LONGEST) {
                var locale = new Locale.Builder()
                        .setLanguageTag(plain.replace('_', '-'))
                        .build();
                if (!locale.getLanguage().isEmpty()) {
                    return locale.getLanguage().equals("cmn")
                            ? new Locale.Builder()
                                    .setLocale(locale)
                                    .setLanguage("zh")
                                    .build()
                            : locale;
                }
            }
        } catch (IllformedLocaleException notATag) {
            // said below
        }
        throw code.because(field + " is " + Check.quote(tag) + ", expected a language such as en, es or zh-TW");
    }

    /// The provider's code of a language: of the same script and region where there is one, else of the same
    /// language.
    static Optional<String> match(Locale wanted, Collection<String> codes) {
        for (var name : names(wanted)) {
            for (var code : codes) {
                if (name.equalsIgnoreCase(code.replace('_', '-'))) {
                    return Optional.of(code);
                }
            }
        }
        return codes.stream()
                .filter(code -> sameLanguage(wanted, code.split("[-_]", 2)[0]))
                .sorted()
                .findFirst();
    }

    private static List<String> names(Locale wanted) {
        if (wanted.getLanguage().equals("zh")) {
            var traditional = wanted.getScript().equals("Hant") || TRADITIONAL.contains(wanted.getCountry());
            return traditional
                    ? List.of(wanted.toLanguageTag(), "zh-Hant", "zt", "zh-TW")
                    : List.of(wanted.toLanguageTag(), "zh-Hans", "zh-CN", "zh");
        }
        var three = threeLetters(wanted);
        return wanted.getCountry().isEmpty()
                ? List.of(wanted.toLanguageTag(), wanted.getLanguage(), three)
                : List.of(wanted.toLanguageTag(), three + '-' + wanted.getCountry(), wanted.getLanguage(), three);
    }

    private static boolean sameLanguage(Locale wanted, String code) {
        return code.equalsIgnoreCase(wanted.getLanguage()) || code.equalsIgnoreCase(threeLetters(wanted));
    }

    private static String threeLetters(Locale locale) {
        try {
            return locale.getISO3Language();
        } catch (MissingResourceException unknown) {
            return locale.getLanguage();
        }
    }
}
