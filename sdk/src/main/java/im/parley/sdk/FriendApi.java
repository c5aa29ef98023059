package im.parley.sdk;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Friends, requests to become friends, and the groups into which a user sorts friends (section F of the
/// contract). Calls before [Chat#isReady] fail as those of [MessageApi].
///
/// Lists are kept here and answered without asking the server; what changes them, here or elsewhere, is
/// told by [Events#FRIEND_LIST_UPDATED], [Events#FRIEND_APPLICATION_LIST_UPDATED] and
/// [Events#FRIEND_GROUP_LIST_UPDATED]. Futures of changes also fail with 30001 (a value out of range).
public interface FriendApi {
    /// All friends, oldest first (`getFriendList#1`).
    CompletableFuture<List<Friend>> getFriendList();

    /// Adds somebody, or asks them if they want to be asked: the future then has the code 30539
    /// (`addFriend#1`, `addFriend#2`).
    ///
    /// It fails with 30003 (no such user), 30009 (the user may not ask others), 30010 (3000 friends
    /// already), 30011 (32 groups already), 30012 (100 requests wait already), 30014 (they have 3000
    /// friends), 30515 (they are on the blacklist), 30516 (they take no requests, `addFriend#4`), 30520 (is
    /// a friend already), 30525 (the user is on theirs), 30540 (too many requests).
    ///
    /// @throws IllegalArgumentException if the options are missing, or the source is not `AddSource_Type_`
    ///     and 1 to 8 letters (`addFriend#3`)
    CompletableFuture<AddFriendResult> addFriend(AddFriendOptions options);

    /// Ends friendships, of the first 1000 users.
    ///
    /// @param type `SNS_DELETE_TYPE_BOTH`, or `SNS_DELETE_TYPE_SINGLE`: the other keeps the user on their
    ///     list
    /// @return who is no friend any more, and who was none (2700)
    CompletableFuture<FriendDeletion> deleteFriend(List<String> userIDList, String type);

    /// The same at both sides.
    CompletableFuture<FriendDeletion> deleteFriend(List<String> userIDList);

    /// Who is on whose list, of the first 1000 users; A is the user, B the other.
    ///
    /// @param type `SNS_CHECK_TYPE_BOTH`, or `SNS_CHECK_TYPE_SINGLE`: looks at the user's own list only
    ///     (`checkFriend#1`, `checkFriend#2`)
    CompletableFuture<FriendCheck> checkFriend(List<String> userIDList, String type);

    /// The same of both lists.
    CompletableFuture<FriendCheck> checkFriend(List<String> userIDList);

    /// Friends with their full profiles (`getFriendProfile#1`), and who is none (2700).
    CompletableFuture<FriendProfiles> getFriendProfile(List<String> userIDList);

    /// Changes remark and custom fields of a friend (`updateFriend#1`). Fails with 2700 for somebody who is
    /// none.
    CompletableFuture<Friend> updateFriend(FriendUpdate options);

    /// Requests that nobody has decided, sent and received, newest first (`getFriendApplicationList#2`).
    CompletableFuture<FriendApplicationList> getFriendApplicationList();

    /// Accepts a request. Fails with 30010 (3000 friends already), 30014 (they have as many), 30614 (no
    /// such request).
    ///
    /// @param userID the applicant
    /// @param remark what the user will call them, at most 96 bytes
    /// @param tag friend group that they come into, at most 30 bytes; created if it is missing
    /// @param type `SNS_APPLICATION_AGREE_AND_ADD`, or `SNS_APPLICATION_AGREE`: the user comes on their
    ///     list, they do not come on the user's (`acceptFriendApplication#1`)
    CompletableFuture<Void> acceptFriendApplication(
            String userID, @Nullable String remark, @Nullable String tag, String type);

    /// The same with `SNS_APPLICATION_AGREE_AND_ADD` (`acceptFriendApplication#2`).
    CompletableFuture<Void> acceptFriendApplication(String userID);

    /// Refuses a request. Fails with 30614 (no such request).
    CompletableFuture<Void> refuseFriendApplication(String userID);

    /// Takes a request off the list: one that was sent is withdrawn, one received is hidden. Fails with
    /// 2716 (no such request).
    ///
    /// @param type `SNS_APPLICATION_SENT_TO_ME` or `SNS_APPLICATION_SENT_BY_ME`
    ///     (`deleteFriendApplication#1`)
    CompletableFuture<Void> deleteFriendApplication(String userID, String type);

    /// The same with one that was received.
    CompletableFuture<Void> deleteFriendApplication(String userID);

    /// All requests so far are read (`setFriendApplicationRead#1`).
    CompletableFuture<Void> setFriendApplicationRead();

    /// All friend groups, oldest first (`getFriendGroupList#1`).
    CompletableFuture<List<FriendGroup>> getFriendGroupList();

    /// Makes a group. Fails with 2710 (there is one of that name), 30011 (32 groups already,
    /// `createFriendGroup#1`).
    ///
    /// @param name 1 to 30 bytes
    /// @param userIDList friends to put into it, may be empty; those who are none are told with 32216
    CompletableFuture<FriendGroupChange> createFriendGroup(String name, List<String> userIDList);

    /// Ends a group; those in it stay friends. Fails with 2711 (no such group).
    ///
    /// @return what it was
    CompletableFuture<FriendGroup> deleteFriendGroup(String name);

    /// Puts friends into a group. Fails with 2711 (no such group).
    CompletableFuture<FriendGroupChange> addToFriendGroup(String name, List<String> userIDList);

    /// Takes friends out of a group. Fails with 2711 (no such group).
    CompletableFuture<FriendGroupChange> removeFromFriendGroup(String name, List<String> userIDList);

    /// Gives a group another name. Fails with 2711 (no such group), 2710 (there is one of the new name).
    CompletableFuture<FriendGroup> renameFriendGroup(String oldName, String newName);
}
