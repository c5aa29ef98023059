package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.Limits;
import im.parley.server.rest.Sns.Results;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Of service `sns`: the groups into which users sort their friends.
final class FriendGroupCommands {
    private FriendGroupCommands() {}

    static void addTo(RestTable.Area<RestRelations> table) {
        table.on(Sns.SERVICE, "group_add", Add.class, FriendGroupCommands::add)
                .on(Sns.SERVICE, "group_delete", Delete.class, FriendGroupCommands::delete)
                .on(Sns.SERVICE, "group_get", Query.class, FriendGroupCommands::get);
    }

    /// @param groupName 1 to 32 names; groups that are missing are made
    /// @param toAccount at most 1000 friends, put into each of them; absent: none
    record Add(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable List<String> groupName,
            @JsonProperty("To_Account") @Nullable List<String> toAccount) {}

    /// @param currentSequence raised by each change of the friends and groups
    record Added(
            List<Sns.Result> resultItem,
            @JsonProperty("Fail_Account") @Nullable List<String> failAccount,
            long currentSequence,
            String errorDisplay) {}

    private static Added add(RestRelations area, Add request) {
        var names = names(request.groupName());
        var userIDs = request.toAccount() == null || request.toAccount().isEmpty()
                ? List.<String>of()
                : Sns.users(request.toAccount(), Limits.FRIENDS_PER_CALL);
        var failures = area.relations().addGroups(Sns.inNameOf(area.users(), request.from()), names, userIDs);
        var results = Results.of(userIDs, failures);
        return new Added(results.resultItem(), results.failAccount(), version(area, request.from()), "");
    }

    private static List<String> names(@Nullable List<String> names) {
        return Check.list("GroupName", names, Limits.FRIEND_GROUPS, Sns.BAD_PARAMETER);
    }

    private static long version(RestRelations area, @Nullable String from) {
        return area.relations().friendsVersion(Sns.user(area.users(), from));
    }

    /// @param groupName 1 to 32 names
    record Delete(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable List<String> groupName) {}

    /// @param currentSequence see [Added]
    record Deleted(long currentSequence, String errorDisplay) {}

    private static Deleted delete(RestRelations area, Delete request) {
        var names = names(request.groupName());
        area.relations().deleteGroups(Sns.inNameOf(area.users(), request.from()), names);
        return new Deleted(version(area, request.from()), "");
    }

    /// @param needFriend `Need_Friend_Type_Yes`: who is in them, too
    /// @param groupName absent or empty: all
    record Query(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable String needFriend,
            @Nullable List<String> groupName) {}

    /// @param currentSequence see [Added]
    record Groups(List<Group> resultItem, long currentSequence, String errorDisplay) {}

    record Group(
            String groupName,
            int friendNumber,
            @JsonProperty("To_Account") @Nullable List<String> toAccount) {}

    private static Groups get(RestRelations area, Query request) {
        var withFriends =
                Sns.isOther("NeedFriend", request.needFriend(), "Need_Friend_Type_No", "Need_Friend_Type_Yes");
        var wanted = request.groupName() == null ? List.<String>of() : request.groupName();
        var found = area.relations().groups(Sns.user(area.users(), request.from()), withFriends);
        return new Groups(
                found.groups().stream()
                        .filter(group -> wanted.isEmpty() || wanted.contains(group.name()))
                        .map(group -> new Group(group.name(), group.size(), group.members()))
                        .toList(),
                found.version(),
                "");
    }
}
