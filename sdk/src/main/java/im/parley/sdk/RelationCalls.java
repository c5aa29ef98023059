package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.presence.UserStatus;
import im.parley.protocol.relation.FollowCounts;
import im.parley.protocol.relation.FollowOutcome;
import im.parley.protocol.relation.FollowRelation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Passes the calls about friends, the blacklist, following and statuses on to the parts that serve them.
interface RelationCalls extends FriendApi, BlacklistApi, FollowApi, StatusApi {
    Parts parts();

    @Override
    default CompletableFuture<UserStatus> setSelfStatus(String customStatus) {
        return parts().statuses.setSelfStatus(customStatus);
    }

    @Override
    default CompletableFuture<StatusList> getUserStatus(List<String> userIDList) {
        return parts().statuses.getUserStatus(userIDList);
    }

    @Override
    default CompletableFuture<StatusFailures> subscribeUserStatus(List<String> userIDList) {
        return parts().statuses.subscribeUserStatus(userIDList);
    }

    @Override
    default CompletableFuture<StatusFailures> unsubscribeUserStatus(List<String> userIDList) {
        return parts().statuses.unsubscribeUserStatus(userIDList);
    }

    @Override
    default CompletableFuture<StatusFailures> unsubscribeUserStatus() {
        return parts().statuses.unsubscribeUserStatus();
    }

    @Override
    default CompletableFuture<List<Friend>> getFriendList() {
        return parts().friends.getFriendList();
    }

    @Override
    default CompletableFuture<AddFriendResult> addFriend(AddFriendOptions options) {
        return parts().friends.addFriend(options);
    }

    @Override
    default CompletableFuture<FriendDeletion> deleteFriend(List<String> userIDList, String type) {
        return parts().friends.deleteFriend(userIDList, type);
    }

    @Override
    default CompletableFuture<FriendDeletion> deleteFriend(List<String> userIDList) {
        return parts().friends.deleteFriend(userIDList, Types.SNS_DELETE_TYPE_BOTH);
    }

    @Override
    default CompletableFuture<FriendCheck> checkFriend(List<String> userIDList, String type) {
        return parts().friends.checkFriend(userIDList, type);
    }

    @Override
    default CompletableFuture<FriendCheck> checkFriend(List<String> userIDList) {
        return parts().friends.checkFriend(userIDList, Types.SNS_CHECK_TYPE_BOTH);
    }

    @Override
    default CompletableFuture<FriendProfiles> getFriendProfile(List<String> userIDList) {
        return parts().friends.getFriendProfile(userIDList);
    }

    @Override
    default CompletableFuture<Friend> updateFriend(FriendUpdate options) {
        return parts().friends.updateFriend(options);
    }

    @Override
    default CompletableFuture<FriendApplicationList> getFriendApplicationList() {
        return parts().friends.getFriendApplicationList();
    }

    @Override
    default CompletableFuture<Void> acceptFriendApplication(
            String userID, @Nullable String remark, @Nullable String tag, String type) {
        return parts().friends.acceptFriendApplication(userID, remark, tag, type);
    }

    @Override
    default CompletableFuture<Void> acceptFriendApplication(String userID) {
        return parts().friends.acceptFriendApplication(userID, null, null, Types.SNS_APPLICATION_AGREE_AND_ADD);
    }

    @Override
    default CompletableFuture<Void> refuseFriendApplication(String userID) {
        return parts().friends.refuseFriendApplication(userID);
    }

    @Override
    default CompletableFuture<Void> deleteFriendApplication(String userID, String type) {
        return parts().friends.deleteFriendApplication(userID, type);
    }

    @Override
    default CompletableFuture<Void> deleteFriendApplication(String userID) {
        return parts().friends.deleteFriendApplication(userID, Types.SNS_APPLICATION_SENT_TO_ME);
    }

    @Override
    default CompletableFuture<Void> setFriendApplicationRead() {
        return parts().friends.setFriendApplicationRead();
    }

    @Override
    default CompletableFuture<List<FriendGroup>> getFriendGroupList() {
        return parts().friendGroups.getFriendGroupList();
    }

    @Override
    default CompletableFuture<FriendGroupChange> createFriendGroup(String name, List<String> userIDList) {
        return parts().friendGroups.createFriendGroup(name, userIDList);
    }

    @Override
    default CompletableFuture<FriendGroup> deleteFriendGroup(String name) {
        return parts().friendGroups.deleteFriendGroup(name);
    }

    @Override
    default CompletableFuture<FriendGroupChange> addToFriendGroup(String name, List<String> userIDList) {
        return parts().friendGroups.addToFriendGroup(name, userIDList);
    }

    @Override
    default CompletableFuture<FriendGroupChange> removeFromFriendGroup(String name, List<String> userIDList) {
        return parts().friendGroups.removeFromFriendGroup(name, userIDList);
    }

    @Override
    default CompletableFuture<FriendGroup> renameFriendGroup(String oldName, String newName) {
        return parts().friendGroups.renameFriendGroup(oldName, newName);
    }

    @Override
    default CompletableFuture<List<String>> getBlacklist() {
        return parts().friends.getBlacklist();
    }

    @Override
    default CompletableFuture<List<String>> addToBlacklist(List<String> userIDList) {
        return parts().friends.addToBlacklist(userIDList);
    }

    @Override
    default CompletableFuture<List<String>> removeFromBlacklist(List<String> userIDList) {
        return parts().friends.removeFromBlacklist(userIDList);
    }

    @Override
    default CompletableFuture<List<FollowOutcome>> followUser(List<String> userIDList) {
        return parts().follows.followUser(userIDList);
    }

    @Override
    default CompletableFuture<List<FollowOutcome>> unfollowUser(List<String> userIDList) {
        return parts().follows.unfollowUser(userIDList);
    }

    @Override
    default CompletableFuture<FollowPage> getMyFollowersList(String nextCursor) {
        return parts().follows.getMyFollowersList(nextCursor);
    }

    @Override
    default CompletableFuture<FollowPage> getMyFollowingList(String nextCursor) {
        return parts().follows.getMyFollowingList(nextCursor);
    }

    @Override
    default CompletableFuture<FollowPage> getMutualFollowersList(String nextCursor) {
        return parts().follows.getMutualFollowersList(nextCursor);
    }

    @Override
    default CompletableFuture<List<FollowCounts>> getUserFollowInfo(List<String> userIDList) {
        return parts().follows.getUserFollowInfo(userIDList);
    }

    @Override
    default CompletableFuture<List<FollowCounts>> getUserFollowInfo() {
        return parts().follows.getUserFollowInfo();
    }

    @Override
    default CompletableFuture<List<FollowRelation>> checkFollowType(List<String> userIDList) {
        return parts().follows.checkFollowType(userIDList);
    }
}
