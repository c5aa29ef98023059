package im.parley.sdk;

import im.parley.protocol.group.GroupField;
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

    /// Some members of a group by their userIDs, in the order asked; who is no member is left out.
    ///
    /// The future also fails with 2687 (a live room, `getGroupMemberProfile#1`).
    ///
    /// @param userIDList 1 to 50; those beyond are left out with a warning (`getGroupMemberProfile#2`)
    /// @param memberCustomFieldFilter keys of the custom fields that are wanted (`getGroupMemberProfile#3`);
    ///     null: all
    /// @throws IllegalArgumentException if a parameter is missing or empty
    CompletableFuture<List<GroupMember>> getGroupMemberProfile(
            String groupID, List<String> userIDList, @Nullable List<String> memberCustomFieldFilter);

    /// The same with all custom fields.
    default CompletableFuture<List<GroupMember>> getGroupMemberProfile(String groupID, List<String> userIDList) {
        return getGroupMemberProfile(groupID, userIDList, null);
    }

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

    /// Keeps a member from writing for a time. Owners mute everybody else, admins plain members
    /// (`setGroupMemberMuteTime#5`); not in Work groups (`setGroupMemberMuteTime#1`).
    ///
    /// The future also fails with 2623 (they are no member) and 2685 (the user themselves).
    ///
    /// @param muteTime seconds from now, 0 to 4294967295; 0: not muted any more (`setGroupMemberMuteTime#6`)
    /// @throws IllegalArgumentException if a parameter is missing or empty, or the time negative
    CompletableFuture<GroupMemberResult> setGroupMemberMuteTime(String groupID, String userID, long muteTime);

    /// Makes a member an admin, or no longer one; only the owner does (`setGroupMemberRole#2`), and not in
    /// Work groups and live rooms (`setGroupMemberRole#1`).
    ///
    /// The future also fails with 2623 (they are no member), 2681 (the user is not the owner), 2682 (no roles
    /// in this type), 2683 (no such role) and 2684 (the user themselves).
    ///
    /// @param role `GRP_MBR_ROLE_ADMIN` or `GRP_MBR_ROLE_MEMBER` of [im.parley.protocol.Types], in a
    ///     community also `GRP_MBR_ROLE_CUSTOM`
    /// @throws IllegalArgumentException if a parameter is missing or empty
    CompletableFuture<GroupMemberResult> setGroupMemberRole(String groupID, String userID, String role);

    /// Gives a member a name in this group. Everybody changes their own; owners those of everybody, admins
    /// those of plain members (`setGroupMemberNameCard#2`).
    ///
    /// The future also fails with 2623 (they are no member) and 2687 (a live room,
    /// `setGroupMemberNameCard#1`).
    ///
    /// @param userID null: the user's own
    /// @param nameCard at most 50 bytes; empty: none any more
    /// @throws IllegalArgumentException if the groupID is missing or empty, or the name card missing
    CompletableFuture<GroupMemberResult> setGroupMemberNameCard(
            String groupID, @Nullable String userID, String nameCard);

    /// Sets custom fields of a member, as [#setGroupMemberNameCard] sets their name.
    ///
    /// The future also fails with 2623 (they are no member) and 2687 (a live room,
    /// `setGroupMemberCustomField#1`).
    ///
    /// @param userID null: the user's own
    /// @param memberCustomField with keys that the server's settings name (`setGroupMemberCustomField#3`); an
    ///     empty value takes a field away, others stay
    /// @throws IllegalArgumentException if the groupID is missing or empty, or the fields are
    CompletableFuture<GroupMemberResult> setGroupMemberCustomField(
            String groupID, @Nullable String userID, List<GroupField> memberCustomField);

    /// The same without a reason.
    default CompletableFuture<DeleteMemberResult> deleteGroupMember(String groupID, List<String> userIDList) {
        return deleteGroupMember(groupID, userIDList, null, null);
    }

    /// Marks members of a live room, or takes a mark off them; its owner does (`markGroupMemberList#1`). A
    /// room has at most 10 different marks (`markGroupMemberList#3`). [GroupMemberQuery#filter] asks for those
    /// with a mark.
    ///
    /// The future fails with 10007 (not the owner, or no live room), 10004 (an eleventh mark) and 3122 (marks are
    /// switched off, `markGroupMemberList#2`).
    ///
    /// @param userIDList at most 500, the others are left out
    /// @param markType 1000 or more
    /// @param enableMark false: takes it off
    /// @throws IllegalArgumentException if a parameter is missing or empty, or the mark below 1000
    CompletableFuture<MarkMemberResult> markGroupMemberList(
            String groupID, List<String> userIDList, int markType, boolean enableMark);

    /// How many members of a group are signed in (`getGroupOnlineMemberCount#1`); 0 for who is no member. The
    /// server is asked once in 60 seconds, about a live room once in 5; in between the last number is given
    /// (`getGroupOnlineMemberCount#2`). Nobody needs to be logged in: who listens in a live room then gets its
    /// number.
    ///
    /// @throws IllegalArgumentException if the groupID is missing or empty
    CompletableFuture<Integer> getGroupOnlineMemberCount(String groupID);
}
