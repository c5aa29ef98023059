package im.parley.sdk;

import im.parley.protocol.group.GroupField;
import im.parley.protocol.group.SelfInfo;
import java.util.List;

/// What the user is in a group.
///
/// @param userID the user's own
/// @param role a `GRP_MBR_ROLE_…` value of [im.parley.protocol.Types]
/// @param joinTime seconds since 1970
/// @param nameCard the user's name in this group, at most 50 bytes; empty when unset
/// @param muteUntil seconds since 1970; 0: not muted
/// @param memberCustomField those that are set
/// @param messageRemindType a `MSG_REMIND_…` value
/// @param readedSequence the sequence up to which the user has read; 0: nothing is known
public record GroupSelfInfo(
        String userID,
        String role,
        long joinTime,
        String nameCard,
        long muteUntil,
        List<GroupField> memberCustomField,
        String messageRemindType,
        long readedSequence) {
    static GroupSelfInfo of(SelfInfo info, String me) {
        return new GroupSelfInfo(
                me,
                info.role(),
                info.joinTime(),
                MessageContent.orEmpty(info.nameCard()),
                info.muteUntil(),
                Group.orEmpty(info.memberCustomField()),
                info.messageRemindType(),
                0);
    }

    GroupSelfInfo readUpTo(long sequence) {
        return new GroupSelfInfo(
                userID, role, joinTime, nameCard, muteUntil, memberCustomField, messageRemindType, sequence);
    }

    GroupSelfInfo reminding(String type) {
        return new GroupSelfInfo(userID, role, joinTime, nameCard, muteUntil, memberCustomField, type, readedSequence);
    }
}
