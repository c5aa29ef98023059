package im.parley.protocol.group;

import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some members of a group by their userIDs.
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND];
/// [im.parley.protocol.ErrorCode#OPERATION_NOT_SUPPORTED_IN_AV] for live rooms (`getGroupMemberProfile#1`);
/// [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED] unless the caller is a member.
///
/// @param userIDList 1 to 50 (`getGroupMemberProfile#2`)
/// @param memberCustomFieldFilter keys of the custom fields that are wanted; absent: all
///     (`getGroupMemberProfile#3`)
@Op("group.getMembers")
public record GetMembers(
        String groupID, List<String> userIDList, @Nullable List<String> memberCustomFieldFilter)
        implements Operation<GetMembers.Result> {
    public GetMembers {
        GroupChecks.groupID(groupID);
        userIDList = GroupChecks.users("userIDList", userIDList, Limits.MEMBER_PROFILES);
        memberCustomFieldFilter = memberCustomFieldFilter == null ? null : List.copyOf(memberCustomFieldFilter);
    }

    /// @param memberList in the order asked; who is no member is left out
    public record Result(List<GroupMember> memberList) {}
}
