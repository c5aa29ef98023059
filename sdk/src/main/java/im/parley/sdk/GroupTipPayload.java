package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.group.ChangedProfile;
import im.parley.protocol.group.TipMember;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened in a group: a message of the group's own conversation that nobody wrote.
///
/// @param operationType a `GRP_TIP_…` value of [Types]
/// @param operatorID who did it
/// @param operatorInfo the same with nick and avatar
/// @param userIDList whom it concerns; the operator where nobody else
/// @param memberList the same with what the tip tells of each; empty: nothing
/// @param memberCount how many are in now; null where that did not change
/// @param groupProfile which group, as it was called then
/// @param newGroupProfile 6: the fields that changed, the others are null; null otherwise
/// @param groupJoinType 1: applied 1, invited 2; null otherwise
public record GroupTipPayload(
        int operationType,
        String operatorID,
        MessageUser operatorInfo,
        List<String> userIDList,
        List<TipMember> memberList,
        @Nullable Integer memberCount,
        GroupReference groupProfile,
        @Nullable ChangedProfile newGroupProfile,
        @Nullable Integer groupJoinType)
        implements Payload {
    public GroupTipPayload(
            int operationType,
            String operatorID,
            MessageUser operatorInfo,
            List<String> userIDList,
            @Nullable List<TipMember> memberList,
            @Nullable Integer memberCount,
            GroupReference groupProfile,
            @Nullable ChangedProfile newGroupProfile,
            @Nullable Integer groupJoinType) {
        this.operationType = operationType;
        this.operatorID = operatorID;
        this.operatorInfo = operatorInfo;
        this.userIDList = List.copyOf(userIDList);
        this.memberList = memberList == null ? List.of() : List.copyOf(memberList);
        this.memberCount = memberCount;
        this.groupProfile = groupProfile;
        this.newGroupProfile = newGroupProfile;
        this.groupJoinType = groupJoinType;
    }

    @Override
    public String type() {
        return Types.MSG_GRP_TIP;
    }

    GroupTipPayload withAddressesOf(im.parley.protocol.message.Message message) {
        return new GroupTipPayload(
                operationType,
                operatorID,
                operatorInfo,
                userIDList,
                memberList,
                memberCount,
                groupProfile.withAddressesOf(message),
                newGroupProfile,
                groupJoinType);
    }
}
