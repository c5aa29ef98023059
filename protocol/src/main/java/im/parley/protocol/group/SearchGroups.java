package im.parley.protocol.group;

import im.parley.protocol.NameSearch;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds groups by parts of their groupID or name, without regard to case and width: Work groups that the
/// caller is in (`searchGroupByID#1`), Public, Meeting and Community groups of all. At most 20 calls in 5 seconds.
///
/// Errors: as those of `search.users`.
///
/// @param keywordList 1 to 5, each at most 1,024 bytes
/// @param keywordListMatchType `or`: one of them must fit, also when absent; `and`: all
/// @param groupTypeList `GRP_WORK`, `GRP_PUBLIC`, `GRP_MEETING`, `GRP_COMMUNITY`; absent or empty: all of these
/// @param count most groups of a page, 1 to 100
/// @param cursor from the page before; absent for the first
@Op("search.groups")
public record SearchGroups(
        List<String> keywordList,
        @Nullable String keywordListMatchType,
        @Nullable List<String> groupTypeList,
        int count,
        @Nullable String cursor)
        implements Operation<SearchGroups.Result> {
    public SearchGroups {
        keywordList = NameSearch.check(keywordList, keywordListMatchType, count, cursor);
        groupTypeList = GroupChecks.searched(groupTypeList);
    }

    /// @param totalCount of all pages
    /// @param cursor asks for the next page; absent at the end
    /// @param searchResultList oldest first
    public record Result(int totalCount, @Nullable String cursor, List<Group> searchResultList) {}
}
