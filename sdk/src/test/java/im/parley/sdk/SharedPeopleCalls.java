package im.parley.sdk;

import static im.parley.sdk.SharedCalls.empty;

import im.parley.protocol.Types;
import im.parley.protocol.relation.FollowUser;
import im.parley.sdk.SharedCalls.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What scenarios do with profiles, statuses, the blacklist, friends and those who are followed.
final class SharedPeopleCalls {
    static final Map<String, Call> ALL = Map.ofEntries(
            Map.entry("getMyProfile", (chat, with) -> chat.getMyProfile()),
            Map.entry("getUserProfile", (chat, with) -> chat.getUserProfile(with.texts("userIDList"))),
            Map.entry("updateMyProfile", (chat, with) -> {
                var update = new ProfileUpdate();
                Optional.ofNullable(with.text("nick")).ifPresent(update::nick);
                Optional.ofNullable(with.text("avatar")).ifPresent(update::avatar);
                Optional.ofNullable(with.text("gender")).ifPresent(update::gender);
                Optional.ofNullable(with.text("selfSignature")).ifPresent(update::selfSignature);
                Optional.ofNullable(with.text("allowType")).ifPresent(update::allowType);
                Optional.ofNullable((Long) with.get("birthday")).ifPresent(update::birthday);
                return chat.updateMyProfile(update);
            }),
            Map.entry("setSelfStatus", (chat, with) -> chat.setSelfStatus(with.text("customStatus"))),
            Map.entry("getUserStatus", (chat, with) -> chat.getUserStatus(with.texts("userIDList"))),
            Map.entry("subscribeUserStatus", (chat, with) -> chat.subscribeUserStatus(with.texts("userIDList"))),
            Map.entry(
                    "unsubscribeUserStatus",
                    (chat, with) -> with.isEmpty()
                            ? chat.unsubscribeUserStatus()
                            : chat.unsubscribeUserStatus(with.texts("userIDList"))),
            Map.entry("getBlacklist", (chat, with) -> chat.getBlacklist()),
            Map.entry("addToBlacklist", (chat, with) -> chat.addToBlacklist(with.texts("userIDList"))),
            Map.entry("removeFromBlacklist", (chat, with) -> chat.removeFromBlacklist(with.texts("userIDList"))),
            Map.entry("getFriendList", (chat, with) -> chat.getFriendList()),
            Map.entry("addFriend", (chat, with) -> {
                var options = new AddFriendOptions(with.text("to"), with.text("source"));
                Optional.ofNullable(with.text("remark")).ifPresent(options::remark);
                Optional.ofNullable(with.text("wording")).ifPresent(options::wording);
                return chat.addFriend(options);
            }),
            Map.entry(
                    "deleteFriend",
                    (chat, with) -> chat.deleteFriend(
                                    with.texts("userIDList"), orElse(with.text("type"), Types.SNS_DELETE_TYPE_BOTH))
                            .thenApply(result -> Map.of(
                                    "successUserIDList",
                                    users(result.successUserIDList()),
                                    "failureUserIDList",
                                    result.failureUserIDList()))),
            Map.entry(
                    "checkFriend",
                    (chat, with) -> chat.checkFriend(
                            with.texts("userIDList"), orElse(with.text("type"), Types.SNS_CHECK_TYPE_BOTH))),
            Map.entry("getFriendProfile", (chat, with) -> chat.getFriendProfile(with.texts("userIDList"))),
            Map.entry(
                    "updateFriend",
                    (chat, with) ->
                            chat.updateFriend(new FriendUpdate(with.text("userID")).remark(with.text("remark")))),
            Map.entry("getFriendApplicationList", (chat, with) -> chat.getFriendApplicationList()),
            Map.entry(
                    "acceptFriendApplication",
                    (chat, with) -> empty(chat.acceptFriendApplication(
                            with.text("userID"),
                            with.text("remark"),
                            with.text("tag"),
                            orElse(with.text("type"), Types.SNS_APPLICATION_AGREE_AND_ADD)))),
            Map.entry(
                    "refuseFriendApplication",
                    (chat, with) -> empty(chat.refuseFriendApplication(with.text("userID")))),
            Map.entry(
                    "deleteFriendApplication",
                    (chat, with) -> empty(chat.deleteFriendApplication(
                            with.text("userID"), orElse(with.text("type"), Types.SNS_APPLICATION_SENT_TO_ME)))),
            Map.entry("setFriendApplicationRead", (chat, with) -> empty(chat.setFriendApplicationRead())),
            Map.entry("getFriendGroupList", (chat, with) -> chat.getFriendGroupList()),
            Map.entry(
                    "createFriendGroup",
                    (chat, with) -> chat.createFriendGroup(with.text("name"), with.texts("userIDList"))),
            Map.entry("deleteFriendGroup", (chat, with) -> chat.deleteFriendGroup(with.text("name"))),
            Map.entry(
                    "addToFriendGroup",
                    (chat, with) -> chat.addToFriendGroup(with.text("name"), with.texts("userIDList"))),
            Map.entry(
                    "removeFromFriendGroup",
                    (chat, with) -> chat.removeFromFriendGroup(with.text("name"), with.texts("userIDList"))),
            Map.entry(
                    "renameFriendGroup",
                    (chat, with) -> chat.renameFriendGroup(with.text("oldName"), with.text("newName"))),
            Map.entry("followUser", (chat, with) -> chat.followUser(with.texts())),
            Map.entry("unfollowUser", (chat, with) -> chat.unfollowUser(with.texts())),
            Map.entry("getMyFollowersList", (chat, with) -> page(chat.getMyFollowersList(with.text()))),
            Map.entry("getMyFollowingList", (chat, with) -> page(chat.getMyFollowingList(with.text()))),
            Map.entry("getMutualFollowersList", (chat, with) -> page(chat.getMutualFollowersList(with.text()))),
            Map.entry(
                    "getUserFollowInfo",
                    (chat, with) -> with.isEmpty() ? chat.getUserFollowInfo() : chat.getUserFollowInfo(with.texts())),
            Map.entry("checkFollowType", (chat, with) -> chat.checkFollowType(with.texts())));

    private SharedPeopleCalls() {}

    /// Users as the web SDK lists those for whom something was done.
    static List<Map<String, String>> users(List<String> userIDs) {
        return userIDs.stream().map(userID -> Map.of("userID", userID)).toList();
    }

    /// The web SDK has the fields of a profile beside the time of following.
    private static CompletableFuture<Map<String, Object>> page(CompletableFuture<FollowPage> page) {
        return page.thenApply(it -> Map.of(
                "resultList",
                it.resultList().stream().map(SharedPeopleCalls::flat).toList(),
                "nextCursor",
                it.nextCursor()));
    }

    private static Map<String, Object> flat(FollowUser user) {
        var fields = Plain.fieldsOf(user.profile());
        fields.put("followTime", user.followTime());
        return fields;
    }

    private static String orElse(String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
