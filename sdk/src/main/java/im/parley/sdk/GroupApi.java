package im.parley.sdk;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Groups (section H of the contract). Calls before [Chat#isReady] fail as those of [MessageApi].
///
/// The futures fail with 10010 where there is no such group, with 10007 where the user may not do that, with
/// 10015 for what is no group ID and with 10004 for a value out of range.
public interface GroupApi {
    /// The groups that the user is in, without live rooms and communities with topics (`getGroupList#1`).
    /// Does not ask the server: the list is kept up to date, see [Events#GROUP_LIST_UPDATED].
    CompletableFuture<GroupList> getGroupList();

    /// A group's profile as the server has it now. Who is no member gets it without
    /// [Group#selfInfo], and of a Work group not at all (`getGroupProfile#2`). At most 8 calls a second.
    ///
    /// The future also fails with 2996 (too many calls).
    ///
    /// @throws IllegalArgumentException if the ID is missing or empty
    CompletableFuture<Group> getGroupProfile(String groupID);

    /// The same with some of the custom fields only.
    ///
    /// @param groupCustomFieldFilter keys of those that are wanted (`getGroupProfile#1`)
    /// @throws IllegalArgumentException if a parameter is missing or the ID empty
    CompletableFuture<Group> getGroupProfile(String groupID, List<String> groupCustomFieldFilter);

    /// Makes a group that the user owns. A live room has to be joined before anybody can write in it
    /// (`createGroup#1`).
    ///
    /// The future also fails with 2600 (no such type), 2602 (an ID that the type may not have), 10016, 10019
    /// (an unknown member), 10021 and 10025 (the ID is in use, by others and by the user), 10036 to 10038 (too
    /// many groups or members) and 3122 (communities are switched off).
    ///
    /// @throws IllegalArgumentException if the options are missing
    CompletableFuture<NewGroup> createGroup(GroupCreation options);

    /// Ends a group that the user owns (`dismissGroup#3`), unless it is a Work group (`dismissGroup#1`). Its
    /// conversation stays on everybody's list until the next login or
    /// [ConversationApi#deleteConversation] (`dismissGroup#2`).
    ///
    /// @return the groupID
    /// @throws IllegalArgumentException if the ID is missing or empty
    CompletableFuture<String> dismissGroup(String groupID);

    /// Changes fields of a group's profile. At most 8 calls a second.
    ///
    /// The future also fails with 2996 (too many calls).
    ///
    /// @return the group as it is now
    /// @throws IllegalArgumentException if the options are missing
    CompletableFuture<Group> updateGroupProfile(GroupUpdate options);

    /// Enters a group, or applies to enter it where its managers decide. The user is in one live room at a time: the
    /// next one takes them out of the first (`joinGroup#2`). What a live room shows newcomers comes as
    /// [Events#MESSAGE_RECEIVED] (`joinGroup#7`); its conversation is on the list while the user is in it.
    ///
    /// While nobody is logged in, a live room can be joined to hear what is said from now on, as
    /// [Events#MESSAGE_RECEIVED] and [Events#MESSAGE_REVOKED], and nothing else (`joinGroup#5`); a login ends that.
    /// Another group is refused with 2662 then, and a server that has as many guests as it lets in says 60022.
    ///
    /// The future also fails with 10013, 10014 (the group is full) and 10037 (the user is in too
    /// many groups).
    ///
    /// @param applyMessage shown to the managers, at most 400 bytes; null: none
    /// @throws IllegalArgumentException if the ID is missing or empty
    CompletableFuture<JoinGroupResult> joinGroup(String groupID, @Nullable String applyMessage);

    /// The same without a word to the managers.
    default CompletableFuture<JoinGroupResult> joinGroup(String groupID) {
        return joinGroup(groupID, null);
    }

    /// Leaves a group. Its owner can only leave a Work group (`quitGroup#1`). The conversation stays on the
    /// list until the next login or [ConversationApi#deleteConversation] (`quitGroup#2`). It also ends listening
    /// without a login.
    ///
    /// The future also fails with 2623 (the user is not in it) and 10009 (the owner cannot quit).
    ///
    /// @return the groupID
    /// @throws IllegalArgumentException if the ID is missing or empty
    CompletableFuture<String> quitGroup(String groupID);

    /// Finds a group to join; Work groups cannot be found (`searchGroupByID#1`).
    ///
    /// @throws IllegalArgumentException if the ID is missing or empty
    CompletableFuture<Group> searchGroupByID(String groupID);

    /// Makes another member the owner; the user stays as a plain member (`changeGroupOwner#2`).
    ///
    /// The future also fails with 2620 (a live room), 2621 (the heir is the user) and 2623 (the heir is
    /// no member).
    ///
    /// @return the group as it is now
    /// @throws IllegalArgumentException if a parameter is missing or empty
    CompletableFuture<Group> changeGroupOwner(String groupID, String newOwnerID);
}
