package im.parley.protocol.profile;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.NameSearch;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds users by parts of their userID or nick, without regard to case and width. At most 20 calls in 5 seconds.
///
/// Errors: [ErrorCode#FEATURE_NOT_ENABLED] while the setting `search.cloud` is off;
/// [ErrorCode#OVER_FREQUENCY_LIMIT]; [ErrorCode#INVALID_SEARCH] for values out of range;
/// [ErrorCode#SERVER_OVERLOADED] when it takes too long.
///
/// @param keywordList 1 to 5, each at most 1,024 bytes
/// @param keywordListMatchType `or`: one of them must fit, also when absent; `and`: all
/// @param gender a `GENDER_…` value; absent: any
/// @param miniBirthday the first birthday that fits, yyyymmdd; absent: any
/// @param maxBirthday the last that fits
/// @param count most users of a page, 1 to 100
/// @param cursor from the page before; absent for the first
@Op("search.users")
public record SearchUsers(
        List<String> keywordList,
        @Nullable String keywordListMatchType,
        @Nullable String gender,
        @Nullable Long miniBirthday,
        @Nullable Long maxBirthday,
        int count,
        @Nullable String cursor)
        implements Operation<SearchUsers.Result> {
    public SearchUsers {
        keywordList = NameSearch.check(keywordList, keywordListMatchType, count, cursor);
        Check.storable("gender", gender, ErrorCode.INVALID_SEARCH);
    }

    /// @param totalCount of all pages
    /// @param cursor asks for the next page; absent at the end
    /// @param searchResultList those who signed up first come first
    public record Result(int totalCount, @Nullable String cursor, List<Profile> searchResultList) {}
}
