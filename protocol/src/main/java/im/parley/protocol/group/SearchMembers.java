package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.NameSearch;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds members of the groups that the caller is in by parts of their userID, nick or name card, without
/// regard to case and width; live rooms are left out. At most 20 calls in 5 seconds.
///
/// Errors: as those of `search.users`.
///
/// @param keywordList 1 to 5, each at most 1,024 bytes
/// @param keywordListMatchType `or`: one of them must fit, also when absent; `and`: all
/// @param groupTypeList see [SearchGroups]
/// @param groupIDList where to look, at most 100; absent or empty: in all groups that the caller is in
/// @param count most members of a page, 1 to 100
/// @param cursor from the page before; absent for the first
@Op("search.members")
public record SearchMembers(
        List<String> keywordList,
        @Nullable String keywordListMatchType,
        @Nullable List<String> groupTypeList,
        @Nullable List<String> groupIDList,
        int count,
        @Nullable String cursor)
        implements Operation<SearchMembers.Result> {
    public SearchMembers {
        keywordList = NameSearch.check(keywordList, keywordListMatchType, count, cursor);
        groupTypeList = GroupChecks.searched(groupTypeList);
        if (groupIDList != null && !groupIDList.isEmpty()) {
            groupIDList = Check.list("groupIDList", groupIDList, Limits.SEARCH_PAGE, ErrorCode.INVALID_SEARCH);
        }
    }

    /// @param totalCount members of all pages; who is in two groups counts twice
    /// @param cursor asks for the next page; absent at the end
    /// @param searchResultList by group, oldest first
    public record Result(int totalCount, @Nullable String cursor, List<FoundMembers> searchResultList) {}
}
