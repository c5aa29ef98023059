package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a group that the caller owns. The caller's other instances and those who were taken in get
/// [GroupJoined], and a notice and a tip where the type has them.
///
/// Errors: [ErrorCode#GROUP_INVALID_PARAMETERS]; [ErrorCode#ILLEGAL_GRP_TYPE]; [ErrorCode#ILLEGAL_GRP_ID] for
/// an ID that the type may not have (`createGroup#4`, `createGroup#7`); [ErrorCode#GROUP_ID_IN_USE],
/// [ErrorCode#GROUP_ID_IN_USE_BY_OPERATOR]; [ErrorCode#GROUP_ACCOUNT_NOT_FOUND] for an unknown member;
/// [ErrorCode#TOO_MANY_GROUPS_OF_USER]; [ErrorCode#FEATURE_NOT_ENABLED] for communities or topics that are
/// switched off; [ErrorCode#GROUP_REJECTED_BY_CALLBACK], or one of 10100 to 10200, from the app's back end.
///
/// @param type a `GRP_…` value; absent: Work
/// @param groupID absent: the server makes one
/// @param name 1 to 100 bytes
/// @param introduction at most 400 bytes
/// @param notification at most 400 bytes
/// @param avatar at most 500 bytes
/// @param joinOption kept for Public and Community only (`createGroup#8`)
/// @param inviteOption not for live rooms (`createGroup#3`)
/// @param maxMemberNum 1 or more, cut to the type's limit; absent: that limit
/// @param memberList at most 500; not for live rooms (`createGroup#8`)
/// @param groupCustomField keys of the setting `group.customFields`
/// @param isSupportTopic communities only: its conversations are topics
@Op("group.create")
public record CreateGroup(
        @Nullable String type,
        @Nullable String groupID,
        String name,
        @Nullable String introduction,
        @Nullable String notification,
        @Nullable String avatar,
        @Nullable String joinOption,
        @Nullable String inviteOption,
        @Nullable Integer maxMemberNum,
        @Nullable List<NewMember> memberList,
        @Nullable List<GroupField> groupCustomField,
        boolean isSupportTopic)
        implements Operation<CreateGroup.Result> {
    public CreateGroup {
        Check.present("name", name, ErrorCode.GROUP_INVALID_PARAMETERS);
        GroupChecks.profile(name, introduction, notification, avatar, joinOption, inviteOption, groupCustomField);
        Check.that(
                maxMemberNum == null || maxMemberNum >= 1,
                "maxMemberNum",
                maxMemberNum,
                "1 or more",
                ErrorCode.GROUP_INVALID_PARAMETERS);
        memberList = memberList == null || memberList.isEmpty()
                ? null
                : Check.list("memberList", memberList, Limits.MEMBERS_PER_CALL, ErrorCode.GROUP_INVALID_PARAMETERS);
        groupCustomField = groupCustomField == null ? null : List.copyOf(groupCustomField);
    }

    /// @param overLimitUserIDList who is in too many groups already and was left out (`createGroup#6`)
    public record Result(Group group, List<String> overLimitUserIDList) {}
}
