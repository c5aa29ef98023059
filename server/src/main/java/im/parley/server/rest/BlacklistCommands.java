package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.server.relation.BackEndRelations.Blocking;
import im.parley.server.rest.Sns.Results;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Of service `sns`: users' blacklists.
final class BlacklistCommands {
    private static final int PAGE = 100;
    private static final String CHECK_SINGLE = "BlackCheckResult_Type_Single";
    private static final String CHECK_BOTH = "BlackCheckResult_Type_Both";
    private static final long MILLIS = 1000;

    private BlacklistCommands() {}

    static void addTo(RestTable.Area<RestRelations> table) {
        table.on(Sns.SERVICE, "black_list_add", Users.class, BlacklistCommands::add)
                .on(Sns.SERVICE, "black_list_delete", Users.class, BlacklistCommands::delete)
                .on(Sns.SERVICE, "black_list_get", Query.class, BlacklistCommands::page)
                .on(Sns.SERVICE, "black_list_check", Lookup.class, BlacklistCommands::check);
    }

    /// @param toAccount 1 to 1000
    record Users(
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable List<String> toAccount) {}

    private static Results add(RestRelations area, Users request) {
        var userIDs = Sns.users(request.toAccount(), Limits.BLACKLIST);
        return Results.of(userIDs, area.relations().block(Sns.inNameOf(area.users(), request.from()), userIDs));
    }

    private static Results delete(RestRelations area, Users request) {
        var userIDs = Sns.users(request.toAccount(), Limits.BLACKLIST);
        return Results.of(userIDs, area.relations().unblock(Sns.inNameOf(area.users(), request.from()), userIDs));
    }

    /// @param startIndex of the page, as the page before answered it; absent or 0: the first
    /// @param maxLimited 1 to 1000 users; absent: 100
    record Query(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable Integer startIndex,
            @Nullable Integer maxLimited) {}

    /// @param startIndex asks for the next page; 0: there is none
    /// @param currentSequence raised by each change of the list; its name on the wire has a spelling of its own
    record Page(
            List<Blocked> blackListItem,
            int startIndex,
            @JsonProperty("CurruentSequence") long currentSequence,
            String errorDisplay) {}

    /// @param addBlackTimeStamp seconds since 1970
    record Blocked(@JsonProperty("To_Account") String toAccount, long addBlackTimeStamp) {}

    private static Page page(RestRelations area, Query request) {
        var limit = request.maxLimited() == null ? PAGE : request.maxLimited();
        Check.that(
                limit >= 1 && limit <= Limits.BLACKLIST,
                "MaxLimited",
                limit,
                "1 to " + Limits.BLACKLIST,
                Sns.BAD_PARAMETER);
        var page = area.relations()
                .blacklist(Sns.user(area.users(), request.from()), Sns.start(request.startIndex()), limit);
        return new Page(
                page.users().stream()
                        .map(user -> new Blocked(user.userID(), user.at() / MILLIS))
                        .toList(),
                page.next(),
                page.version(),
                "");
    }

    /// @param toAccount 1 to 1000
    /// @param checkType `BlackCheckResult_Type_Both`, also when absent, or `BlackCheckResult_Type_Single`: the
    ///     user's list only
    record Lookup(
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable List<String> toAccount,
            @Nullable String checkType) {}

    record Relations(
            List<Relation> blackListCheckItem,
            @JsonProperty("Fail_Account") @Nullable List<String> failAccount,
            String errorDisplay) {}

    record Relation(@JsonProperty("To_Account") String toAccount, String relation, int resultCode, String resultInfo) {}

    private static Relations check(RestRelations area, Lookup request) {
        var userIDs = Sns.users(request.toAccount(), Limits.BLACKLIST);
        var isSingle = Sns.isOther("CheckType", request.checkType(), CHECK_BOTH, CHECK_SINGLE);
        var found = area.relations().blocking(Sns.user(area.users(), request.from()), userIDs);
        var relations = new ArrayList<Relation>();
        var failed = new ArrayList<String>();
        for (var userID : userIDs) {
            var blocking = found.get(userID);
            if (blocking == null) {
                failed.add(userID);
                relations.add(new Relation(
                        userID,
                        word(false, false),
                        ErrorCode.FRIEND_ACCOUNT_NOT_FOUND.number(),
                        "there is no account " + Check.quote(userID)));
            } else {
                relations.add(new Relation(userID, word(blocking, isSingle), 0, ""));
            }
        }
        return new Relations(relations, failed.isEmpty() ? null : failed, "");
    }

    private static String word(Blocking blocking, boolean isSingle) {
        return word(blocking.byUser(), blocking.byOther() && !isSingle);
    }

    private static String word(boolean byUser, boolean byOther) {
        if (byUser) {
            return byOther ? "BlackCheckResult_Type_BothWay" : "BlackCheckResult_Type_AWithB";
        }
        return byOther ? "BlackCheckResult_Type_BWithA" : "BlackCheckResult_Type_NO";
    }
}
