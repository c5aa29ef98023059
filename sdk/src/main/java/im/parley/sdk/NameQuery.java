package im.parley.sdk;

import im.parley.protocol.Limits;
import im.parley.protocol.NameSearch;
import im.parley.protocol.group.SearchGroups;
import im.parley.protocol.group.SearchMembers;
import im.parley.protocol.profile.SearchUsers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What names to find.
///
/// ```java
/// chat.searchCloudUsers(NameQuery.of("smith").count(50));
/// ```
///
/// Not safe for use by many threads.
public final class NameQuery {
    private static final int PAGE = 20;

    private final List<String> keywordList;
    private String keywordListMatchType = NameSearch.OR;
    private @Nullable String gender;
    private @Nullable Long miniBirthday;
    private @Nullable Long maxBirthday;
    private @Nullable List<String> groupTypeList;
    private @Nullable List<String> groupIDList;
    private int count = PAGE;
    private @Nullable String cursor;

    private NameQuery(List<String> keywordList) {
        this.keywordList = keywordList;
    }

    /// @param keywords parts of names, one at least; of more than 5 the first count (`general#6`)
    /// @throws IllegalArgumentException if there is none
    public static NameQuery of(String... keywords) {
        return new NameQuery(Params.some("keywordList", List.of(keywords)));
    }

    /// That all keywords must fit, not only one.
    public NameQuery matchAll() {
        keywordListMatchType = NameSearch.AND;
        return this;
    }

    /// Users: a `GENDER_…` value.
    public NameQuery gender(String value) {
        gender = value;
        return this;
    }

    /// Users: the first and the last birthday that fit, yyyymmdd.
    public NameQuery birthdays(long first, long last) {
        miniBirthday = first;
        maxBirthday = last;
        return this;
    }

    /// Groups and members: `GRP_WORK`, `GRP_PUBLIC`, `GRP_MEETING`, `GRP_COMMUNITY`; without a word all of these.
    public NameQuery groupTypeList(List<String> value) {
        groupTypeList = Params.list("groupTypeList", value);
        return this;
    }

    /// Members: of these groups only.
    public NameQuery groupIDList(List<String> value) {
        groupIDList = Params.list("groupIDList", value);
        return this;
    }

    /// Results of a page, at most 100; without a word 20.
    public NameQuery count(int value) {
        count = Math.min(value, Limits.SEARCH_PAGE);
        return this;
    }

    /// From the page before; empty: the first.
    public NameQuery cursor(String value) {
        cursor = value.isEmpty() ? null : value;
        return this;
    }

    private List<String> keywords(Log log, String method) {
        return Params.someOf(log, method, "keywordList", keywordList, Limits.SEARCH_KEYWORDS);
    }

    SearchUsers users(Log log) {
        return new SearchUsers(
                keywords(log, "searchCloudUsers"),
                keywordListMatchType,
                gender,
                miniBirthday,
                maxBirthday,
                count,
                cursor);
    }

    SearchGroups groups(Log log) {
        return new SearchGroups(keywords(log, "searchCloudGroups"), keywordListMatchType, groupTypeList, count, cursor);
    }

    SearchMembers members(Log log) {
        return new SearchMembers(
                keywords(log, "searchCloudGroupMembers"),
                keywordListMatchType,
                groupTypeList,
                groupIDList,
                count,
                cursor);
    }
}
