package im.parley.protocol.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import im.parley.protocol.message.UserInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a group tip says: a message of the group's own conversation about what happened in it.
///
/// @param operationType a `GRP_TIP_…` value of [im.parley.protocol.Types]
/// @param operatorID who did it
/// @param operatorInfo the same with nick and avatar
/// @param userIDList whom it concerns; the operator where nobody else
/// @param memberList the same with what the tip tells of each; absent: nothing
/// @param memberCount how many are in now; absent where that did not change
/// @param groupProfile which group, as it was called then
/// @param newGroupProfile 6: the fields that changed; absent otherwise
/// @param groupJoinType 1: applied 1, invited 2; absent otherwise
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupTipPayload(
        int operationType,
        String operatorID,
        UserInfo operatorInfo,
        List<String> userIDList,
        @Nullable List<TipMember> memberList,
        @Nullable Integer memberCount,
        GroupRef groupProfile,
        @Nullable ChangedProfile newGroupProfile,
        @Nullable Integer groupJoinType) {}
