package im.parley.protocol.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody whom a new group begins with.
///
/// @param role `Admin` or `Member`, in a community also `Custom`; absent: `Member`, which everybody is in
///     a Work group
/// @param memberCustomField absent: none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewMember(
        String userID, @Nullable String role, @Nullable List<GroupField> memberCustomField) {
    private static final Set<String> ROLES =
            Set.of(Types.GRP_MBR_ROLE_ADMIN, Types.GRP_MBR_ROLE_MEMBER, Types.GRP_MBR_ROLE_CUSTOM);

    public NewMember {
        Check.userID("memberList.userID", userID, ErrorCode.GROUP_INVALID_PARAMETERS);
        GroupChecks.oneOf("memberList.role", role, ROLES);
        GroupChecks.fields("memberCustomField", memberCustomField);
        memberCustomField = memberCustomField == null ? null : List.copyOf(memberCustomField);
    }
}
