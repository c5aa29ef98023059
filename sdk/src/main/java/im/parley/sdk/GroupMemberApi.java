package im.parley.sdk;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Members of groups (section H of the contract). Calls before [Chat#isReady] fail as those of [MessageApi],
/// all others also as those of [GroupApi].
public interface GroupMemberApi {
    /// A page of a group's members in the order in which they joined; nobody for who is no member
    /// (`getGroupMemberList#9`).
    ///
    /// @throws IllegalArgumentException if the query is missing
    CompletableFuture<GroupMemberList> getGroupMemberList(GroupMemberQuery query);

    /// Takes users into a group, or asks its managers to, as its inviteOption says (`addGroupMember#3`).
    ///
    /// The future also fails with 2661 (a live room, `addGroupMember#5`), 10014 (the group is full) and 10019
    /// (there is no such user, `addGroupMember#1`).
    ///
    /// @param userIDList 1 to 500; those beyond are left out with a warning
    /// @throws IllegalArgumentException if a parameter is missing or empty
    CompletableFuture<AddMemberResult> addGroupMember(String groupID, List<String> userIDList);

    /// Puts members out of a group. Owners may put everybody out, admins plain members
    /// (`deleteGroupMember#4`). In a live room it bans them for a time (`deleteGroupMember#1`).
    ///
    /// The future also fails with 2623 (none of them is in) and 2686 (a live room and no duration).
    ///
    /// @param userIDList 1 to 100; those beyond are left out with a warning (`deleteGroupMember#5`)
    /// @param reason told to them and to the members, at most 400 bytes; null: none
    /// @param duration live rooms: seconds of the ban, 1 or more (`deleteGroupMember#2`); null: none
    /// @throws IllegalArgumentException if a parameter is missing or empty
    CompletableFuture<DeleteMemberResult> deleteGroupMember(
            String groupID, List<String> userIDList, @Nullable String reason, @Nullable Integer duration);

    /// The same without a reason.
    default CompletableFuture<DeleteMemberResult> deleteGroupMember(String groupID, List<String> userIDList) {
        return deleteGroupMember(groupID, userIDList, null, null);
    }
}
