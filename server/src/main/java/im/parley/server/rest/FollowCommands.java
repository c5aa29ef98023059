package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.relation.CheckFollows;
import im.parley.protocol.relation.FollowCounts;
import im.parley.protocol.relation.FollowList;
import im.parley.protocol.relation.FollowResult;
import im.parley.protocol.relation.FollowUser;
import im.parley.protocol.relation.FollowUsers;
import im.parley.protocol.relation.GetFollowCounts;
import im.parley.protocol.relation.ListFollows;
import im.parley.protocol.relation.UnfollowUsers;
import im.parley.protocol.relation.UserFailure;
import im.parley.server.rest.ProfileCommands.Item;
import im.parley.server.rest.Sns.About;
import im.parley.server.rest.Sns.Results;
import im.parley.server.users.ProfileTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Service `follow`: who follows whom.
final class FollowCommands {
    private static final String SERVICE = "follow";
    private static final int MAX_PAGE = 1_000;
    private static final List<FollowList> LISTS =
            List.of(FollowList.FOLLOWERS, FollowList.FOLLOWING, FollowList.MUTUAL); // FollowType 1, 2, 3
    private static final List<String> PROFILE =
            Arrays.stream(ProfileTag.values()).map(ProfileTag::wireName).toList();

    private FollowCommands() {}

    static void addTo(RestTable.Area<RestRelations> table) {
        table.on(SERVICE, "follow_add", Add.class, FollowCommands::add)
                .on(SERVICE, "follow_delete", Users.class, FollowCommands::delete)
                .on(SERVICE, "follow_check", Users.class, FollowCommands::check)
                .on(SERVICE, "follow_get", Query.class, FollowCommands::page)
                .on(SERVICE, "follow_get_info", Wanted.class, FollowCommands::counts);
    }

    /// @param followItem 1 to 20
    record Add(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable List<Followed> followItem) {}

    record Followed(@JsonProperty("To_Account") @Nullable String toAccount) implements About {}

    private static Results add(RestRelations area, Add request) {
        var userIDs = Sns.items("FollowItem", request.followItem(), Limits.FOLLOWS_PER_CALL).stream()
                .map(About::userID)
                .toList();
        return results(
                userIDs, area.follows().follow(Sns.inNameOf(area.users(), request.from()), new FollowUsers(userIDs)));
    }

    private static Results results(List<String> userIDs, FollowResult result) {
        return Results.of(
                userIDs,
                result.resultList().stream()
                        .filter(outcome -> outcome.resultCode() != 0)
                        .map(outcome -> new UserFailure(outcome.userID(), outcome.resultCode(), outcome.resultInfo()))
                        .toList());
    }

    record Users(
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable List<String> toAccount) {}

    private static Results delete(RestRelations area, Users request) {
        var userIDs = Sns.users(request.toAccount(), Limits.FOLLOWS_PER_CALL);
        return results(
                userIDs,
                area.follows().unfollow(Sns.inNameOf(area.users(), request.from()), new UnfollowUsers(userIDs)));
    }

    record Relations(
            List<Relation> resultItem,
            @JsonProperty("Fail_Account") @Nullable List<String> failAccount,
            String errorDisplay) {}

    /// @param followType 0: none, 1: the other follows the user, 2: the user follows the other, 3: both
    record Relation(@JsonProperty("To_Account") String toAccount, int followType, int resultCode, String resultInfo) {}

    private static Relations check(RestRelations area, Users request) {
        var userIDs = Sns.users(request.toAccount(), Limits.FOLLOW_CHECKS_PER_CALL);
        var user = Sns.user(area.users(), request.from());
        var found =
                area.follows().check(user.tinyID(), new CheckFollows(userIDs)).followTypeList();
        var known = area.users().accounts().load(userIDs);
        var failed = new ArrayList<String>();
        var relations = new ArrayList<Relation>();
        for (var one : found) {
            if (known.containsKey(one.userID())) {
                relations.add(new Relation(one.userID(), one.followType(), 0, ""));
            } else {
                failed.add(one.userID());
                relations.add(new Relation(
                        one.userID(),
                        0,
                        ErrorCode.FRIEND_ACCOUNT_NOT_FOUND.number(),
                        "there is no account " + Check.quote(one.userID())));
            }
        }
        return new Relations(relations, failed.isEmpty() ? null : failed, "");
    }

    /// @param followType 1: who follows the user, 2: whom the user follows, 3: who is both
    /// @param startCursor of the page, as the page before answered it; absent or empty: the first
    /// @param wantNum 1 to 1000 users; absent: 1000
    record Query(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable Integer followType,
            @Nullable String startCursor,
            @Nullable Integer wantNum) {
        private FollowList list() {
            var type = Check.present("FollowType", followType, Sns.BAD_PARAMETER);
            Check.that(type >= 1 && type <= LISTS.size(), "FollowType", type, "1, 2 or 3", Sns.BAD_PARAMETER);
            return LISTS.get(type - 1);
        }

        private int limit() {
            int limit = wantNum == null ? MAX_PAGE : wantNum;
            Check.that(limit >= 1 && limit <= MAX_PAGE, "WantNum", limit, "1 to " + MAX_PAGE, Sns.BAD_PARAMETER);
            return limit;
        }
    }

    /// @param nextCursor empty: there is no more
    record Page(List<Follow> followItem, String nextCursor, String errorDisplay) {}

    /// @param followTime seconds since 1970
    record Follow(@JsonProperty("To_Account") String toAccount, long followTime, List<Item> profileItem) {
        private static Follow of(FollowUser user) {
            return new Follow(user.profile().userID(), user.followTime(), ProfileTags.items(user.profile(), PROFILE));
        }
    }

    private static Page page(RestRelations area, Query request) {
        var cursor = request.startCursor() == null || request.startCursor().isEmpty() ? null : request.startCursor();
        var wanted = new ListFollows(request.list(), cursor);
        var user = Sns.user(area.users(), request.from());
        var page = area.follows().list(user.tinyID(), wanted, request.limit());
        return new Page(
                page.followList().stream().map(Follow::of).toList(), page.cursor() == null ? "" : page.cursor(), "");
    }

    /// @param toAccount 1 to 100
    record Wanted(@JsonProperty("To_Account") @Nullable List<String> toAccount) {}

    record Infos(
            List<Info> followInfo,
            @JsonProperty("Fail_Account") @Nullable List<String> failAccount,
            String errorDisplay) {}

    record Info(
            @JsonProperty("To_Account") String toAccount,
            long followerCount,
            long followingCount,
            long mutualFollowingCount,
            int resultCode,
            String resultInfo) {
        private static Info of(FollowCounts counts) {
            return new Info(
                    counts.userID(),
                    counts.followersCount(),
                    counts.followingCount(),
                    counts.mutualFollowersCount(),
                    0,
                    "");
        }
    }

    private static Infos counts(RestRelations area, Wanted request) {
        var userIDs = Sns.users(request.toAccount(), Limits.FOLLOW_CHECKS_PER_CALL);
        var found = area.follows().counts(new GetFollowCounts(userIDs)).followInfoList();
        var infos = new ArrayList<>(found.stream().map(Info::of).toList());
        var failed = new ArrayList<>(userIDs);
        failed.removeAll(found.stream().map(FollowCounts::userID).toList());
        for (var userID : failed) {
            infos.add(new Info(
                    userID,
                    0,
                    0,
                    0,
                    ErrorCode.FRIEND_ACCOUNT_NOT_FOUND.number(),
                    "there is no account " + Check.quote(userID)));
        }
        return new Infos(infos, failed.isEmpty() ? null : failed, "");
    }
}
