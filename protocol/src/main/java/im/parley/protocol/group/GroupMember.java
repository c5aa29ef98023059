package im.parley.protocol.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// A member of a group.
///
/// @param nick absent: empty
/// @param avatar absent: empty
/// @param role a `GRP_MBR_ROLE_…` value of [im.parley.protocol.Types]
/// @param joinTime seconds since 1970
/// @param nameCard at most 50 bytes; absent: empty
/// @param muteUntil seconds since 1970; absent: not muted
/// @param memberCustomField those that are set; absent: none
/// @param lastSendMsgTime seconds since 1970 of their last message here; absent: none is kept, which is so in live
///     rooms and communities with topics
/// @param isOnline whether the member is signed in somewhere; absent: no, or the setting
///     `group.memberOnlineFlag` is off
/// @param markType live rooms: the marks that the owner gave; absent: none
public record GroupMember(
        String userID,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String nick,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String avatar,
        String role,
        long joinTime,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String nameCard,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long muteUntil,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<GroupField> memberCustomField,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long lastSendMsgTime,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean isOnline,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> markType) {
    /// With these custom fields only.
    public GroupMember with(List<GroupField> fields) {
        return new GroupMember(
                userID, nick, avatar, role, joinTime, nameCard, muteUntil, fields, lastSendMsgTime, isOnline, markType);
    }
}
