package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.relation.CheckFriends;
import im.parley.protocol.relation.Friend;
import im.parley.server.rest.ProfileCommands.Item;
import im.parley.server.users.ProfileTag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Of service `sns`: who is whose friend, and what users keep about their friends.
final class FriendListCommands {
    private static final int PAGE = 100;

    private FriendListCommands() {}

    static void addTo(RestTable.Area<RestRelations> table) {
        table.on(Sns.SERVICE, "friend_check", Lookup.class, FriendListCommands::check)
                .on(Sns.SERVICE, "friend_get", Query.class, FriendListCommands::page)
                .on(Sns.SERVICE, "friend_get_list", Wanted.class, FriendListCommands::get);
    }

    /// @param toAccount 1 to 1000
    /// @param checkType `CheckResult_Type_Both`, also when absent, or `CheckResult_Type_Single`: the user's list
    ///     only
    record Lookup(
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable List<String> toAccount,
            @Nullable String checkType) {}

    record Relations(
            List<Relation> infoItem,
            @JsonProperty("Fail_Account") @Nullable List<String> failAccount,
            String errorDisplay) {}

    record Relation(@JsonProperty("To_Account") String toAccount, String relation, int resultCode, String resultInfo) {}

    private static Relations check(RestRelations area, Lookup request) {
        var userIDs = Sns.users(request.toAccount(), Limits.FRIENDS_PER_CALL);
        Sns.isOther("CheckType", request.checkType(), Types.SNS_CHECK_TYPE_BOTH, Types.SNS_CHECK_TYPE_SINGLE);
        var found = area.relations()
                .checkFriends(
                        Sns.inNameOf(area.users(), request.from()), new CheckFriends(userIDs, request.checkType()));
        var relations = new ArrayList<Relation>();
        found.successUserIDList().forEach(one -> relations.add(new Relation(one.userID(), one.relation(), 0, "")));
        var failed = new ArrayList<String>();
        for (var failure : found.failureUserIDList()) {
            failed.add(failure.userID());
            relations.add(
                    new Relation(failure.userID(), Types.SNS_TYPE_NO_RELATION, failure.code(), failure.message()));
        }
        return new Relations(relations, failed.isEmpty() ? null : failed, "");
    }

    /// @param startIndex of the page, as the page before answered it; absent or 0: the first
    /// @param standardSequence if it is the one of now, only custom fields are told
    /// @param customSequence if it is the one of now, no custom fields are told
    record Query(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable Integer startIndex,
            @Nullable Long standardSequence,
            @Nullable Long customSequence) {}

    /// @param friendNum on the whole list
    /// @param completeFlag 1: there is no more
    record Page(
            List<UserData> userDataItem,
            long standardSequence,
            long customSequence,
            int friendNum,
            int completeFlag,
            int nextStartIndex,
            String errorDisplay) {}

    record UserData(@JsonProperty("To_Account") String toAccount, List<Item> valueItem) {}

    private static Page page(RestRelations area, Query request) {
        int start = Sns.start(request.startIndex());
        var page = area.relations().friends(Sns.user(area.users(), request.from()), start, PAGE);
        var tags = new ArrayList<String>();
        if (!isKnown(request.standardSequence(), page.version())) {
            tags.add(ProfileTag.NICK.wireName());
            tags.addAll(FriendTags.standard());
        }
        if (!isKnown(request.customSequence(), page.version())) {
            tags.addAll(FriendTags.custom(area.settings()));
        }
        int next = start + page.friends().size();
        var isLast = page.friends().size() < PAGE || next >= page.total();
        return new Page(
                tags.isEmpty()
                        ? List.of()
                        : page.friends().stream()
                                .map(friend -> new UserData(friend.userID(), items(friend, tags)))
                                .toList(),
                page.version(),
                page.version(),
                page.total(),
                isLast ? 1 : 0,
                isLast ? 0 : next,
                "");
    }

    private static boolean isKnown(@Nullable Long sequence, long version) {
        return sequence != null && sequence != 0 && sequence == version;
    }

    /// @param toAccount 1 to 100
    /// @param tagList what to tell of them: see [FriendTags] and [ProfileTags]
    record Wanted(
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable List<String> toAccount,
            @Nullable List<String> tagList) {}

    record Infos(
            List<Info> infoItem,
            @JsonProperty("Fail_Account") @Nullable List<String> failAccount,
            String errorDisplay) {}

    record Info(
            @JsonProperty("To_Account") String toAccount,
            List<Item> snsProfileItem,
            int resultCode,
            String resultInfo) {}

    private static Infos get(RestRelations area, Wanted request) {
        var userIDs = Sns.users(request.toAccount(), Limits.PROFILES_PER_QUERY);
        var tags = Check.list("TagList", request.tagList(), Integer.MAX_VALUE, Sns.BAD_PARAMETER);
        for (var tag : tags) {
            Check.that(
                    FriendTags.isKnown(tag, FriendTags.custom(area.settings()))
                            || ProfileTags.isKnown(tag, ProfileTags.custom(area.settings())),
                    "an element of TagList",
                    tag,
                    "a field of friends or profiles",
                    Sns.BAD_PARAMETER);
        }
        var friends = area.relations().friends(Sns.user(area.users(), request.from()), userIDs).stream()
                .collect(Collectors.toMap(Friend::userID, Function.identity()));
        var infos = new ArrayList<Info>();
        var failed = new ArrayList<String>();
        for (var userID : userIDs) {
            var friend = friends.get(userID);
            if (friend == null) {
                failed.add(userID);
                infos.add(new Info(userID, List.of(), Sns.NOT_FRIENDS, "user \"" + userID + "\" is no friend"));
            } else {
                infos.add(new Info(userID, items(friend, tags), 0, ""));
            }
        }
        return new Infos(infos, failed.isEmpty() ? null : failed, "");
    }

    /// What of these fields is set, of the friend and of their profile.
    private static List<Item> items(Friend friend, List<String> tags) {
        return Stream.concat(
                        FriendTags.items(friend, tags).stream(), ProfileTags.items(friend.profile(), tags).stream())
                .toList();
    }
}
