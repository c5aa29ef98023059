package im.parley.protocol;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What searches for names check alike: those of users, groups and members.
public final class NameSearch {
    /// All keywords must fit.
    public static final String AND = "and";

    /// One keyword must fit.
    public static final String OR = "or";

    private static final Pattern CURSOR = Pattern.compile("\\d{1,18}(-\\d{1,18})?");

    private NameSearch() {}

    /// @param cursor numbers of the place where the page before ended
    /// @return the keywords
    /// @throws ChatException [ErrorCode#INVALID_SEARCH]
    public static List<String> check(
            @Nullable List<String> keywordList, @Nullable String matchType, int count, @Nullable String cursor) {
        var keywords = Check.list("keywordList", keywordList, Limits.SEARCH_KEYWORDS, ErrorCode.INVALID_SEARCH);
        for (var keyword : keywords) {
            Check.bytes("a keyword", keyword, Limits.SEARCH_KEYWORD_BYTES, ErrorCode.INVALID_SEARCH);
            Check.that(!keyword.isBlank(), "a keyword", keyword, "some letters", ErrorCode.INVALID_SEARCH);
        }
        Check.that(
                matchType == null || matchType.equals(OR) || matchType.equals(AND),
                "keywordListMatchType",
                matchType,
                "or, and",
                ErrorCode.INVALID_SEARCH);
        Check.that(
                count >= 1 && count <= Limits.SEARCH_PAGE,
                "count",
                count,
                "1 to " + Limits.SEARCH_PAGE,
                ErrorCode.INVALID_SEARCH);
        Check.that(
                cursor == null || CURSOR.matcher(cursor).matches(),
                "cursor",
                cursor,
                "one that this search returned",
                ErrorCode.INVALID_SEARCH);
        return keywords;
    }
}
